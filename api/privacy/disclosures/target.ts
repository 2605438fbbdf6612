import type { GuardCall, Target } from '../../acts/act.ts'
import { dayPlus } from '../../core/calendar.ts'
import { held } from '../../core/db/lock.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { fill } from '../../core/words.ts'
import { datedAhead } from '../notAhead.ts'
import { privacyPolicy } from '../policy.ts'
import type { DisclosureRow } from '../tables.ts'
import * as words from '../words.ts'

type Asked = { id: string; kind?: string; saidOn?: string; until?: string }
type Call = GuardCall<DisclosureRow, Asked>

/** To whom an accounting can be suspended for. */
const agencies: readonly string[] = ['health-oversight', 'law-enforcement']

/** An entry of the register. */
export const onDisclosure = {
  async load(trx, ctx, { id }) {
    const row = await held(
      ctx.desk.db,
      trx.selectFrom('disclosure').selectAll().where('id', '=', id),
    ).executeTakeFirst()
    if (!row) throw new NotFound(words.noDisclosure)
    return row
  },
  about: (row) => ({ patientIds: [row.patient_id], object: { type: 'disclosure', id: row.id } }),
  guards: {
    standing: ({ found }: Call, _wanted: true) =>
      found.withdrawn_at === null ? undefined : new Conflict(words.withdrawnAlready),
    toAgency: ({ found }: Call, _wanted: true) =>
      agencies.includes(found.purpose) ? undefined : new Conflict(words.toNoAgency),
    /** Nothing is dated ahead. */
    past: ({ trx, ctx, input }: Call, wanted: 'saidOn') => datedAhead(trx, ctx, { [wanted]: input[wanted] }),
    /** What was asked orally ends after thirty days, unless it is asked again in writing. */
    suspensionWithin: async ({ trx, input: { kind, saidOn, until } }: Call, _wanted: true) => {
      const { oralSuspensionDays } = await readPolicy(trx, privacyPolicy)
      if (until! < saidOn!) return new Invalid({ until: words.beforeItWasSaid })
      return kind === 'oral' && until! > dayPlus(saidOn!, oralSuspensionDays)
        ? new Invalid({ until: fill(words.oralTooLong, { days: oralSuspensionDays }) })
        : undefined
    },
  },
} satisfies Target<Asked, DisclosureRow>
