import type { Kysely } from 'kysely'
import type { Desk } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Kind } from './lists.ts'
import { type Between, type Edge, type Opened, opened, pageOfKind, recordsById } from './queries.ts'

export type { Between, Edge, Opened } from './queries.ts'
export { countKinds } from './queries.ts'

/*
 * What other rooms may read of records: what stands, opened.
 */

type HasVault = Pick<Desk, 'vault'>

/** The next records of a kind, newest first. */
export async function nextRecords(
  db: Kysely<Tables>,
  desk: HasVault,
  patientIds: readonly string[],
  kind: Kind,
  after: Edge | undefined,
  most: number,
  between?: Between,
): Promise<Opened[]> {
  return opened(db, desk, await pageOfKind(db, patientIds, kind, after, most, between))
}

/** When a result last came into somebody's record, or was corrected there. */
export async function resultsCameAt(
  db: Kysely<Tables>,
  patientIds: readonly string[],
): Promise<string | undefined> {
  const row = await db
    .selectFrom('clinical_record')
    .select('changed_at')
    .where('patient_id', 'in', patientIds)
    .where('kind', '=', 'result')
    .where('withdrawn', '=', 0)
    .orderBy('changed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.changed_at
}

/** Those of some records that are these patients' and stand; another's is none. */
export async function recordsCalled(
  db: Kysely<Tables>,
  desk: HasVault,
  patientIds: readonly string[],
  ids: readonly string[],
): Promise<Opened[]> {
  return ids.length === 0 ? [] : opened(db, desk, await recordsById(db, patientIds, ids))
}
