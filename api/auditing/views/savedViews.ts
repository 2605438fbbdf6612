import { z } from '@hono/zod-openapi'
import { act, type Target } from '../../acts/act.ts'
import { openView } from '../../acts/view.ts'
import { newId } from '../../core/db/id.ts'
import { held } from '../../core/db/lock.ts'
import type { Tables } from '../../core/db/tables.ts'
import { NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { keepView } from '../../staff/keepView.ts'
import { noView } from '../words.ts'
import { type ViewRow, viewGiven, viewRow } from './schema.ts'

const common = { tag: 'Audit', needs: 'audit.show' } as const

const shown = (row: Tables['audit_view']): ViewRow => ({
  id: row.id,
  name: row.name,
  filter: JSON.parse(row.filter),
  columns: JSON.parse(row.columns),
  createdAt: row.created_at,
})

/** One's own saved views of the log, by name. */
export const listViews = openView({
  ...common,
  at: 'GET /api/audit-views',
  summary: 'One’s own saved views',
  unrecorded: 'what one saved oneself',
  reply: z.array(viewRow),
  async show({ desk, actor }) {
    const rows = await desk.db.read
      .selectFrom('audit_view')
      .selectAll()
      .where('staff_id', '=', actor.id)
      .orderBy('name')
      .execute()
    return { reply: rows.map(shown) }
  },
})

/** Saves filters and columns under a name; one of that name is replaced. */
export const saveView = act({
  ...common,
  name: 'audit-view.saved',
  letter: 'C',
  words: { en: 'Saved a view of the audit log', es: 'Guardó una vista del registro' },
  watch: 'nothing',
  verb: { en: 'Save filters and columns under a name', es: 'Guardar filtros y columnas con un nombre' },
  at: 'POST /api/audit-views',
  status: 201,
  body: viewGiven,
  reply: viewRow,
  async do(trx, ctx, _, { name, filter, columns }) {
    const now = ctx.now()
    await keepView(trx, ctx, () =>
      trx
        .selectFrom('audit_view')
        .select('id')
        .where('staff_id', '=', ctx.actor.id)
        .where('name', '!=', name)
        .execute(),
    )
    const kept = { filter: JSON.stringify(filter), columns: JSON.stringify(columns) }
    const row = await trx
      .insertInto('audit_view')
      .values({
        id: newId(now.getTime()),
        staff_id: ctx.actor.id,
        name,
        created_at: now.toISOString(),
        ...kept,
      })
      .onConflict((oc) => oc.columns(['staff_id', 'name']).doUpdateSet(kept))
      .returningAll()
      .executeTakeFirstOrThrow()
    return { reply: shown(row), about: { object: { type: 'audit-view', id: row.id } } }
  },
})

type View = Tables['audit_view']

/** A view of one's own; somebody else's is not there. */
const onOwnView: Target<{ id: string }, View> = {
  async load(trx, ctx, { id }) {
    const own = trx
      .selectFrom('audit_view')
      .selectAll()
      .where('id', '=', id)
      .where('staff_id', '=', ctx.actor.id)
    // Held, so that of those who delete it at once one did.
    const row = await held(ctx.desk.db, own).executeTakeFirst()
    if (!row) throw new NotFound(noView)
    return row
  },
  about: ({ id }) => ({ object: { type: 'audit-view', id } }),
  guards: {},
}

export const deleteView = act({
  ...common,
  name: 'audit-view.deleted',
  letter: 'D',
  words: { en: 'Deleted a view of the audit log', es: 'Eliminó una vista del registro' },
  watch: 'nothing',
  verb: { en: 'Delete a saved view', es: 'Eliminar una vista guardada' },
  at: 'DELETE /api/audit-views/{id}',
  params: idParam,
  reply: idParam,
  on: onOwnView,
  async do(trx, _ctx, { id }) {
    await trx.deleteFrom('audit_view').where('id', '=', id).execute()
    return { reply: { id } }
  },
})
