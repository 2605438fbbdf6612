import { list, view } from '../../acts/view.ts'
import { hospitalDay } from '../../core/calendar.ts'
import { pageOf } from '../../core/db/pageOf.ts'
import { NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { noAccounting } from '../words.ts'
import { requests, shown } from './queries.ts'
import * as schema from './schema.ts'

const columns = { dueOn: 'r.due_on', receivedOn: 'r.received_on', id: 'r.id' } as const
const common = { letter: 'R', watch: 'nothing', tag: 'Privacy', needs: 'disclosures.manage' } as const

/** Requests for an accounting of disclosures, and by when each is to be answered. */
export const listAccountings = list({
  ...common,
  watch: 'list',
  name: 'accounting.listed',
  words: {
    en: 'Looked at the requests for an accounting of disclosures',
    es: 'Consultó las solicitudes de la relación de divulgaciones',
  },
  at: 'GET /api/accounting-requests',
  summary: 'Requests for an accounting of disclosures, and when each is due',
  unit: 'accounting-requests',
  filter: schema.accountingFilter,
  sorts: ['dueOn', 'receivedOn', 'id'],
  row: schema.accountingRow,
  async list(ctx, { filter, sort, range }) {
    const db = ctx.desk.db.read
    const today = hospitalDay(ctx.now(), (await readPolicy(db)).timeZone)
    let query = requests(db)
    if (filter.open) query = query.where('r.answered_at', 'is', null).where('r.withdrawn_at', 'is', null)
    if (filter.patientId) query = query.where('r.patient_id', '=', filter.patientId)
    const { rows, total } = await pageOf(
      query
        .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
        .orderBy('r.id'),
      range,
    )
    return {
      rows: rows.map((row) => shown(row, today)),
      total,
      seen: {
        patientIds: rows.map((row) => row.patient_id),
        detail: { rows: rows.length, ...(filter.patientId && { sought: true }) },
      },
    }
  },
})

/** One request with the copy of what was given. */
export const showAccounting = view({
  ...common,
  name: 'accounting.shown',
  watch: 'report',
  words: {
    en: 'Looked at a request for an accounting of disclosures',
    es: 'Consultó una solicitud de la relación de divulgaciones',
  },
  at: 'GET /api/accounting-requests/{id}',
  summary: 'A request, with the copy of what was given',
  params: idParam,
  reply: schema.accountingShown,
  async show(ctx, { id }) {
    const db = ctx.desk.db.read
    const row = await requests(db).where('r.id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound(noAccounting)
    const today = hospitalDay(ctx.now(), (await readPolicy(db)).timeZone)
    return {
      reply: { ...shown(row, today), copy: row.copy && JSON.parse(row.copy) },
      seen: { patientIds: [row.patient_id], object: { type: 'accounting-request', id } },
    }
  },
})
