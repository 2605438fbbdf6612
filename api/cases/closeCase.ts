import type { z } from 'zod'
import { noteEvents } from '../adoption/noteEvents.ts'
import { record } from '../audit/record.ts'
import type { StaffCtx } from '../core/context.ts'
import { transactOnce } from '../core/db/transact.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { caseById } from './findCase.ts'
import { changeCase, progressOf } from './queries.ts'
import type { close } from './schema.ts'
import { showCase } from './showCase.ts'

/** Closes a case with its cause and outcome; these, and how long it took, are what the manager sees. */
export async function closeCase(
  ctx: StaffCtx,
  caseId: string,
  { cause, outcome, version }: z.output<typeof close>,
) {
  const row = await caseById(ctx, caseId)
  if (!row) throw new NotFound('case')
  await transactOnce(ctx, async (trx) => {
    if (row.status === 'closed') throw new Conflict('The case is closed already.')
    if (outcome === 'signed-in' && !(await progressOf(trx, row)).signedInSinceOpened)
      throw new Invalid({ outcome: 'cannot be “signed-in”: no sign-in was seen since the case was opened' })
    const now = ctx.now()
    const closed = {
      status: 'closed' as const,
      closed_at: now.toISOString(),
      cause,
      outcome,
      resolve_seconds: Math.round((now.getTime() - Date.parse(row.opened_at)) / 1000),
    }
    if (!(await changeCase(trx, caseId, version, closed)))
      throw new Conflict('The case changed meanwhile; reload.')
    await noteEvents(trx, [
      { id: `closed:${caseId}`, patientId: row.patient_id, kind: 'call-closed', at: closed.closed_at },
    ])
    await record(trx, ctx, 'case.closed', {
      patientIds: [row.patient_id],
      object: { type: 'case', id: caseId },
      caseId,
      fields: ['status', 'cause', 'outcome'],
      detail: { cause, outcome },
    })
    return {}
  })
  return showCase(ctx, caseId)
}
