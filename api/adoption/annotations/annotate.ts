import type { z } from 'zod'
import { record } from '../../audit/record.ts'
import { newId } from '../../db/id.ts'
import { transactOnce } from '../../db/transact.ts'
import type { StaffCtx } from '../../http/context.ts'
import { NotFound } from '../../http/errors.ts'
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
