import { describe, expect, it } from 'vitest'
import { sealAudit } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { readConfig } from '../../api/core/config.ts'
import { readPolicy } from '../../api/core/policy.ts'
import { catalogue } from '../../api/rooms.ts'
import { start } from '../../api/server.ts'
import { houseForTests, openHouse } from '../support/harness.ts'
import { aCase, aPatient, must } from '../support/people.ts'

/*
 * Clauses of ONC 170.315(d)(2) and (d)(3) that no other test states; api/audit/README.md has the table of all of them.
 */
describe('ONC 170.315(d)(2)', () => {
  const house = houseForTests()

  it('(i)(A): each act holds when, who, which patient, what was done and to what', async () => {
    const agent = await house.signIn('helpdesk')
    const patient = await aPatient(house)
    await agent.get(`/api/patients/${patient.id}`)
    const { id: caseId } = await aCase(agent, patient.id)
    must(await agent.post(`/api/cases/${caseId}/notes`, { text: 'called back' }))
    for (const action of ['patient.shown', 'case.opened', 'case.noted']) {
      const event = (await house.audit(action)).at(-1)!
      expect(event).toMatchObject({
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        actorId: agent.id,
        actorRole: 'helpdesk',
        sessionId: expect.any(String),
        patientIds: [patient.id],
        requestId: expect.any(String),
      })
      expect(event.objectId ?? event.patientIds?.[0]).toBeTruthy()
    }
  })

  it('(i)(B): when recording began and ended is recorded, and (ii) a new installation records from its first act', async () => {
    const { house: fresh, stop } = await openHouse()
    const running = await start(
      readConfig({
        DATABASE_URL: fresh.desk.config.databaseUrl,
        DATA_DIR: fresh.desk.config.dataDir,
        PORT: '0',
        LOG_LEVEL: 'silent',
      }),
    )
    expect(await fetch(`${running.url}/healthz`)).toMatchObject({ status: 200 })
    await running.stop()
    const events = await fresh.audit()
    expect([events[0]!.action, events.at(-1)!.action]).toEqual(['server.started', 'server.stopped'])
    expect(await verifyAudit(fresh.desk)).toMatchObject({ ok: true, size: events.length, pending: 0 })
    await stop()
  })

  it('(iii): nothing in the product turns recording off: no setting, no variable of the environment, no route', async () => {
    // How long the log is kept may be longer than the law's six years, never shorter.
    const settings = Object.keys(await readPolicy(house.desk.db.read, catalogue.policy))
    expect(settings.filter((name) => /audit|log|record/i.test(name))).toEqual(['auditYears'])
    expect(catalogue.policy.auditYears!.least).toBe(6)
    const paths = Object.entries(must(await house.call('GET', '/api/openapi.json')).paths as object)
    const onLog = paths.flatMap(([route, verbs]) =>
      /^\/api\/audit(\/|$|-)/.test(route) ? Object.keys(verbs).map((verb) => `${verb} ${route}`) : [],
    )
    expect(onLog.length).toBeGreaterThan(8)
    expect(onLog.filter((one) => /^(put|patch|delete)/.test(one))).toEqual(['delete /api/audit-views/{id}'])
  })

  it('of 170.210(e)(1): every change of a staff member’s privileges is recorded', async () => {
    const admin = await house.signIn('administrator')
    const member = await house.signIn('helpdesk')
    const { version } = must(await admin.get('/api/staff')).find((row: any) => row.id === member.id)
    must(await admin.post(`/api/staff/${member.id}/disable`, { reason: 'changed-position', version }))
    expect((await house.audit('staff.added')).at(-1)).toMatchObject({
      objectId: member.id,
      detail: { role: 'helpdesk' },
    })
    expect((await house.audit('staff.disabled')).at(-1)).toMatchObject({
      objectId: member.id,
      actorId: admin.id,
      purpose: 'changed-position',
    })
  })

  it('(v): a log that is verified while it is written to is found unaltered', async () => {
    const agent = await house.signIn('helpdesk')
    const patient = await aPatient(house)
    // What earlier tests wrote has waited longer than an event may.
    await sealAudit(house.desk)
    house.stopClock()
    let going = true
    const writing = (async () => {
      while (going) {
        await agent.get(`/api/patients/${patient.id}`)
        await sealAudit(house.desk)
      }
    })()
    try {
      for (let i = 0; i < 3; i++)
        expect(await verifyAudit(house.desk)).toMatchObject({ ok: true, faults: [] })
    } finally {
      going = false
      await writing
    }
  })
})
