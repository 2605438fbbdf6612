import type { Ctx } from '../core/context.ts'
import { asList, oneOfList } from '../core/db/oneOf.ts'
import type { Trx } from '../core/db/transact.ts'

/**
 * Moves what people wrote on a record to the one that takes its place. Numbers, contacts, visits, logins, proxies and cases stay:
 * a source tells the first three of the record by its number, and would make them anew; the others were proved for the record
 * they are of, and let somebody in (2026-11-26).
 * @returns the ids of what moved
 */
export async function moveNotes(trx: Trx, from: string, to: string): Promise<string[]> {
  const rows = await trx
    .updateTable('patient_note')
    .set({ patient_id: to })
    .where('patient_id', '=', from)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Moves back what was moved, and nothing that came since. */
export async function moveNotesBack(
  trx: Trx,
  ids: readonly string[],
  from: string,
  to: string,
): Promise<void> {
  await trx
    .updateTable('patient_note')
    .set({ patient_id: to })
    .where(oneOfList(trx, 'id', 'text', asList(trx, ids)))
    .where('patient_id', '=', from)
    .execute()
}

/** Says that a record that was merged stands again. Its version goes on, since one that came again would let a stale change pass. */
export async function markStanding(trx: Trx, ctx: Ctx, id: string): Promise<void> {
  const at = ctx.now().toISOString()
  const { version } = await trx
    .updateTable('patient')
    .set((eb) => ({ replaced_by: null, version: eb('version', '+', 1), updated_at: at }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  await ctx.desk.tell(trx, ctx, [{ id: `person:${version}`, patientId: id, kind: 'person', at }])
}
