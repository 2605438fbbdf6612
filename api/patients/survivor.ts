import type { Kysely } from 'kysely'
import { asList, type List, oneOfList } from '../core/db/oneOf.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import { patientById } from './published.ts'
import type { PatientRow } from './tables.ts'

/**
 * The record that is in use in the place of one that was merged: of several merges the last, so that nobody is led to a record
 * that leads on. Two that name each other lead to the one named first. @returns null where the record itself stands
 */
export async function survivorOf(
  db: Kysely<Tables>,
  { id, replaced_by }: Pick<PatientRow, 'id' | 'replaced_by'>,
): Promise<string | null> {
  const seen = new Set([id])
  let survivor = replaced_by
  while (survivor !== null && !seen.has(survivor)) {
    seen.add(survivor)
    const next = (await patientById(db, survivor))?.replaced_by ?? null
    if (next === null || seen.has(next)) break
    survivor = next
  }
  return survivor
}

/** A patient, or whoever is in use in the place of their record. */
export async function standing(db: Kysely<Tables>, id: string): Promise<PatientRow | undefined> {
  const named = await patientById(db, id)
  const survivor = named && (await survivorOf(db, named))
  return survivor ? patientById(db, survivor) : named
}

/**
 * Whether a record was merged into another, by however many steps.
 * @param said what is taken to be so beside what stands, of whom into whom
 */
export async function leadsTo(
  db: Kysely<Tables>,
  from: string,
  to: string,
  said?: ReadonlyMap<string, string>,
): Promise<boolean> {
  const seen = new Set<string>()
  let id: string | null = from
  while (id !== null && id !== to && !seen.has(id)) {
    seen.add(id)
    id = said?.get(id) ?? (await patientById(db, id))?.replaced_by ?? null
  }
  return id === to
}

const mergedInto = prepared((db, p: { ids: List }) =>
  db
    .selectFrom('patient')
    .select('id')
    .where(oneOfList(db, 'replaced_by', 'text', p.ids)),
)

/** The records that were merged into one, by however many steps: what stands with them is the survivor's. */
export async function idsMergedInto(db: Kysely<Tables>, id: string): Promise<string[]> {
  const seen = new Set([id])
  for (let next = [id]; next.length > 0; ) {
    const rows = await mergedInto(db, { ids: asList(db, next) })
    next = rows.map((row) => row.id).filter((one) => !seen.has(one))
    for (const one of next) seen.add(one)
  }
  return [...seen].slice(1)
}
