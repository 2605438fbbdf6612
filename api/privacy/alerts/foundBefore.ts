import { type Kysely, type RawBuilder, sql } from 'kysely'
import { allows, type Role, roles } from '../../core/access/permissions.ts'
import { daysAfter } from '../../core/calendar.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import { readPolicy } from '../../core/policy.ts'
import type { Language } from '../../core/words.ts'
import { needsAssessment, type RuleCode } from '../lists.ts'
import { privacyPolicy } from '../policy.ts'
import { staysOn } from '../rules/goesBy.ts'
import { ruleTexts } from '../ruleTexts.ts'
import { notAbout } from './queries.ts'

/*
 * What reviews found before says where an alert of the same kind stands in the queue: by its score times how much more, or less, often
 * such alerts were well founded than all were. It hides nothing, changes no score and no due date, moves an alert by half or by double at
 * most, and lowers none that is always told or is about those who review. Of each reviewer the newest so many of a kind count, and a
 * kind is lowered by no more than it would be without any one of them: nobody alone teaches the queue to bury what others would find, and
 * five closings of one officer's did (2026-11-28).
 */
const yearsBack = 2
const mostOfOne = 20
const mostRead = 2_000
/** Reviews of a kind before anything is said of it. */
const fewest = 5
/** A kind begins as all are: so many reviews of its own weigh as much as that. */
const asAll = 5
const [lowest, highest] = [0.5, 2]

/** What was found of earlier alerts of a kind. */
export interface FoundBefore {
  signed: number
  founded: number
  /** How many times as often as of all. */
  often: number
  /** By how much it is moved: the same within bounds, and lowered by no reviewer alone. */
  times: number
}
export type FoundByRule = ReadonlyMap<RuleCode, FoundBefore>

/** The kind of an alert: the rule whose finding weighs most in it. */
export const leadingRule = sql<RuleCode>`(select f.rule from privacy_finding f where f.alert_id = a.id
  order by f.score desc, f.day desc, f.rule limit 1)`

/** By kind, of the reviews that the reader may know of; nothing while policy says that reviews teach nothing. */
export async function foundBefore(db: Kysely<Tables>, ctx: StaffCtx): Promise<FoundByRule> {
  const { rankByFound } = await readPolicy(db, privacyPolicy)
  if (rankByFound === 0) return new Map()
  const rows = await db
    .selectFrom('privacy_alert as a')
    .select(['a.outcome', 'a.signed_by', leadingRule.as('rule')])
    .where('a.status', '=', 'signed')
    .where('a.signed_at', '>=', daysAfter(ctx.now(), -yearsBack * 365))
    .where(notAbout(ctx.actor.id))
    .orderBy('a.signed_at', 'desc')
    .limit(mostRead)
    .execute()
  return learnt(rows as Signed[])
}

export interface Signed {
  outcome: Parameters<typeof needsAssessment>[0]
  signed_by: string
  rule: RuleCode | null
}

/** @param reviews the newest first */
export function learnt(reviews: readonly Signed[]): FoundByRule {
  const kinds = new Map<RuleCode, Map<string, Count>>()
  const total: Count = { signed: 0, founded: 0 }
  for (const { outcome, signed_by, rule } of reviews) {
    if (rule === null) continue
    const kind = kinds.get(rule) ?? new Map<string, Count>()
    kinds.set(rule, kind)
    const own = kind.get(signed_by) ?? { signed: 0, founded: 0 }
    if (own.signed >= mostOfOne) continue
    kind.set(signed_by, own)
    for (const count of [own, total]) {
      count.signed++
      if (needsAssessment(outcome)) count.founded++
    }
  }
  const all = total.founded / total.signed
  const oftenOf = (count: Count) =>
    all === 0 ? 1 : (count.founded + asAll * all) / (count.signed + asAll) / all
  return new Map(
    [...kinds].flatMap(([rule, kind]) => {
      const ofKind = [...kind.values()].reduce(plus)
      if (ofKind.signed < fewest) return []
      const often = oftenOf(ofKind)
      const without = [...kind.values()].map((own) => oftenOf(minus(ofKind, own)))
      const least = Math.min(1, Math.max(lowest, ...without))
      return [[rule, { ...ofKind, often, times: Math.min(highest, Math.max(least, often)) }] as const]
    }),
  )
}

interface Count {
  signed: number
  founded: number
}
const plus = (a: Count, b: Count): Count => ({ signed: a.signed + b.signed, founded: a.founded + b.founded })
const minus = (a: Count, b: Count): Count => ({ signed: a.signed - b.signed, founded: a.founded - b.founded })

const reviewers = roles.filter((role) => allows(role, 'privacy.second'))
/** What is always told, and what is about those who review, is not lowered by reviews. */
const staysUp = (rule: RuleCode, role: Role | null) =>
  staysOn.includes(rule) || (role !== null && reviewers.includes(role))

/** Where an alert stands: its score, moved by what was found before. */
export function rankOf(found: FoundByRule): RawBuilder<number> {
  if (found.size === 0) return sql<number>`a.score`
  const moved = (least: number) =>
    sql<number>`case ${leadingRule} ${sql.join(
      [...found].map(([rule, { times }]) => {
        const weight = staysUp(rule, null) ? Math.max(1, times) : Math.max(least, times)
        return sql`when ${rule} then ${sql.lit(weight)}`
      }),
      sql` `,
    )} else 1 end`
  return sql<number>`a.score * (case when s.role in (${sql.join(reviewers)}) then ${moved(1)} else ${moved(lowest)} end)`
}

/** The same in words. */
export function foundWords(
  found: FoundByRule,
  rule: RuleCode | undefined,
  role: Role | null,
  language: Language,
): string | null {
  const before = rule && found.get(rule)
  if (!before) return null
  const { signed, founded, often, times } = before
  const name = ruleTexts[rule].name[language]
  const where = times > 1.1 ? 'higher' : often >= 0.9 ? 'same' : movesDown(times, rule, role)
  return language === 'en'
    ? `Of the last ${signed} reviewed alerts mainly about “${name}”, ${founded} ${founded === 1 ? 'was' : 'were'} found a violation or a breach, ${moves[where].en}`
    : `De las últimas ${signed} alertas revisadas sobre todo por «${name}», en ${founded} se halló una infracción o una violación de datos, ${moves[where].es}`
}

const movesDown = (times: number, rule: RuleCode, role: Role | null) =>
  staysUp(rule, role) ? 'kept' : times >= 0.9 ? 'ofOne' : 'lower'

const moves = {
  higher: {
    en: 'more often than of others: it stands higher in the queue.',
    es: 'más que en otras: sube en la cola.',
  },
  same: { en: 'about as often as of others.', es: 'más o menos como en otras.' },
  lower: {
    en: 'less often than of others: it stands lower in the queue.',
    es: 'menos que en otras: baja en la cola.',
  },
  ofOne: {
    en: 'less often than of others; it is not moved down, since one reviewer alone found so.',
    es: 'menos que en otras; no baja, porque solo lo vio así una persona.',
  },
  kept: {
    en: 'less often than of others; such an alert is not moved down all the same.',
    es: 'menos que en otras; aun así, una alerta como esta no baja.',
  },
} satisfies Record<string, Record<Language, string>>
