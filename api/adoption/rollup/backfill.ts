import type { Desk } from '../../core/context.ts'
import { transact } from '../../core/db/transact.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import { patientsAfter } from '../../patients/published.ts'
import { fromPortalEvent, isCall, type NotedEvent, noteEvents } from '../noteEvents.ts'
import { factsOf } from './backfillQueries.ts'

const patientsAtOnce = 200

/**
 * Notes what the registry, the accounts and the cases hold from before events were counted. Each fact has the name it
 * has when it is noted as it happens, so that doing this twice, or beside new events, counts nothing twice.
 * @returns how many facts were noted.
 */
export async function backfillAdoption(
  desk: Desk,
  onProgress: (patients: number) => void = () => {},
): Promise<number> {
  let noted = 0
  let done = 0
  for (let after = ''; ; ) {
    const patients = await patientsAfter(desk.db.read, after, patientsAtOnce)
    const last = patients.at(-1)
    if (!last) break
    const events = await eventsFrom(desk, patients)
    await transact(desk.db, (trx) => noteEvents(trx, events))
    noted += events.length
    done += patients.length
    onProgress(done)
    after = last.id
    await letOthersGo()
  }
  await transact(desk.db, async (trx) => {
    await trx.updateTable('adoption_state').set({ backfilled_at: desk.clock().toISOString() }).execute()
  })
  return noted
}

async function eventsFrom(
  desk: Desk,
  patients: Awaited<ReturnType<typeof patientsAfter>>,
): Promise<NotedEvent[]> {
  const facts = await factsOf(
    desk.db.read,
    patients.map((patient) => patient.id),
  )
  const events: NotedEvent[] = patients.map((patient) => ({
    id: `person:${patient.version}`,
    patientId: patient.id,
    kind: 'person',
    at: patient.updated_at,
  }))
  for (const row of facts.visits)
    events.push({ id: `visit:${row.id}`, patientId: row.patient_id, kind: 'seen', at: row.started_at })
  for (const row of facts.offers)
    events.push({
      id: `offer:${row.id}`,
      patientId: row.patient_id,
      kind: 'offered',
      at: row.created_at,
      value: Math.floor(Date.parse(row.expires_at) / 1000),
    })
  for (const row of facts.deliveries) {
    const delivered = { id: `mail:${row.id}`, patientId: row.patient_id!, at: row.sent_at! }
    events.push({ ...delivered, kind: 'delivered' })
    if (row.returned) events.push({ ...delivered, id: `un${delivered.id}`, kind: 'undelivered' })
  }
  for (const row of facts.portalEvents) {
    const kind = fromPortalEvent(row.kind, row.reason)
    if (kind) events.push({ id: `portal:${row.id}`, patientId: row.patient_id, kind, at: row.at })
  }
  for (const row of facts.cases) {
    if (!isCall(row.channel)) continue
    events.push({ id: `call:${row.id}`, patientId: row.patient_id, kind: 'call', at: row.opened_at })
    if (row.closed_at)
      events.push({
        id: `closed:${row.id}`,
        patientId: row.patient_id,
        kind: 'call-closed',
        at: row.closed_at,
      })
  }
  for (const row of facts.checks)
    events.push({
      id: `check:${row.id}`,
      patientId: row.patient_id,
      kind: row.failed ? 'verify-failed' : 'verified',
      at: row.created_at,
    })
  return events
}
