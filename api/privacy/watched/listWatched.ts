import type { z } from '@hono/zod-openapi'
import { list } from '../../acts/view.ts'
import { hospitalDay } from '../../core/calendar.ts'
import { pageOf } from '../../core/db/pageOf.ts'
import { readPolicy } from '../../core/policy.ts'
import { patientNames } from '../../patients/published.ts'
import { staffNames } from '../../staff/published.ts'
import * as schema from './schema.ts'

const columns = { addedAt: 'w.added_at', fromDay: 'w.from_day', toDay: 'w.to_day', id: 'w.id' } as const

/** The records under watch and those that were, the newest first unless asked otherwise. */
export const listWatched = list({
  name: 'watch-list.shown',
  letter: 'R',
  words: { en: 'Looked at the records under watch', es: 'Consultó los expedientes bajo vigilancia' },
  watch: 'nothing',
  at: 'GET /api/watched-records',
  summary: 'Records under watch',
  tag: 'Privacy alerts',
  needs: 'privacy.review',
  unit: 'watched-records',
  filter: schema.watchFilter,
  sorts: ['addedAt', 'fromDay', 'toDay', 'id'],
  row: schema.watched,
  async list(ctx, { filter, sort, range }) {
    const db = ctx.desk.db.read
    const today = hospitalDay(ctx.now(), (await readPolicy(db)).timeZone)
    let query = db
      .selectFrom('watched_patient as w')
      .innerJoin(patientNames(db).as('p'), 'p.id', 'w.patient_id')
      .innerJoin(staffNames(db).as('s'), 's.id', 'w.added_by')
      .selectAll('w')
      .select(['p.family_name', 'p.given_name', 's.name'])
    if (filter.kind) query = query.where('w.kind', '=', filter.kind)
    if (filter.over === true) query = query.where('w.to_day', '<', today)
    if (filter.over === false)
      query = query.where((eb) => eb.or([eb('w.to_day', 'is', null), eb('w.to_day', '>=', today)]))
    const { rows, total } = await pageOf(
      query
        .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
        .orderBy('w.id', 'desc'),
      range,
    )
    return {
      rows: rows.map((row) => ({
        id: row.id,
        patient: { id: row.patient_id, name: `${row.family_name}, ${row.given_name}` },
        kind: row.kind as z.input<typeof schema.watched>['kind'],
        fromDay: row.from_day,
        toDay: row.to_day,
        addedBy: row.name,
        addedAt: row.added_at,
        over: row.to_day !== null && row.to_day < today,
      })),
      total,
      seen: { patientIds: rows.map((row) => row.patient_id), detail: { rows: rows.length } },
    }
  },
})
