import { z } from '@hono/zod-openapi'
import { act, type Target } from '../acts/act.ts'
import { openView } from '../acts/view.ts'
import { newId } from '../core/db/id.ts'
import { held } from '../core/db/lock.ts'
import type { Tables } from '../core/db/tables.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { keepView } from '../staff/keepView.ts'
import { viewGiven, viewRow } from './schema.ts'
import { noView } from './words.ts'

type View = Tables['case_view']
const common = { tag: 'Cases', needs: 'cases.show' } as const
const shown = ({ id, name, filter }: View) => ({ id, name, filter: JSON.parse(filter) })

/** One's own saved views of the list of cases, by name. */
export const listViews = openView({
  ...common,
  at: 'GET /api/case-views',
  summary: 'One’s own views of the list of cases',
  unrecorded: 'what one saved oneself; a filter names no patient',
  reply: z.array(viewRow),
  async show({ desk, actor }) {
    const rows = await desk.db.read
      .selectFrom('case_view')
      .selectAll()
      .where('staff_id', '=', actor.id)
      .orderBy('name')
      .execute()
    return { reply: rows.map(shown) }
  },
})

/** Saves a question to the list under a name; one of that name is replaced. */
export const saveView = act({
  ...common,
  name: 'case-view.saved',
  letter: 'C',
  words: {
    en: 'Saved a view of the list of support cases',
    es: 'Guardó una vista de la lista de casos de ayuda',
  },
  watch: 'nothing',
  verb: { en: 'Save this view', es: 'Guardar esta vista' },
  at: 'POST /api/case-views',
  status: 201,
  body: viewGiven,
  reply: viewRow,
  async do(trx, ctx, _, { name, filter }) {
    const now = ctx.now()
    await keepView(trx, ctx, () =>
      trx
        .selectFrom('case_view')
        .select('id')
        .where('staff_id', '=', ctx.actor.id)
        .where('name', '!=', name)
        .execute(),
    )
    const kept = { filter: JSON.stringify(filter) }
    const row = await trx
      .insertInto('case_view')
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
    return { reply: shown(row), about: { object: { type: 'case-view', id: row.id } } }
  },
})

/** A view of one's own; somebody else's is not there. */
const onOwnView: Target<{ id: string }, View> = {
  async load(trx, ctx, { id }) {
    const own = trx
      .selectFrom('case_view')
      .selectAll()
      .where('id', '=', id)
      .where('staff_id', '=', ctx.actor.id)
    // Held, so that of those who delete it at once one did.
    const row = await held(ctx.desk.db, own).executeTakeFirst()
    if (!row) throw new NotFound(noView)
    return row
  },
  about: ({ id }) => ({ object: { type: 'case-view', id } }),
  guards: {},
}

export const deleteView = act({
  ...common,
  name: 'case-view.deleted',
  letter: 'D',
  words: {
    en: 'Deleted a view of the list of support cases',
    es: 'Eliminó una vista de la lista de casos de ayuda',
  },
  watch: 'nothing',
  verb: { en: 'Delete this view', es: 'Eliminar esta vista' },
  at: 'DELETE /api/case-views/{id}',
  params: idParam,
  reply: idParam,
  on: onOwnView,
  async do(trx, _ctx, { id }) {
    await trx.deleteFrom('case_view').where('id', '=', id).execute()
    return { reply: { id } }
  },
})
