import type { Action } from '../../audit/action.ts'
import { record } from '../../audit/record.ts'
import { hospitalDay } from '../../core/calendar.ts'
import type { Ctx } from '../../core/context.ts'
import type { Trx } from '../../core/db/transact.ts'
import { readPolicy } from '../../core/policy.ts'
import { privacyPolicy } from '../policy.ts'
import type { BreachRow } from '../tables.ts'
import { dutiesOf } from './duties.ts'
import { affectedBy, noticesOf } from './queries.ts'

export const alertNotified: Action = {
  name: 'privacy-alert.notified',
  letter: 'U',
  words: {
    en: 'Recorded that the patient was notified of a breach',
    es: 'Registró que se avisó al paciente de una violación de datos',
  },
  watch: 'nothing',
}

/**
 * Changes a breach that the transaction holds, and works out anew what is due next and what is done with, since both follow from all
 * that is on record of it. Of a breach that an alert ended in, the alert says when everybody was told.
 */
export async function changeBreach(
  trx: Trx,
  ctx: Ctx,
  row: BreachRow,
  change: Partial<BreachRow> = {},
): Promise<{ id: string; status: BreachRow['status']; version: number }> {
  const next = { ...row, ...change, version: row.version + 1 }
  const [people, notices, policy] = await Promise.all([
    affectedBy(trx, row.id),
    noticesOf(trx, row.id),
    readPolicy(trx, privacyPolicy),
  ])
  const duties = dutiesOf(next, people, notices, policy)
  const open = duties.filter((one) => one.doneOn === null)
  const told_on = duties.find((one) => one.duty === 'individuals')?.doneOn ?? null
  const last = duties
    .map((one) => one.doneOn ?? '')
    .sort()
    .at(-1)
  const settled_on = open.length > 0 ? null : (last ?? hospitalDay(ctx.now(), policy.timeZone))
  const next_due = open.map((one) => one.dueOn).sort()[0] ?? row.next_due
  await trx
    .updateTable('breach')
    .set({ ...change, told_on, settled_on, next_due, version: next.version })
    .where('id', '=', row.id)
    .execute()
  if (row.alert_id && told_on !== row.told_on) {
    await trx
      .updateTable('privacy_alert')
      .set({ notified_on: told_on })
      .where('id', '=', row.alert_id)
      .execute()
    if (told_on)
      await record(trx, ctx, alertNotified, {
        patientIds: people.map((one) => one.patient_id),
        object: { type: 'privacy-alert', id: row.alert_id },
      })
  }
  return { id: row.id, status: next.status, version: next.version }
}
