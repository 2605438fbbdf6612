import { beforeAll, describe, expect, it } from 'vitest'
import { departures } from '../support/balp.ts'
import { houseForTests, origin, type Person } from '../support/harness.ts'
import { aPatient } from '../support/people.ts'

const house = houseForTests()
const token = 'collector-token-of-more-than-32-letters'

async function read(route: string, headers: Record<string, string> = { Authorization: `Bearer ${token}` }) {
  const reply = await house.app.request(route.startsWith('http') ? route : `${origin}/fhir/R4/${route}`, {
    headers,
  })
  const body: any = await reply.json()
  return {
    status: reply.status,
    body,
    ids: (body.entry ?? []).map((one: any) => one.resource.id) as string[],
  }
}

let officer: Person
let agent: Person
let patientId: string

beforeAll(async () => {
  house.desk.config.audit.readToken = token
  officer = await house.signIn('privacy-officer')
  agent = await house.signIn('helpdesk', 'Ada Agent')
  patientId = (await aPatient(house)).id
  for (let i = 0; i < 3; i++) await agent.get(`/api/patients/${patientId}`)
  await agent.get('/api/staff')
})

describe('the log as AuditEvent', () => {
  it('is read by a collector with the token and by staff who may see it all, and by nobody else', async () => {
    expect((await read('AuditEvent')).status).toBe(200)
    expect((await officer.get('/fhir/R4/AuditEvent')).status).toBe(200)
    const refused = await agent.get('/fhir/R4/AuditEvent')
    expect([refused.status, refused.body.resourceType]).toEqual([403, 'OperationOutcome'])
    for (const headers of [{}, { Authorization: `Bearer ${token}x` }] as Record<string, string>[])
      expect((await read('AuditEvent', headers)).status).toBe(401)
    // Wrong tokens leave an event for a block of them, and keep the right one out of nothing.
    await read('AuditEvent', { Authorization: 'Bearer another-guess' })
    const told = (await house.audit('limit.reached')).filter((e) => e.detail?.limit === 'audit-reader')
    expect(told).toMatchObject([{ outcome: 'denied', detail: { count: 1 } }])
    expect((await read('AuditEvent')).status).toBe(200)
    const elsewhere = await house.call('GET', '/api/audit', undefined, { Authorization: `Bearer ${token}` })
    expect(elsewhere.status).toBe(401)
  })

  it('is searched by date, patient, agent, action, type and outcome, and each resource is what BALP asks', async () => {
    const of = await read(
      `AuditEvent?patient=Patient/${patientId}&agent=${agent.id}&action=R&outcome=0&type=rest`,
    )
    expect(of.ids).toHaveLength(3)
    for (const { resource } of of.body.entry) {
      expect(departures(resource, resource.meta.profile[0])).toEqual([])
      expect((await read(`AuditEvent/${resource.id}`)).body).toEqual(resource)
    }
    expect((await read('AuditEvent?outcome=8')).ids).not.toEqual([])
    expect((await read('AuditEvent?date=ge2999')).ids).toEqual([])
    expect((await read(`AuditEvent?agent=${agent.id}&action=D`)).ids).toEqual([])
    const wrong = await read('AuditEvent?nothing=1')
    expect([wrong.status, wrong.body.resourceType]).toEqual([400, 'OperationOutcome'])
  })

  it('gives every resource once over its pages, whatever comes in meanwhile, and no patient in a link', async () => {
    const all = (await read('AuditEvent?date=le2998&_sort=date&_count=200')).ids
    const paged: string[] = []
    let url = `AuditEvent?date=le2998&_sort=date&_count=2`
    while (paged.length < all.length) {
      const page = await read(url)
      paged.push(...page.ids)
      expect(page.ids.length).toBeLessThanOrEqual(2)
      url = page.body.link.find((one: any) => one.relation === 'next')?.url
    }
    expect(paged.slice(0, all.length)).toEqual(all)
    const first = await read(`AuditEvent?patient=${patientId}&_count=1`)
    const next = first.body.link.find((one: any) => one.relation === 'next').url
    expect(next).not.toContain(patientId)
    expect((await read(next)).ids).toHaveLength(1)
    // A page is of whoever asked for the one before.
    expect((await officer.get(next.slice(origin.length))).status).toBe(400)
  })

  it('holds who read it, what was asked, and the patient who was asked for', async () => {
    await read(`AuditEvent?patient=${patientId}&date=ge2026-01-01`)
    const last = (await house.audit('audit.read-over-fhir')).at(-1)
    expect(last).toMatchObject({
      actorType: 'system',
      actorId: 'audit-reader',
      patientIds: [patientId],
      detail: { asked: ['date=ge2026-01-01'] },
    })
  })
})
