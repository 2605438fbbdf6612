import type { GuardCall, Target } from '../../acts/act.ts'
import { notOwn } from '../../acts/review.ts'
import { dayPlus, hospitalDay } from '../../core/calendar.ts'
import { held } from '../../core/db/lock.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { dayInWords, fill } from '../../core/words.ts'
import { datedAhead } from '../notAhead.ts'
import { privacyPolicy } from '../policy.ts'
import type { BreachRow } from '../tables.ts'
import * as words from '../words.ts'
import type { BreachOutcome, BreachState } from './lists.ts'

type Asked = {
  id: string
  kind?: string
  until?: string
  version?: number
  outcome?: BreachOutcome
  on?: string
  saidOn?: string
  knownOn?: string
}
type Call = GuardCall<BreachRow, Asked>

const today = async ({ trx, ctx }: Call) => hospitalDay(ctx.now(), (await readPolicy(trx)).timeZone)

/** A breach, or what may be one. */
export const onBreach = {
  async load(trx, ctx, { id }) {
    const row = await held(
      ctx.desk.db,
      trx.selectFrom('breach').selectAll().where('id', '=', id),
    ).executeTakeFirst()
    if (!row) throw new NotFound(words.noBreachOnFile)
    return row
  },
  about: (row) => ({ object: { type: 'breach', id: row.id } }),
  guards: {
    notOwn: notOwn(
      (breach: BreachRow) => breach.staff_id,
      () => [words.missing.breachAboutYou],
    ),
    /** How far it has come. */
    from: ({ found }: Call, wanted: readonly BreachState[]) =>
      wanted.includes(found.status) ? undefined : new Conflict(words.breachStateWrong[found.status]),
    version: ({ found, input }: Call, _wanted: true) =>
      input.version === found.version ? undefined : new Conflict(words.breachChanged),
    /** One person's word does not make a breach: who signs second is another than who signed first. */
    secondPerson: ({ ctx, found }: Call, _wanted: true) =>
      found.signed_by === ctx.actor.id ? [words.missing.secondReviewer] : undefined,
    /**
     * What was not permitted is presumed a breach, unless the four factors show a low probability of compromise or an exception
     * applies (45 CFR 164.402).
     */
    assessed: ({ found, input }: Call, _wanted: true) => {
      if (!found.assessment) return new Conflict(words.assessFirst)
      const { lowProbability } = JSON.parse(found.assessment) as { lowProbability: boolean }
      const concluded = found.exception ? 'exception' : lowProbability ? 'low-probability' : 'breach'
      return input.outcome === concluded
        ? undefined
        : new Invalid({ outcome: words.otherwiseAssessed[concluded] })
    },
    /** Only of a breach that is one people are notified. */
    isBreach: ({ found }: Call, _wanted: true) =>
      found.outcome === 'breach' ? undefined : new Conflict(words.noBreach),
    /** Law enforcement asked that nobody is told yet (45 CFR 164.412). */
    notDelayed: async (call: Call, _wanted: true) => {
      const { delay_until: until } = call.found
      if (until === null || until <= (await today(call))) return undefined
      const { language } = call.ctx
      return new Forbidden(fill(words.noticeDelayed, { day: dayInWords(until, language) }))
    },
    /** What was asked orally ends after thirty days, unless it is asked again in writing (45 CFR 164.412(b)). */
    delayWithin: async ({ trx, input: { kind, saidOn, until } }: Call, _wanted: true) => {
      const { oralDelayDays } = await readPolicy(trx, privacyPolicy)
      if (until! < saidOn!) return new Invalid({ until: words.beforeItWasSaid })
      return kind === 'oral' && until! > dayPlus(saidOn!, oralDelayDays)
        ? new Invalid({ until: fill(words.oralTooLong, { days: oralDelayDays }) })
        : undefined
    },
    /** Nothing is dated ahead. */
    past: ({ trx, ctx, input }: Call, wanted: 'on' | 'saidOn' | 'knownOn') =>
      datedAhead(trx, ctx, { [wanted]: input[wanted] }),
  },
} satisfies Target<Asked, BreachRow>

/** What all acts on a breach have in common. */
export const onBreaches = {
  letter: 'U',
  watch: 'nothing',
  tag: 'Breaches',
  needs: 'privacy.review',
  on: onBreach,
} as const
