import type { z } from 'zod'
import { record } from '../../audit/record.ts'
import type { StaffCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { transactOnce } from '../../core/db/transact.ts'
import { NotFound } from '../../core/errors.ts'
import type { annotation } from '../schema.ts'

/** Marks a day on every time axis: a campaign, an incident, a release. */
export async function annotate(ctx: StaffCtx, given: z.output<typeof annotation>) {
  return transactOnce(ctx, async (trx) => {
    const row = {
      id: newId(),
      on_day: given.day,
      kind: given.kind,
      label: given.label,
      created_by: ctx.actor.id,
      created_at: ctx.now().toISOString(),
    }
    await trx.insertInto('adoption_annotation').values(row).execute()
    await record(trx, ctx, 'adoption.annotated', { object: { type: 'annotation', id: row.id } })
    return { id: row.id, day: row.on_day, kind: row.kind, label: row.label }
  })
}

export async function removeAnnotation(ctx: StaffCtx, id: string) {
  return transactOnce(ctx, async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('adoption_annotation')
      .where('id', '=', id)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw new NotFound('annotation')
    await record(trx, ctx, 'adoption.annotation-removed', { object: { type: 'annotation', id } })
    return {}
  })
}
