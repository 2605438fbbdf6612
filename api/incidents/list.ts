import { z } from '@hono/zod-openapi'
import { list, openView } from '../acts/view.ts'
import { pageOf } from '../core/db/pageOf.ts'
import { noticesAt, saidToPatients } from './outages.ts'
import * as schema from './schema.ts'

const columns = { startedAt: 'started_at', title: 'title', id: 'id' } as const

export const listNotices = list({
  name: 'outage.listed',
  letter: 'R',
  words: { en: 'Looked at outages and announcements', es: 'Consultó interrupciones y anuncios' },
  watch: 'nothing',
  at: 'GET /api/outages',
  summary: 'Outages and announcements',
  tag: 'Outages',
  needs: 'outages.manage',
  unit: 'outages',
  filter: schema.noticeFilter,
  sorts: ['startedAt', 'title', 'id'],
  row: schema.noticeRow,
  async list(ctx, { filter, sort, range }) {
    let query = ctx.desk.db.read.selectFrom('incident').selectAll()
    if (filter.ended !== undefined) query = query.where('ended_at', filter.ended ? 'is not' : 'is', null)
    const { rows, total } = await pageOf(
      query
        .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
        .orderBy('id'),
      range,
    )
    return {
      rows: rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        title: row.title,
        textEn: row.text_en,
        textEs: row.text_es,
        startedAt: row.started_at,
        endedAt: row.ended_at,
      })),
      total,
    }
  },
})

/** Whether the portal is up as far as the desk knows, and what patients are told of it: for whoever cannot sign in as well. */
export const showState = openView({
  unrecorded: 'It tells everybody the same, and nothing of anybody.',
  at: 'GET /portal/v1/state',
  summary: 'Is the portal up? Outages and announcements',
  tag: 'Patient portal',
  needs: 'public',
  asks: z.strictObject({}),
  reply: schema.state,
  async show(ctx) {
    const rows = await noticesAt(ctx.desk.db.read, ctx.now().toISOString())
    return {
      reply: {
        up: rows.every((row) => row.kind !== 'outage'),
        notices: rows.map((row) => saidToPatients(row, ctx.language)),
      },
    }
  },
})
