import type { z } from 'zod'
import { record } from '../audit/record.ts'
import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { CaseRow } from '../core/db/tables.ts'
import { type Trx, transactOnce } from '../core/db/transact.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { caseById } from './findCase.ts'
import type { queues } from './lists.ts'
import { changeCase } from './queries.ts'
import type { escalate } from './schema.ts'
import { showCase } from './showCase.ts'

/** Hands a case to a queue with a note; nobody holds it until that queue takes it. */
export async function escalateCase(
  ctx: StaffCtx,
  caseId: string,
  { to, note, version }: z.output<typeof escalate>,
) {
  const row = await caseById(ctx, caseId)
  if (!row) throw new NotFound('case')
  await transactOnce(ctx, async (trx) => {
    await trx
      .insertInto('case_note')
      .values({
        id: newId(),
        case_id: caseId,
        staff_id: ctx.actor.id,
        kind: 'escalated',
        text: note,
        created_at: ctx.now().toISOString(),
      })
      .execute()
    await escalateWithin(trx, ctx, { ...row, version }, to)
    return {}
  })
  return showCase(ctx, caseId)
}

/** The same inside another act's transaction: a wrong person goes to privacy in the moment the login is disabled. */
export async function escalateWithin(
  trx: Trx,
  ctx: StaffCtx,
  row: CaseRow,
  to: (typeof queues)[number],
): Promise<void> {
  if (
    !(await changeCase(trx, row.id, row.version, {
      status: 'escalated',
      escalated_to: to,
      assigned_to: null,
    }))
  )
    throw new Conflict('The case changed meanwhile; reload.')
  await record(trx, ctx, 'case.escalated', {
    patientIds: [row.patient_id],
    object: { type: 'case', id: row.id },
    caseId: row.id,
    fields: ['status', 'escalatedTo', 'assignedTo'],
    detail: { to },
  })
}
