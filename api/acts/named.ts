import { z } from '@hono/zod-openapi'
import type { Kysely, SelectQueryBuilder } from 'kysely'
import type { Tables } from '../core/db/tables.ts'
import { id } from '../core/http/schema.ts'

/** What an address names, as `/api/cases/{id}` names a case. */
export interface Named {
  /** What the log calls it, where that is not the address's word. */
  type?: string
  /** Whom it is about: a refusal to show it is recorded with them. */
  patients(db: Kysely<Tables>, id: string): Promise<readonly string[]>
}

/** The patients of rows. */
export const whoseIn = async (rows: Promise<readonly { patient_id: string | null }[]>): Promise<string[]> =>
  (await rows).flatMap((row) => row.patient_id ?? [])

/** The patient of the one row of a query that has the id. */
export const patientOf =
  <T extends keyof Tables>(
    rows: (db: Kysely<Tables>) => SelectQueryBuilder<Tables, T, { patient_id: string | null }>,
  ): Named['patients'] =>
  (db, id) =>
    whoseIn(
      rows(db)
        .where('id' as never, '=', id as never)
        .execute(),
    )

const askedForOne = z.object({ patientId: id })

/** The one patient that the filter of a list asks for. */
export function soughtIn(filter = ''): string[] {
  try {
    return [askedForOne.parse(JSON.parse(filter)).patientId]
  } catch {
    return []
  }
}
