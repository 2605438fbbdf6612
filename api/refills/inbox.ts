import { list, view } from '../acts/view.ts'
import { pageOf } from '../core/db/pageOf.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { vaultsOf } from '../core/vault/vault.ts'
import { listedName, namesOfPatients, patientNames } from '../patients/published.ts'
import { ownClinic } from '../staff/clinics/ownClinic.ts'
import { openRefill } from './content.ts'
import * as schema from './schema.ts'
import { noRefill } from './words.ts'

const common = { letter: 'R', tag: 'Clinic inbox', needs: 'clinic.inbox' } as const
const columns = { dueAt: 'r.due_at', askedAt: 'r.created_at', id: 'r.id' } as const

/** Refills asked of one's own clinic; what they are of is read on their page, one at a time. */
export const listInboxRefills = list({
  ...common,
  name: 'refill.listed',
  words: {
    en: 'Looked at the refills asked of a clinic',
    es: 'Consultó los resurtidos pedidos a una clínica',
  },
  among: {
    en: 'one of this patient was among them',
    es: 'había uno de este paciente',
  },
  watch: 'queue',
  at: 'GET /api/clinic-refills',
  summary: 'Refills asked of your clinic',
  unit: 'clinic-refills',
  filter: schema.clinicFilter,
  sorts: ['dueAt', 'askedAt', 'id'],
  row: schema.clinicRefill,
  async list(ctx, { filter, sort, range }) {
    const db = ctx.desk.db.read
    const clinic = await ownClinic(db, ctx)
    let query = db
      .selectFrom('refill_request as r')
      .innerJoin(patientNames(db).as('p'), 'p.id', 'r.patient_id')
      .selectAll('r')
      .select(['p.family_name', 'p.given_name'])
      .where('r.clinic_id', '=', clinic)
    if (filter.status) query = query.where('r.status', '=', filter.status)
    const { rows, total } = await pageOf(
      query
        .orderBy(columns[sort.field as keyof typeof columns], sort.descending ? 'desc' : 'asc')
        .orderBy('r.id'),
      range,
    )
    return {
      rows: rows.map((row) => ({
        id: row.id,
        patientId: row.patient_id,
        patientName: listedName(row.family_name, row.given_name),
        status: row.status,
        askedAt: row.created_at,
        dueAt: row.due_at,
      })),
      total,
      seen: { patientIds: [...new Set(rows.map((row) => row.patient_id))] },
    }
  },
})

export const showInboxRefill = view({
  ...common,
  name: 'refill.shown',
  words: { en: 'Read a refill request of the patient', es: 'Leyó una solicitud de resurtido del paciente' },
  watch: 'queued',
  at: 'GET /api/clinic-refills/{id}',
  summary: 'One refill asked of your clinic',
  params: idParam,
  reply: schema.clinicWhole,
  async show(ctx, { id }) {
    const db = ctx.desk.db.read
    const clinic = await ownClinic(db, ctx)
    const row = await db
      .selectFrom('refill_request')
      .selectAll()
      .where('id', '=', id)
      .where('clinic_id', '=', clinic)
      .executeTakeFirst()
    if (!row) throw new NotFound(noRefill)
    const [vaults, names] = await Promise.all([
      vaultsOf(db, ctx.desk, [row.patient_id]),
      namesOfPatients(db, [row.patient_id]),
    ])
    return {
      reply: {
        ...openRefill(vaults.get(row.patient_id)!, row),
        patientId: row.patient_id,
        patientName: names.get(row.patient_id)!,
        dueAt: row.due_at,
        byProxy: row.grant_id !== null,
        version: row.version,
      },
      seen: {
        patientIds: [row.patient_id],
        object: { type: 'refill', id },
        // What explains a look by itself is a request that waits.
        ...(['requested', 'accepted'].includes(row.status) ? {} : { detail: { outOfQueue: row.status } }),
      },
    }
  },
})
