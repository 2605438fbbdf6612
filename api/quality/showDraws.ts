import { view } from '../acts/view.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { staffNames } from '../staff/published.ts'
import * as schema from './schema.ts'
import { noDraw } from './words.ts'

const common = { letter: 'R', watch: 'nothing', tag: 'Quality', needs: 'quality.review' } as const

/** The months that were drawn, the last first, and how far their reviews are. */
export const listDraws = view({
  ...common,
  name: 'quality.draws-listed',
  words: { en: 'Looked at the monthly draws of calls', es: 'Consultó los sorteos mensuales de llamadas' },
  at: 'GET /api/quality-draws',
  summary: 'Months whose calls were drawn',
  reply: schema.draws,
  async show(ctx) {
    const db = ctx.desk.db.read
    const rows = await db
      .selectFrom('quality_draw as d')
      .innerJoin(staffNames(db).as('s'), 's.id', 'd.drawn_by')
      .leftJoin('quality_review as r', 'r.draw_id', 'd.id')
      .select(({ fn }) => [
        'd.id',
        'd.month',
        'd.per_agent',
        'd.seed',
        'd.drawn_at',
        's.name',
        fn.count('r.id').as('calls'),
        fn.count('r.reviewed_at').as('reviewed'),
      ])
      .groupBy(['d.id', 'd.month', 'd.per_agent', 'd.seed', 'd.drawn_at', 's.name'])
      .orderBy('d.month', 'desc')
      .execute()
    return {
      reply: rows.map((row) => ({
        id: row.id,
        month: row.month,
        perAgent: row.per_agent,
        seed: row.seed,
        drawnBy: row.name,
        drawnAt: row.drawn_at,
        calls: Number(row.calls),
        reviewed: Number(row.reviewed),
      })),
      seen: { detail: { rows: rows.length } },
    }
  },
})

/** A draw with its seed and all it was drawn out of, so that whoever doubts it draws again. */
export const showDraw = view({
  ...common,
  name: 'quality.draw-shown',
  words: {
    en: 'Looked at how calls of a month were drawn',
    es: 'Consultó cómo se sortearon las llamadas de un mes',
  },
  at: 'GET /api/quality-draws/{id}',
  summary: 'How the calls of a month were drawn',
  params: idParam,
  reply: schema.draw,
  async show(ctx, { id }) {
    const db = ctx.desk.db.read
    const row = await db
      .selectFrom('quality_draw as d')
      .innerJoin(staffNames(db).as('s'), 's.id', 'd.drawn_by')
      .selectAll('d')
      .select('s.name')
      .where('d.id', '=', id)
      .executeTakeFirst()
    if (!row) throw new NotFound(noDraw)
    const [agents, drawn] = await Promise.all([
      db
        .selectFrom('quality_draw_agent as a')
        .innerJoin(staffNames(db).as('s'), 's.id', 'a.staff_id')
        .select(['a.staff_id', 'a.cases', 's.name'])
        .where('a.draw_id', '=', id)
        .orderBy('s.name')
        .orderBy('a.staff_id')
        .execute(),
      db
        .selectFrom('quality_review')
        .select(['staff_id', 'case_id'])
        .where('draw_id', '=', id)
        .orderBy('position')
        .execute(),
    ])
    return {
      reply: {
        id,
        month: row.month,
        perAgent: row.per_agent,
        drawnBy: row.name,
        drawnAt: row.drawn_at,
        seed: row.seed,
        agents: agents.map((one) => ({
          staffId: one.staff_id,
          name: one.name,
          cases: JSON.parse(one.cases) as string[],
          drawn: drawn.filter(({ staff_id }) => staff_id === one.staff_id).map(({ case_id }) => case_id),
        })),
      },
      seen: { object: { type: 'quality-draw', id } },
    }
  },
})
