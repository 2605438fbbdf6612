import { list } from '../acts/view.ts'
import { pageOf } from '../core/db/pageOf.ts'
import { listedName, patientNames } from '../patients/published.ts'
import { namesOfPlaces } from '../patients/visits.ts'
import { ownClinic } from '../staff/clinics/ownClinic.ts'
import * as schema from './schema.ts'
import { placesOf } from './slots.ts'

const common = { watch: 'queue', letter: 'R', tag: 'Clinic visits', needs: 'clinic.visits' } as const

/** Visits that patients booked at one's own clinic. */
export const listClinicVisits = list({
  ...common,
  name: 'visit.listed',
  words: {
    en: 'Looked at the visits of a clinic',
    es: 'Consultó las visitas de una clínica',
  },
  among: {
    en: 'one of this patient was among them',
    es: 'había una de este paciente',
  },
  at: 'GET /api/clinic-visits',
  summary: 'Visits at your clinic',
  unit: 'clinic-visits',
  filter: schema.clinicVisitFilter,
  sorts: ['startsAt', 'id'],
  row: schema.clinicVisit,
  async list(ctx, { filter, sort, range }) {
    const db = ctx.desk.db.read
    const clinic = await ownClinic(db, ctx)
    let query = db
      .selectFrom('appointment as a')
      .innerJoin(patientNames(db).as('p'), 'p.id', 'a.patient_id')
      .innerJoin('slot as s', 's.id', 'a.slot_id')
      .selectAll('a')
      .select(['p.family_name', 'p.given_name'])
      .where('a.clinic_id', '=', clinic)
    query = filter.day
      ? query.where('s.day', '=', filter.day)
      : query.where('a.ends_at', '>', ctx.now().toISOString())
    query = query.where('a.status', '=', filter.status ?? 'booked')
    const { rows, total } = await pageOf(
      query
        .orderBy(sort.field === 'id' ? 'a.id' : 'a.starts_at', sort.descending ? 'desc' : 'asc')
        .orderBy('a.id'),
      range,
    )
    const place = await placesOf(db, rows)
    return {
      rows: rows.map((row) => {
        const { provider, kind, timeZone, startsAt, endsAt } = place(row)
        return {
          id: row.id,
          patientId: row.patient_id,
          patientName: listedName(row.family_name, row.given_name),
          provider,
          kind,
          status: row.status,
          timeZone,
          startsAt,
          endsAt,
        }
      }),
      total,
      seen: { patientIds: [...new Set(rows.map((row) => row.patient_id))] },
    }
  },
})

/** Who waits for a time at one's own clinic, longest first. */
export const listClinicWaiting = list({
  ...common,
  name: 'visit.waiting-listed',
  words: {
    en: 'Looked at the wait list of a clinic',
    es: 'Consultó la lista de espera de una clínica',
  },
  among: {
    en: 'this patient was on it',
    es: 'este paciente estaba en ella',
  },
  at: 'GET /api/clinic-wait-list',
  summary: 'The wait list of your clinic',
  unit: 'clinic-wait-list',
  filter: schema.clinicWaitFilter,
  sorts: ['since', 'id'],
  row: schema.clinicWait,
  async list(ctx, { filter, sort, range }) {
    const db = ctx.desk.db.read
    const clinic = await ownClinic(db, ctx)
    const query = db
      .selectFrom('wait_entry as w')
      .innerJoin(patientNames(db).as('p'), 'p.id', 'w.patient_id')
      .selectAll('w')
      .select(['p.family_name', 'p.given_name'])
      .where('w.clinic_id', '=', clinic)
      .where('w.status', '=', filter.status ?? 'waiting')
    const { rows, total } = await pageOf(
      query
        .orderBy(sort.field === 'id' ? 'w.id' : 'w.created_at', sort.descending ? 'desc' : 'asc')
        .orderBy('w.id'),
      range,
    )
    const providers = await namesOfPlaces(
      db,
      'provider',
      rows.flatMap((row) => row.provider_id ?? []),
    )
    return {
      rows: rows.map((row) => ({
        id: row.id,
        patientId: row.patient_id,
        patientName: listedName(row.family_name, row.given_name),
        provider: row.provider_id && (providers.get(row.provider_id) ?? null),
        kind: row.kind,
        fromDay: row.from_day,
        untilDay: row.until_day,
        status: row.status,
        offeredUntil: row.status === 'offered' ? row.offered_until : null,
        since: row.created_at,
      })),
      total,
      seen: { patientIds: [...new Set(rows.map((row) => row.patient_id))] },
    }
  },
})
