import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'

/** Adds a line to a case's notes. What is typed may name people: it stands here and never in the log. @returns its id */
export async function addCaseNote(
  trx: Trx,
  ctx: StaffCtx,
  caseId: string,
  kind: string,
  text: string,
): Promise<string> {
  const id = newId()
  await trx
    .insertInto('case_note')
    .values({
      id,
      case_id: caseId,
      staff_id: ctx.actor.id,
      kind,
      text,
      created_at: ctx.now().toISOString(),
    })
    .execute()
  return id
}
