import { z } from '@hono/zod-openapi'
import { view } from '../../acts/view.ts'
import { hospitalDay } from '../../core/calendar.ts'
import { readPolicy } from '../../core/policy.ts'
import { patientNames } from '../../patients/published.ts'
import { staffNames } from '../../staff/published.ts'
import * as schema from './schema.ts'

/** The records under watch and those that were, the newest first. */
export const listWatched = view({
  name: 'watch-list.shown',
  letter: 'R',
  words: { en: 'Looked at the records under watch', es: 'Consultó los expedientes bajo vigilancia' },
  watch: 'nothing',
  at: 'GET /api/watched-records',
  summary: 'Records under watch',
  tag: 'Privacy alerts',
  needs: 'privacy.review',
  reply: z.array(schema.watched),
  async show(ctx) {
    const db = ctx.desk.db.read
    const today = hospitalDay(ctx.now(), (await readPolicy(db)).timeZone)
    const rows = await db
      .selectFrom('watched_patient as w')
      .innerJoin(patientNames(db).as('p'), 'p.id', 'w.patient_id')
      .innerJoin(staffNames(db).as('s'), 's.id', 'w.added_by')
      .selectAll('w')
      .select(['p.family_name', 'p.given_name', 's.name'])
      .orderBy('w.id', 'desc')
      .limit(500)
      .execute()
    return {
      reply: rows.map((row) => ({
        id: row.id,
        patient: { id: row.patient_id, name: `${row.family_name}, ${row.given_name}` },
        kind: row.kind as z.input<typeof schema.watched>['kind'],
        fromDay: row.from_day,
        toDay: row.to_day,
        addedBy: row.name,
        addedAt: row.added_at,
        over: row.to_day !== null && row.to_day < today,
      })),
      seen: { patientIds: rows.map((row) => row.patient_id), detail: { rows: rows.length } },
    }
  },
})
