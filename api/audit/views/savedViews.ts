import type { z } from 'zod'
import type { StaffCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import type { Tables } from '../../core/db/tables.ts'
import { transactOnce } from '../../core/db/transact.ts'
import { NotFound } from '../../core/errors.ts'
import { record } from '../record.ts'
import type { ViewRow, viewGiven } from './schema.ts'

const shown = (row: Tables['audit_view']): ViewRow => ({
  id: row.id,
  name: row.name,
  filter: JSON.parse(row.filter),
  columns: JSON.parse(row.columns),
  createdAt: row.created_at,
})

/** One's own saved views of the log, by name. */
export async function listViews(ctx: StaffCtx): Promise<ViewRow[]> {
  const rows = await ctx.desk.db.read
    .selectFrom('audit_view')
    .selectAll()
    .where('staff_id', '=', ctx.actor.id)
    .orderBy('name')
    .execute()
  return rows.map(shown)
}

/** Saves filters and columns under a name; one of that name is replaced. */
export function saveView(ctx: StaffCtx, given: z.output<typeof viewGiven>): Promise<ViewRow> {
  return transactOnce(ctx, async (trx) => {
    const now = ctx.now()
    const kept = { filter: JSON.stringify(given.filter), columns: JSON.stringify(given.columns) }
    const row = await trx
      .insertInto('audit_view')
      .values({
        id: newId(now.getTime()),
        staff_id: ctx.actor.id,
        name: given.name,
        created_at: now.toISOString(),
        ...kept,
      })
      .onConflict((oc) => oc.columns(['staff_id', 'name']).doUpdateSet(kept))
      .returningAll()
      .executeTakeFirstOrThrow()
    await record(trx, ctx, 'audit-view.saved', { object: { type: 'audit-view', id: row.id } })
    return shown(row)
  })
}

/** @throws NotFound for a view of somebody else. */
export function deleteView(ctx: StaffCtx, id: string): Promise<{ id: string }> {
  return transactOnce(ctx, async (trx) => {
    const gone = await trx
      .deleteFrom('audit_view')
      .where('id', '=', id)
      .where('staff_id', '=', ctx.actor.id)
      .executeTakeFirst()
    if (gone.numDeletedRows !== 1n) throw new NotFound('view')
    await record(trx, ctx, 'audit-view.deleted', { object: { type: 'audit-view', id } })
    return { id }
  })
}
