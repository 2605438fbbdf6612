import { caseActs, countCaseAct } from '../acts/caseActs.ts'
import type { StaffCtx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { addCaseNote } from './note.ts'
import { intoOf } from './published.ts'
import { changeCase } from './queries.ts'
import type { CaseRow } from './tables.ts'

/*
 * A second case about the same call. It ends as a duplicate and keeps all that is in it; the case that goes on shows it too. So
 * nothing has to be moved back when the two turn out to be two (2026-11-26).
 */

/** How many acts either has had; once there is another, the two cannot be taken apart as they were. */
const actsOf = async (trx: Trx, one: string, other: string) =>
  `${await caseActs(trx, one)}:${await caseActs(trx, other)}`

/** Ends a held case as a duplicate of another, which is held too. It has neither cause nor outcome: figures count the other. */
export async function merge(trx: Trx, ctx: StaffCtx, row: CaseRow, into: CaseRow): Promise<void> {
  // Whoever has the other open sees that it changed. This one is counted once the act is done.
  await countCaseAct(trx, into.id)
  const [own, others] = [(await caseActs(trx, row.id)) + 1, await caseActs(trx, into.id)]
  await trx
    .insertInto('case_merge')
    .values({ case_id: row.id, into_id: into.id, acts_then: `${own}:${others}` })
    .execute()
  await addCaseNote(trx, ctx, row.id, 'merged', String(into.number))
  // The call does not become less pressing because it was written down twice. What was urgent stays so if they are two again.
  if (row.due_at < into.due_at || row.priority === 'urgent')
    await changeCase(trx, into, {
      priority: row.priority === 'urgent' ? row.priority : into.priority,
      due_at: row.due_at < into.due_at ? row.due_at : into.due_at,
    })
  await changeCase(trx, row, { status: 'closed', closed_at: ctx.now().toISOString() })
}

/** Whether nothing was done in either case since they were merged. */
export async function untouched(trx: Trx, row: CaseRow): Promise<boolean> {
  const merged = await intoOf(trx, row.id)
  return merged !== undefined && merged.acts_then === (await actsOf(trx, row.id, merged.into_id))
}

/**
 * Lets whoever has a case open see that another was linked to it or is no more. That is work on the other, not on this one: merges
 * that it has part in are taken apart as before, or anybody could keep them together with a case of their own (2026-11-26).
 */
export async function countLink(trx: Trx, caseId: string): Promise<void> {
  await countCaseAct(trx, caseId)
  const merges = await trx
    .selectFrom('case_merge')
    .select(['case_id', 'acts_then'])
    .where((eb) => eb.or([eb('case_id', '=', caseId), eb('into_id', '=', caseId)]))
    .execute()
  for (const { case_id, acts_then } of merges) {
    const [own, others] = acts_then.split(':').map(Number) as [number, number]
    await trx
      .updateTable('case_merge')
      .set({ acts_then: case_id === caseId ? `${own + 1}:${others}` : `${own}:${others + 1}` })
      .where('case_id', '=', case_id)
      .execute()
  }
}

/** Takes two cases apart again: this one is where it was, and whose it was. */
export async function separate(trx: Trx, ctx: StaffCtx, row: CaseRow): Promise<void> {
  const merged = (await intoOf(trx, row.id))!
  await countCaseAct(trx, merged.into_id)
  await trx.deleteFrom('case_merge').where('case_id', '=', row.id).execute()
  await addCaseNote(trx, ctx, row.id, 'separated', String(merged.number))
  await changeCase(trx, row, { status: row.escalated_to === null ? 'open' : 'escalated', closed_at: null })
}
