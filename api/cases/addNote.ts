import { record } from '../audit/record.ts'
import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { transactOnce } from '../core/db/transact.ts'
import { NotFound } from '../core/errors.ts'
import { caseById } from './findCase.ts'
import { showCase } from './showCase.ts'

export async function addNote(ctx: StaffCtx, caseId: string, text: string) {
  const row = await caseById(ctx, caseId)
  if (!row) throw new NotFound('case')
  await transactOnce(ctx, async (trx) => {
    await trx
      .insertInto('case_note')
      .values({
        id: newId(),
        case_id: caseId,
        staff_id: ctx.actor.id,
        kind: 'note',
        text,
        created_at: ctx.now().toISOString(),
      })
      .execute()
    await record(trx, ctx, 'case.noted', {
      patientIds: [row.patient_id],
      object: { type: 'case', id: caseId },
      caseId,
      fields: ['notes'],
    })
    return {}
  })
  return showCase(ctx, caseId)
}
