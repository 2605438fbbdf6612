import type { GuardCall, Target } from '../../acts/act.ts'
import { hospitalDay } from '../../core/calendar.ts'
import { held } from '../../core/db/lock.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import type { AccountingRow } from '../tables.ts'
import * as words from '../words.ts'
import { stateOf } from './queries.ts'

type Call = GuardCall<AccountingRow, { id: string }>

/** A patient's request for an accounting of disclosures. */
export const onAccounting = {
  async load(trx, ctx, { id }) {
    const row = await held(
      ctx.desk.db,
      trx.selectFrom('accounting_request').selectAll().where('id', '=', id),
    ).executeTakeFirst()
    if (!row) throw new NotFound(words.noAccounting)
    return row
  },
  about: (row) => ({ patientIds: [row.patient_id], object: { type: 'accounting-request', id: row.id } }),
  guards: {
    from: ({ found }: Call, wanted: readonly ReturnType<typeof stateOf>[]) =>
      wanted.includes(stateOf(found)) ? undefined : new Conflict(words.accountingOver),
    /** Once, and before it is due: the patient is told within the sixty days (45 CFR 164.528(c)(1)(ii)). */
    extendable: async ({ trx, ctx, found }: Call, _wanted: true) => {
      if (found.extended_on !== null) return new Conflict(words.extendedAlready)
      const today = hospitalDay(ctx.now(), (await readPolicy(trx)).timeZone)
      return found.due_on < today ? new Conflict(words.dueAlready) : undefined
    },
  },
} satisfies Target<{ id: string }, AccountingRow>

/** What all acts on such requests have in common. */
export const onAccountings = {
  letter: 'U',
  watch: 'nothing',
  tag: 'Privacy',
  needs: 'disclosures.manage',
  on: onAccounting,
} as const
