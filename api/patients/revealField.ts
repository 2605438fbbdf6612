import type { z } from 'zod'
import { requireFresh } from '../acts/requireFresh.ts'
import { recordView } from '../audit/recordView.ts'
import type { StaffCtx } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { channelsOf, patientById } from './queries.ts'
import type { reveal, revealed } from './schema.ts'

/** Shows one masked field, for a reason from the list. Those who verify callers cannot: they would have the answers. */
export async function revealField(
  ctx: StaffCtx,
  id: string,
  { field, reason }: z.output<typeof reveal>,
): Promise<z.input<typeof revealed>> {
  requireFresh(ctx)
  const db = ctx.desk.db.read
  const row = await patientById(db, id)
  if (!row) throw new NotFound('patient')
  await recordView(ctx, 'patient.revealed', {
    patientIds: [id],
    object: { type: 'patient', id },
    purpose: reason,
    fields: [field],
  })
  if (field === 'birthDate') return { field, values: [row.birth_date] }
  if (field === 'mrn') return { field, values: [row.mrn] }
  if (field === 'address')
    return { field, values: [[row.street, row.city, row.state, row.postal_code].filter(Boolean).join(', ')] }
  const channels = await channelsOf(db, id)
  return { field, values: channels.filter((c) => c.system === field).map((c) => c.value) }
}
