import { act, type GuardCall, type Target } from '../acts/act.ts'
import { newId } from '../core/db/id.ts'
import { held } from '../core/db/lock.ts'
import type { Tables } from '../core/db/tables.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import * as schema from './schema.ts'
import { hasEnded, noNotice } from './words.ts'

const common = { watch: 'nothing', tag: 'Outages', needs: 'outages.manage' } as const

/** Tells the desk and patients at once: diagnosis names an outage, and the portal's pages show what is said of it. */
export const reportNotice = act({
  ...common,
  name: 'outage.reported',
  letter: 'C',
  words: { en: 'Reported an outage, or announced something', es: 'Comunicó una interrupción o un anuncio' },
  verb: { en: 'Report an outage or announce something', es: 'Comunicar una interrupción o un anuncio' },
  at: 'POST /api/outages',
  status: 201,
  body: schema.reporting,
  labels: {
    kind: { en: 'What it is', es: 'Qué es' },
    title: { en: 'Title, for staff', es: 'Título, para el personal' },
    textEn: { en: 'What patients read, in English', es: 'Lo que leen los pacientes, en inglés' },
    textEs: { en: 'What patients read, in Spanish', es: 'Lo que leen los pacientes, en español' },
  },
  reply: schema.reported,
  async do(trx, ctx, _found, { kind, title, textEn, textEs }) {
    const id = newId()
    await trx
      .insertInto('incident')
      .values({
        id,
        kind,
        title,
        text_en: textEn,
        text_es: textEs,
        started_at: ctx.now().toISOString(),
        ended_at: null,
        reported_by: ctx.actor.id,
        ended_by: null,
      })
      .execute()
    return { reply: { id }, about: { object: { type: 'outage', id } }, fields: ['outage'], detail: { kind } }
  },
})

const onNotice = {
  async load(trx, ctx, { id }: { id: string }) {
    const named = trx.selectFrom('incident').selectAll().where('id', '=', id)
    const row = await held(ctx.desk.db, named).executeTakeFirst()
    if (!row) throw new NotFound(noNotice)
    return row
  },
  about: ({ id }) => ({ object: { type: 'outage', id } }),
  guards: {
    goesOn: ({ found }: GuardCall<Tables['incident'], { id: string }>, _wanted: true) =>
      found.ended_at === null ? undefined : new Conflict(hasEnded),
  },
} satisfies Target<{ id: string }, Tables['incident']>

export const endNotice = act({
  ...common,
  name: 'outage.ended',
  letter: 'U',
  words: { en: 'Ended an outage or announcement', es: 'Dio por terminada una interrupción o un anuncio' },
  verb: { en: 'It is over', es: 'Ya terminó' },
  at: 'POST /api/outages/{id}/end',
  params: idParam,
  reply: schema.reported,
  on: onNotice,
  guards: { goesOn: true },
  async do(trx, ctx, { id }) {
    await trx
      .updateTable('incident')
      .set({ ended_at: ctx.now().toISOString(), ended_by: ctx.actor.id })
      .where('id', '=', id)
      .execute()
    return { reply: { id }, fields: ['outage'] }
  },
})
