import type { GuardCall, Target } from '../../acts/act.ts'
import { notOwn } from '../../acts/review.ts'
import { allows, type Role } from '../../core/access/permissions.ts'
import { hourMs } from '../../core/calendar.ts'
import type { Desk } from '../../core/context.ts'
import { held } from '../../core/db/lock.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { lastSeenOfStaff, staffById } from '../../staff/published.ts'
import type { RuleOrWatch } from '../lists.ts'
import { privacyPolicy } from '../policy.ts'
import * as words from '../words.ts'

type Change = Tables['privacy_rule_change']

interface Asked {
  rule: RuleOrWatch
  version: number
}
interface Kept {
  rule: RuleOrWatch
  /** 0 while the rule is as it came: then there is no row to hold. */
  version: number
}

export const holdRule = async (trx: Trx, desk: Pick<Desk, 'db'>, rule: RuleOrWatch): Promise<Kept> => {
  const row = await held(
    desk.db,
    trx.selectFrom('privacy_rule').select('version').where('rule', '=', rule),
  ).executeTakeFirst()
  return { rule, version: row?.version ?? 0 }
}

const aboutRule = (rule: RuleOrWatch) => ({ object: { type: 'privacy-rule', id: rule } })

/** A rule of unusual access, held where it was changed before. */
export const onRule = {
  load: (trx, { desk }, { rule }) => holdRule(trx, desk, rule),
  about: ({ rule }) => aboutRule(rule),
  guards: {
    /** The change is to what the officer saw. */
    version: ({ found, input }: GuardCall<Kept, Asked>, _wanted: true) =>
      input.version === found.version ? undefined : new Conflict(words.ruleChanged),
    /** Of two that wait it would be open which one somebody confirms. */
    noneWaits: async ({ trx, found }: GuardCall<Kept, Asked>, _wanted: true) => {
      const waits = await trx
        .selectFrom('privacy_rule_change')
        .select('id')
        .where('rule', '=', found.rule)
        .where('decided_at', 'is', null)
        .executeTakeFirst()
      return waits && new Conflict(words.ruleChangeWaits)
    },
  },
} satisfies Target<Asked, Kept>

/**
 * Whether an officer is there who can confirm what another asked for. One who is disabled is, for as long as a change made alone waits
 * for another's word, unless they were last at work before: an administrator disables and enables alone, and would be the second in
 * between, with no mail to the officer who was set aside (2026-11-28).
 */
export async function hasOtherOfficer(trx: Trx, askedBy: string, now: Date): Promise<boolean> {
  const { ruleAloneHours } = await readPolicy(trx, privacyPolicy)
  const lately = new Date(now.getTime() - ruleAloneHours * hourMs).toISOString()
  return (await lastSeenOfStaff(trx)).some(
    ({ id, role, status, lastSeenAt }) =>
      role === 'privacy-officer' && id !== askedBy && (status === 'active' || (lastSeenAt ?? '') > lately),
  )
}

interface Deciding extends Kept {
  change: Change
}
type Call = GuardCall<Deciding, { rule: RuleOrWatch; id: string }>

/** A change that was asked for, with its rule; both held. */
export const onRuleChange = {
  async load(trx, ctx, { rule, id }) {
    const kept = await holdRule(trx, ctx.desk, rule)
    const change = await held(
      ctx.desk.db,
      trx.selectFrom('privacy_rule_change').selectAll().where('id', '=', id).where('rule', '=', rule),
    ).executeTakeFirst()
    if (!change) throw new NotFound(words.noRuleChange)
    return { ...kept, change }
  },
  about: ({ rule }) => aboutRule(rule),
  guards: {
    /** One person's word does not change what everybody, officers too, is watched by. */
    notAsker: notOwn(
      ({ change }: Deciding) => change.asked_by,
      () => new Invalid({ id: words.ownRuleChange }),
    ),
    /** What one officer changed alone is looked at by another, whatever becomes of it. */
    notAloneMaker: notOwn(
      ({ change }: Deciding) => (change.alone === 1 ? change.asked_by : null),
      () => new Invalid({ id: words.ownRuleChange }),
    ),
    /**
     * A hospital with one officer has nobody else of the office: its administrator, who keeps the security of the system (45 CFR
     * 164.308(a)(2)), is the second then, and only then; everybody responsible is written to (2026-11-27).
     */
    noOtherOfficer: async ({ trx, ctx, found: { change } }: Call, _wanted: true) =>
      allows(ctx.actor.role, 'privacy.review') || !(await hasOtherOfficer(trx, change.asked_by, ctx.now()))
        ? undefined
        : new Conflict(words.officerDecides),
    undecided: ({ found: { change } }: Call, _wanted: true) =>
      change.decided_at === null ? undefined : new Conflict(words.ruleChangeDecided),
    /** Whoever was disabled or moved since leaves no word behind that a second person could make count. */
    askerStands: async ({ trx, found: { change } }: Call, _wanted: true) => {
      const asker = await staffById(trx, change.asked_by)
      return asker?.status === 'active' && allows(asker.role as Role, 'privacy.review')
        ? undefined
        : new Conflict(words.ruleAskerGone)
    },
    /** What was asked for is changed from what it was then. */
    unchanged: ({ found }: Call, _wanted: true) =>
      found.version === found.change.rule_version ? undefined : new Conflict(words.ruleChanged),
  },
} satisfies Target<{ rule: RuleOrWatch; id: string }, Deciding>

/** What all acts on rules have in common. */
export const ruleActs = {
  letter: 'U',
  watch: 'nothing',
  tag: 'Privacy alerts',
  needs: 'privacy.review',
  fresh: true,
} as const
