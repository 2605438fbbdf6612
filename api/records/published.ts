import type { Kysely } from 'kysely'
import type { Desk } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Kind } from './lists.ts'
import { type Opened, opened, pageOfKind, recordsById } from './queries.ts'
import type { ClinicalRow } from './tables.ts'

export type { Opened } from './queries.ts'
export { countKinds } from './queries.ts'

/*
 * What other rooms may read of records: what stands, opened.
 */

type HasVault = Pick<Desk, 'vault'>

/** Where a page ended. */
export type Edge = Pick<ClinicalRow, 'at' | 'id'>

/** Days between which records lie, by their moment for order; both ends included. */
export interface Between {
  from?: string | undefined
  to?: string | undefined
}

/** The next records of a kind, newest first. */
export async function nextRecords(
  db: Kysely<Tables>,
  desk: HasVault,
  patientIds: readonly string[],
  kind: Kind,
  after: Edge | undefined,
  most: number,
  { from, to }: Between = {},
): Promise<Opened[]> {
  const rows = await pageOfKind(db, patientIds, kind, after, most)
    .$if(from !== undefined, (query) => query.where('at', '>=', from!))
    .$if(to !== undefined, (query) => query.where('at', '<=', to!))
    .execute()
  return opened(db, desk, rows)
}

/** When a result last came into somebody's record, or was corrected there. */
export async function resultsCameAt(db: Kysely<Tables>, patientId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('clinical_record')
    .select('changed_at')
    .where('patient_id', '=', patientId)
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
