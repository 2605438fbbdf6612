import type { z } from 'zod'
import { noteEvents } from '../adoption/noteEvents.ts'
import { record } from '../audit/record.ts'
import type { Ctx, StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { transactOnce } from '../core/db/transact.ts'
import { NotFound } from '../core/errors.ts'
import { phoneKey } from '../patients/fold.ts'
import { patientById } from '../patients/queries.ts'
import { categories } from './lists.ts'
import { insertCase } from './queries.ts'
import type { openCase as input } from './schema.ts'
import { showCase } from './showCase.ts'

const serviceHours = 4

/** Opens a case for a patient; everything done for the caller hangs on it. */
export async function openCase(ctx: StaffCtx, given: z.output<typeof input>) {
  if (!(await patientById(ctx.desk.db.read, given.patientId))) throw new NotFound('patient')
  const { id } = await transactOnce(ctx, async (trx) => {
    const now = ctx.now()
    const row = await insertCase(trx, {
      id: newId(),
      patient_id: given.patientId,
      category: given.category,
      channel: given.channel,
      summary: given.summary,
      status: 'open',
      escalated_to: null,
      opened_by: ctx.actor.id,
      assigned_to: ctx.actor.id,
      opened_at: now.toISOString(),
      due_at: new Date(now.getTime() + serviceHours * 3_600_000).toISOString(),
      closed_at: null,
      cause: null,
      outcome: null,
      resolve_seconds: null,
      caller_key: callerKey(ctx, given.callerNumber),
      version: 1,
    })
    await noteEvents(trx, [
      { id: `call:${row.id}`, patientId: row.patient_id, kind: 'call', at: row.opened_at },
    ])
    await record(trx, ctx, 'case.opened', {
      patientIds: [given.patientId],
      object: { type: 'case', id: row.id },
      caseId: row.id,
      purpose: purposeOf(given.category),
    })
    return { id: row.id }
  })
  return showCase(ctx, id)
}

/** What is kept of a number that calls come from: enough to see that it is the same one again. */
export const callerKey = (ctx: Ctx, number: string | undefined): string | null =>
  number && phoneKey(number) ? ctx.desk.keys.mac('caller-number', phoneKey(number)) : null

// A category of the organisation's own making might hold anything: the log takes only the known ones.
export function purposeOf(category: string): string {
  return (categories as readonly string[]).includes(category) ? category : 'other'
}
