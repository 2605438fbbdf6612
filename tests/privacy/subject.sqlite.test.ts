import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { finding } from '../../api/privacy/monitor/finding.ts'
import { raiseAtOnce } from '../../api/privacy/monitor/raiseAlerts.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aPatient, must, type TestPatient } from '../support/people.ts'

const house = houseForTests()
const filtered = (filter: object, more = '&range=[0,99]') =>
  `/api/audit?filter=${encodeURIComponent(JSON.stringify(filter))}${more}`
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)

let [officer, second, admin]: Person[] = []
let patient: TestPatient
/** What each was the subject of, by person. */
const alerts = new Map<Person, string>()

beforeAll(async () => {
  officer = await house.signIn('privacy-officer', 'Olive Officer')
  second = await house.signIn('privacy-officer', 'Oscar Officer')
  admin = await house.signIn('administrator', 'Ada Admin')
  patient = await aPatient(house)
  const given = {
    mrn: patient.mrn,
    birthDate: patient.birthDate,
    reason: 'other',
    explanation: 'The ward called for help.',
  }
  must(await admin.post('/api/break-glass', given), 201)
  const ctx = systemCtx(house.desk, 'privacy-monitor', newId())
  const day = new Date().toISOString().slice(0, 10)
  const hit = { rule: 'sampled', score: 90, evidence: {} } as const
  await transact(house.desk.db, (trx) =>
    raiseAtOnce(trx, ctx, finding(day, { staffId: second!.id, patientId: patient.id }, hit)),
  )
  for (const { id, staff_id } of await house.rows('privacy_alert'))
    alerts.set(staff_id === admin.id ? admin : second, id)
  for (const [subject, id] of alerts) {
    must(await officer.get('/api/privacy-alerts'))
    must(await officer.get(`/api/privacy-alerts/${id}`))
    must(await officer.post(`/api/privacy-alerts/${id}/assign`, { staffId: officer.id, version: 1 }))
    must(await officer.post(`/api/privacy-alerts/${id}/notes`, { text: 'To be asked on Monday.' }))
    must(await officer.get(filtered({ actorId: subject.id })))
    must(await officer.get(`/api/audit-reports/staff/${subject.id}`))
    must(
      await officer.post('/api/sanctions', {
        email: subject.email,
        kind: 'training',
        decidedOn: day,
        decidedBy: 'Human resources',
        description: 'Looked.',
      }),
      201,
    )
  }
}, 60_000)

const exported = async (person: Person, format: string, filter: object) => {
  const given = {
    format,
    filter,
    reason: 'compliance-audit',
    columns: ['at', 'action', 'objectId', 'patientIds'],
  }
  const { id } = must(await person.post('/api/audit-exports', given), 201)
  const { body } = await person.get(`/api/audit-exports/${id}/file`)
  return typeof body === 'string' ? body : JSON.stringify(body)
}

/** What the officer did about somebody, and what raised it. */
const secretsOf = async (subject: Person, alert: string) =>
  (await house.audit()).filter(
    (event) =>
      event.objectId === alert ||
      (event.actorId === officer!.id && JSON.stringify([event.objectId, event.detail]).includes(subject.id)),
  )

/** All a person can be told by the log and what is counted beside it, as one text for each door. */
async function doors(person: Person): Promise<[string, string][]> {
  const of = (alert: string) => [
    filtered({}),
    filtered({}, '&sort=["at","ASC"]&range=[0,99]'),
    filtered({}, '&sort=["action","ASC"]&range=[0,99]'),
    filtered({}, '&range=[0,2]'),
    filtered({ objectType: 'privacy-alert' }),
    filtered({ action: 'privacy-alert.raised' }),
    filtered({ action: 'sanction.recorded' }),
    filtered({ q: 'alert' }),
    filtered({ patientId: patient.id }),
    filtered({ actorId: officer!.id }),
    filtered({ actorId: person.id }),
    filtered({ actorId: person.id, action: 'privacy-alert.raised' }),
    `/api/audit-reports/patients/${patient.id}`,
    `/api/audit-reports/staff/${person.id}`,
    `/api/audit-reports/staff/${officer!.id}`,
    '/fhir/R4/AuditEvent?_count=100',
    `/fhir/R4/AuditEvent?patient=${patient.id}`,
    `/fhir/R4/AuditEvent?agent=${officer!.id}`,
    ...(person.role === 'privacy-officer'
      ? ['/api/privacy-alerts', `/api/privacy-alerts/${alert}`, '/api/sanctions', '/api/breaches']
      : []),
  ]
  const told: [string, string][] = []
  for (const path of of(randomUUID())) {
    const { status, body, headers } = await person.get(path)
    expect([200, 404], path).toContain(status)
    const total = headers.get('x-total-count')
    if (total !== null && body.length < 100 && !path.includes('[0,2]'))
      expect(Number(total), path).toBe(body.length)
    told.push([path, JSON.stringify(body)])
  }
  for (const format of ['csv', 'ndjson', 'fhir'])
    for (const filter of [{}, { patientId: patient.id }])
      told.push([`${format} ${JSON.stringify(filter)}`, await exported(person, format, filter)])
  return told
}

it.each(['wait to be sealed', 'are sealed'])(
  'whoever an alert is about is told nothing of it by any door of the log, and everybody else all, while events %s',
  async (state) => {
    if (state === 'are sealed') await sealAudit(house.desk, withoutPause)
    for (const [subject, alert] of alerts) {
      const secrets = await secretsOf(subject, alert)
      expect(new Set(secrets.map(({ action }) => action))).toEqual(
        new Set([
          'privacy-alert.raised',
          'privacy-alert.shown',
          'privacy-alert.assigned',
          'privacy-alert.noted',
          'audit.searched',
          'audit.reported',
          'sanction.recorded',
        ]),
      )
      for (const [door, told] of await doors(subject))
        for (const secret of [alert, ...ids(secrets)])
          expect(told, `${subject.role} ${door}`).not.toContain(secret)
    }
  },
)

it('nor by the id of an event, page after page, or by a count; another officer finds all of it', async () => {
  for (const [subject, alert] of alerts) {
    const secrets = await secretsOf(subject, alert)
    for (const { id } of secrets) {
      expect(must(await subject.get(filtered({ id })))).toEqual([])
      expect((await subject.get(filtered({ before: id }))).status).toBe(400)
      expect((await subject.get(`/api/audit-reports/patients/${patient.id}?before=${id}`)).status).toBe(400)
      expect((await subject.post(`/api/audit/${id}/proof`)).status).toBe(404)
      expect((await subject.get(`/fhir/R4/AuditEvent/${id}`)).status).toBe(404)
      expect((await subject.get(`/fhir/R4/AuditEvent/${id}-1`)).status).toBe(404)
    }
    // Page after page, all that is not withheld comes, each once.
    const seen: string[] = []
    let total: number | undefined
    const to = new Date(Date.parse((await house.audit()).at(-1)!.at) + 1).toISOString()
    const all = (await house.audit()).filter(({ at }) => at < to)
    for (let before: string | undefined; ; before = seen.at(-1)) {
      const reply = await subject.get(filtered({ to, ...(before && { before }) }, '&range=[0,2]'))
      total ??= Number(reply.headers.get('x-total-count'))
      const page: { id: string }[] = must(reply)
      seen.push(...ids(page))
      if (page.length === 0) break
    }
    const missing = all.filter(({ id }) => !seen.includes(id))
    expect([total, new Set(seen).size]).toEqual([seen.length, seen.length])
    expect(missing.every(({ action }) => /^(privacy-alert|sanction|audit)\./.test(action))).toBe(true)
    expect(ids(missing)).toEqual(expect.arrayContaining(ids(secrets)))
    // Another officer finds the same.
    const theirs: { id: string }[] = must(await officer!.get(filtered({ objectType: 'privacy-alert' })))
    expect(ids(theirs)).toEqual(
      expect.arrayContaining(ids(secrets.filter(({ objectId }) => objectId === alert))),
    )
  }
})

it('what is counted beside the log leaves out what is about whoever reads', async () => {
  const state = async (person: Person) => must(await person.get('/api/posture')).state.alertsOpen
  expect([await state(officer!), await state(second!), await state(admin!)]).toEqual([2, 1, 1])
})

it('nor by what is asked about one event, session, request, case or address of theirs', async () => {
  await sealAudit(house.desk, withoutPause)
  for (const subject of alerts.keys()) {
    const own = (await house.audit()).find(({ actorId, sessionId }) => actorId === subject.id && sessionId)!
    const before = (await house.audit()).length
    must(await officer!.post(`/api/audit/${own.id}/proof`))
    for (const name of ['id', 'sessionId', 'requestId', 'ip'] as const)
      must(await officer!.get(filtered({ [name]: own[name] ?? '10.0.0.7' })))
    must(await officer!.get(`/fhir/R4/AuditEvent/${own.id}`))
    must(await officer!.get(`/fhir/R4/AuditEvent?_id=${own.id}`))
    must(await officer!.get('/fhir/R4/AuditEvent?address=10.0.0.7'))
    const asked = ids((await house.audit()).slice(before))
    expect(asked).toHaveLength(8)
    const mine = must(await subject.get(filtered({ id: asked })))
    expect(mine).toEqual([])
    expect(must(await second!.get(filtered({ actorId: officer!.id, action: 'audit.proved' }))).length).toBe(0)
  }
  // Nobody whom no alert is about is told less.
  const other = await house.signIn('privacy-officer', 'Ora Other')
  expect(must(await other.get(filtered({ action: 'audit.proved' })))).toHaveLength(2)
})

it('whoever an alert is about does not find it in the numbers of a day, of a review of activity, or of the log', async () => {
  const day = '2026-01-15'
  const { write } = house.owner
  const counts = { accesses: 5, explained: 3, unexplained: 1, flagged: 1 }
  const flagged_of = JSON.stringify({ [second!.id]: 1 })
  await write
    .insertInto('privacy_day')
    .values({ day, ...counts, flagged_of, scored_at: day })
    .execute()
  const drawn = { day, lot: 'a', staff_id: officer!.id, patient_id: patient.id }
  await write.insertInto('privacy_sample').values(drawn).execute()
  await write.updateTable('privacy_state').set({ scored_to: day }).execute()
  await write.updateTable('privacy_alert').set({ first_day: day, last_day: day }).execute()
  const period = { fromDay: day, toDay: day, sample: 5 }
  const { id } = must(await officer!.post('/api/activity-reviews', period), 201)
  const review = async (reader: Person) => must(await reader.get(`/api/activity-reviews/${id}`))
  expect(await review(officer!)).toMatchObject({ ...counts, alerts: 2, openAlerts: 2 })
  const without = { ...counts, unexplained: 2, flagged: 0 }
  expect(await review(second!)).toMatchObject({ ...without, alerts: 1, openAlerts: 1 })
  const overview = async (reader: Person) => must(await reader.get('/api/privacy-overview')).days.at(-1)
  expect([await overview(officer!), await overview(second!)]).toEqual([
    { day, ...counts },
    { day, ...without },
  ])
})
