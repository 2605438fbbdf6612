import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'

type Read = Kysely<Tables>

export const patientOf = (db: Read, id: string) =>
  db
    .selectFrom('patient')
    .select(['id', 'given_name', 'family_name', 'mrn'])
    .where('id', '=', id)
    .executeTakeFirst()

export const staffOf = (db: Read, id: string) =>
  db.selectFrom('staff').select(['id', 'name', 'role']).where('id', '=', id).executeTakeFirst()

export async function caseNumbers(db: Read, ids: string[]): Promise<Map<string, number>> {
  const rows = ids.length
    ? await db
        .selectFrom('support_case')
        .select(['id', 'number'])
        .where('id', 'in', [...new Set(ids)])
        .execute()
    : []
  return new Map(rows.map((row) => [row.id, row.number]))
}

export async function patientNames(db: Read, ids: string[]): Promise<Map<string, string>> {
  const rows = ids.length
    ? await db
        .selectFrom('patient')
        .select(['id', 'given_name', 'family_name'])
        .where('id', 'in', [...new Set(ids)])
        .execute()
    : []
  return new Map(rows.map((row) => [row.id, `${row.family_name}, ${row.given_name}`]))
}
