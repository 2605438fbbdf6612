import type { Kysely } from 'kysely'
import { list } from '../../acts/view.ts'
import { dayPlus, hospitalDay } from '../../core/calendar.ts'
import type { Desk } from '../../core/context.ts'
import { pageOf } from '../../core/db/pageOf.ts'
import type { Tables } from '../../core/db/tables.ts'
import { readPolicy } from '../../core/policy.ts'
import { lastSeenOfStaff, staffNames } from '../../staff/published.ts'
import type { TrainingSubject } from '../lists.ts'
import { evidencePolicy } from '../policy.ts'
import { trainingFilter, trainingRow } from './schema.ts'

const columns = { completedOn: 't.completed_on', recordedAt: 't.recorded_at', id: 't.id' } as const

const trainings = (db: Kysely<Tables>) =>
  db
    .selectFrom('training as t')
    .innerJoin(staffNames(db).as('p'), 'p.id', 't.staff_id')
    .innerJoin(staffNames(db).as('r'), 'r.id', 't.recorded_by')
    .selectAll('t')
    .select(['p.name as staff_name', 'r.name as recorded_name'])

/** Who of the staff was trained in what, and when. */
export const listTraining = list({
  name: 'training.listed',
  letter: 'R',
  words: { en: 'Looked at the register of training', es: 'Consultó el registro de capacitación' },
  watch: 'nothing',
  at: 'GET /api/training',
  summary: 'List training of staff',
  tag: 'Training',
  needs: 'access.review',
  unit: 'training',
  filter: trainingFilter,
  sorts: ['completedOn', 'recordedAt', 'id'],
  row: trainingRow,
  async list(ctx, { filter, sort, range }) {
    let query = trainings(ctx.desk.db.read)
    if (filter.standing) query = query.where('t.withdrawn_at', 'is', null)
    if (filter.staffId) query = query.where('t.staff_id', '=', filter.staffId)
    const { rows, total } = await pageOf(
      query
        .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
        .orderBy('t.id'),
      range,
    )
    return { rows: rows.map(shown), total, seen: { detail: { rows: rows.length } } }
  },
})

type Row = Awaited<ReturnType<ReturnType<typeof trainings>['execute']>>[number]
const shown = (row: Row) => ({
  id: row.id,
  staff: { id: row.staff_id, name: row.staff_name },
  subject: row.subject,
  completedOn: row.completed_on,
  recordedBy: row.recorded_name,
  recordedAt: row.recorded_at,
  state: row.withdrawn_at ? ('withdrawn' as const) : ('completed' as const),
  reason: row.withdrawn_reason,
})

/** What everybody who can sign in has to have had lately. */
const asked: readonly TrainingSubject[] = ['privacy', 'security-awareness']

/** The whole register, and those who can sign in and are due for one of the trainings that all have to have. */
export async function trainingOf({ db, clock }: Desk) {
  const [rows, staff, policy] = await Promise.all([
    trainings(db.read).orderBy('t.id').execute(),
    lastSeenOfStaff(db.read),
    readPolicy(db.read, evidencePolicy),
  ])
  const since = dayPlus(hospitalDay(clock(), policy.timeZone), -policy.trainingDays)
  const had = new Set(
    rows
      .filter((row) => row.withdrawn_at === null && row.completed_on >= since)
      .map((row) => `${row.staff_id} ${row.subject}`),
  )
  const active = staff.filter(({ status }) => status === 'active')
  const due = active
    .map(({ id, name, role }) => ({
      id,
      name,
      role,
      missing: asked.filter((subject) => !had.has(`${id} ${subject}`)),
    }))
    .filter(({ missing }) => missing.length > 0)
  return { since, staff: active.length, due, trainings: rows.map(shown) }
}
