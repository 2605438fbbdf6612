import type { ExpressionBuilder, Kysely } from 'kysely'
import { dayPlus } from '../../core/calendar.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { patientNames } from '../../patients/published.ts'
import { staffNames } from '../../staff/published.ts'
import type { AlertRow, BreachRow } from '../tables.ts'

type Read = Kysely<Tables>

/** Whoever an alert is about is not told that there is one: interviews are planned in its notes. */
export const notAbout = (readerId: string) => (eb: ExpressionBuilder<{ a: AlertRow }, 'a'>) =>
  eb.or([eb('a.staff_id', 'is', null), eb('a.staff_id', '!=', readerId)])

/** The alerts a reader may know of. */
export const alertsFor = (db: Read, readerId: string) =>
  db
    .selectFrom('privacy_alert as a')
    .where(notAbout(readerId))
    .leftJoin(staffNames(db).as('s'), 's.id', 'a.staff_id')
    .leftJoin(patientNames(db).as('p'), 'p.id', 'a.patient_id')
    .leftJoin(staffNames(db).as('t'), 't.id', 'a.assigned_to')
    .leftJoin(staffNames(db).as('g'), 'g.id', 'a.signed_by')
    .leftJoin('breach as b', 'b.alert_id', 'a.id')
    .selectAll('a')
    .select(['b.id as breach_id', 'b.settled_on'])
    .select(['s.name as staff_name', 's.role as staff_role', 'p.family_name', 'p.given_name'])
    .select(['t.name as assigned_name', 'g.name as signed_name'])

/** Changes an alert that the transaction holds, and returns it as it is then. */
export async function changeAlert(trx: Trx, row: AlertRow, change: Partial<AlertRow>): Promise<AlertRow> {
  const next = { ...row, ...change, version: row.version + 1 }
  await trx
    .updateTable('privacy_alert')
    .set({ ...change, version: next.version })
    .where('id', '=', row.id)
    .execute()
  return next
}

/** Alerts signed as a breach of which something is still to be done: a second signature, or somebody to be told. */
export const toNotify = (eb: ExpressionBuilder<{ a: AlertRow; breach: BreachRow }, 'a'>) =>
  eb.exists(
    eb
      .selectFrom('breach')
      .select('breach.id')
      .whereRef('breach.alert_id', '=', 'a.id')
      .where('breach.told_on', 'is', null)
      .where('breach.settled_on', 'is', null),
  )

/** Alerts that somebody must still do something about: review it, or tell those concerned of a breach. */
export const isWaiting = (eb: ExpressionBuilder<{ a: AlertRow; breach: BreachRow }, 'a'>) =>
  eb.or([eb('a.status', '=', 'open'), toNotify(eb)])

export type NamedAlert = Awaited<ReturnType<ReturnType<typeof alertsFor>['executeTakeFirstOrThrow']>>

export const findingsOf = (db: Read, alertIds: readonly string[]) =>
  db
    .selectFrom('privacy_finding')
    .select(['alert_id', 'rule', 'day', 'score', 'evidence', 'context'])
    .where('alert_id', 'in', alertIds.length ? [...alertIds] : [''])
    .orderBy('score', 'desc')
    .orderBy('day', 'desc')
    .orderBy('rule')
    .execute()

export const notesOf = (db: Read, alertId: string) =>
  db
    .selectFrom('privacy_note as n')
    .innerJoin(staffNames(db).as('s'), 's.id', 'n.staff_id')
    .select(['n.id', 'n.text', 'n.created_at', 's.name'])
    .where('n.alert_id', '=', alertId)
    .orderBy('n.id')
    .execute()

export const othersOf = (db: Read, staffId: string, alertId: string) =>
  db
    .selectFrom('privacy_alert')
    .select(['id', 'last_day', 'score', 'outcome'])
    .where('staff_id', '=', staffId)
    .where('id', '!=', alertId)
    .orderBy('last_day', 'desc')
    .orderBy('id', 'desc')
    .limit(20)
    .execute()

/** The emergency accesses an alert is about. */
export const emergenciesOf = (db: Read, { staff_id, patient_id, first_day, last_day }: AlertRow) =>
  db
    .selectFrom('break_glass')
    .select(['started_at', 'reason', 'explanation'])
    .where('staff_id', '=', staff_id ?? '')
    .where('patient_id', '=', patient_id ?? '')
    // A day of the hospital begins up to a day before or after that of UTC.
    .where('started_at', '>=', dayPlus(first_day, -1))
    .where('started_at', '<', dayPlus(last_day, 2))
    .orderBy('started_at')
    .execute()
