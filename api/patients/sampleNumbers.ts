import type { Kysely } from 'kysely'
import type { Tables } from '../core/db/tables.ts'

/** Some numbers of an issuer on file, from both ends of their order. */
export async function sampleNumbers(
  db: Kysely<Tables>,
  system: string,
  ofEachEnd: number,
): Promise<string[]> {
  const from = (order: 'asc' | 'desc') =>
    db
      .selectFrom('patient_identifier')
      .select('value')
      .where('system', '=', system)
      .orderBy('value', order)
      .limit(ofEachEnd)
      .execute()
  const rows = [...(await from('asc')), ...(await from('desc'))]
  return [...new Set(rows.map((row) => row.value))]
}
