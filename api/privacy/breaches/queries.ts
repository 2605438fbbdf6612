import type { ExpressionBuilder, Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { patientPost } from '../../patients/patientPost.ts'
import { wholeAddress } from '../../patients/trustedChannel.ts'
import { staffNames } from '../../staff/published.ts'
import type { BreachRow } from '../tables.ts'

type Read = Kysely<Tables>

/** Whoever a breach is about is not told that it is looked into. */
const notAboutReader = (readerId: string) => (eb: ExpressionBuilder<{ b: BreachRow }, 'b'>) =>
  eb.or([eb('b.staff_id', 'is', null), eb('b.staff_id', '!=', readerId)])

/** The breaches a reader may know of. */
export const breachesFor = (db: Read, readerId: string) =>
  db
    .selectFrom('breach as b')
    .where(notAboutReader(readerId))
    .leftJoin(staffNames(db).as('s'), 's.id', 'b.signed_by')
    .leftJoin(staffNames(db).as('t'), 't.id', 'b.second_by')
    .selectAll('b')
    .select(['s.name as signed_name', 't.name as second_name'])
export type NamedBreach = Awaited<ReturnType<ReturnType<typeof breachesFor>['executeTakeFirstOrThrow']>>

/** Those affected, and whether what is on file of them reaches them by post; of the dead it does not. */
export async function affectedBy(db: Read, breachId: string) {
  const rows = await db
    .selectFrom('breach_patient as b')
    .innerJoin(patientPost(db).select('mrn').as('p'), 'p.id', 'b.patient_id')
    .selectAll('p')
    .select(['b.patient_id', 'b.residence', 'b.disclosure_id'])
    .where('b.breach_id', '=', breachId)
    .orderBy('p.family_name')
    .orderBy('p.given_name')
    .orderBy('p.id')
    .execute()
  return rows.map((row) => ({ ...row, reachable: wholeAddress(row) && row.deceased_at === null }))
}
export type Person = Awaited<ReturnType<typeof affectedBy>>[number]

export const noticesOf = (db: Read, breachId: string) =>
  db.selectFrom('breach_notice').selectAll().where('breach_id', '=', breachId).orderBy('id').execute()

export const draftsOf = (db: Read, breachId: string) =>
  db.selectFrom('breach_draft').selectAll().where('breach_id', '=', breachId).orderBy('language').execute()

/** How many people some breaches affect, by their ids. */
export async function countAffected(db: Read, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('breach_patient')
    .select((eb) => ['breach_id', eb.fn.countAll<number>().as('n')])
    .where('breach_id', 'in', ids.length ? [...ids] : [''])
    .groupBy('breach_id')
    .execute()
  return new Map(rows.map((row) => [row.breach_id, Number(row.n)]))
}

/** The days HHS was told of some breaches. */
export async function hhsDays(db: Read, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('breach_notice')
    .select(['breach_id', 'on_day'])
    .where('breach_id', 'in', ids.length ? [...ids] : [''])
    .where('method', '=', 'hhs')
    .where('withdrawn_at', 'is', null)
    .orderBy('on_day')
    .execute()
  return new Map(rows.map((row) => [row.breach_id, row.on_day!]))
}
