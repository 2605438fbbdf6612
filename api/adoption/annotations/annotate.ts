import { act } from '../../acts/act.ts'
import { newId } from '../../core/db/id.ts'
import { NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import * as schema from '../schema.ts'
import { noAnnotation } from '../words.ts'

/** Marks a day on every time axis: a campaign, an incident, a release. */
export const annotate = act({
  name: 'adoption.annotated',
  letter: 'C',
  words: { en: 'Marked a day in the adoption charts', es: 'Marcó un día en los gráficos de uso' },
  watch: 'nothing',
  verb: {
    en: 'Mark a day: a campaign, an outage, a new release',
    es: 'Marcar un día: una campaña, una interrupción, una versión nueva',
  },
  tag: 'Adoption',
  at: 'POST /api/adoption/annotations',
  needs: 'adoption.plan',
  status: 201,
  body: schema.annotation,
  reply: schema.annotationReply,
  async do(trx, ctx, _found, { day, kind, label }) {
    const id = newId()
    await trx
      .insertInto('adoption_annotation')
      .values({
        id,
        on_day: day,
        kind,
        label,
        created_by: ctx.actor.id,
        created_at: ctx.now().toISOString(),
      })
      .execute()
    return { reply: { id, day, kind, label }, about: { object: { type: 'annotation', id } } }
  },
})

export const removeAnnotation = act({
  name: 'adoption.annotation-removed',
  letter: 'D',
  words: { en: 'Removed a mark from the adoption charts', es: 'Quitó una marca de los gráficos de uso' },
  watch: 'nothing',
  verb: { en: 'Remove a mark', es: 'Quitar una marca' },
  tag: 'Adoption',
  at: 'DELETE /api/adoption/annotations/{id}',
  needs: 'adoption.plan',
  params: idParam,
  reply: schema.nothing,
  async do(trx, _ctx, _found, { id }) {
    const { numDeletedRows } = await trx
      .deleteFrom('adoption_annotation')
      .where('id', '=', id)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw new NotFound(noAnnotation)
    return { reply: {}, about: { object: { type: 'annotation', id } } }
  },
})
