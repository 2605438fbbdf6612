import createClient from 'openapi-fetch'
import openapiTS from 'openapi-typescript'
import { describe, expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { saveEntries } from '../../api/records/saveEntries.ts'
import type { paths } from '../fixtures/portalApi.ts'
import { aClinic, aSlot } from '../support/clinics.ts'
import { engine, houseForTests, origin } from '../support/harness.ts'
import { aCall, aPatient, linkIn, must } from '../support/people.ts'

const house = houseForTests()
const day = 86_400

/** An app of somebody who has the description of the API and nothing else. */
const app = (token?: string) =>
  createClient<paths>({
    baseUrl: origin,
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    fetch: async (address, init) => house.app.request(String(address), init),
  })

/** What was answered; a refusal fails the test. */
function ok<T>({ data, error }: { data?: T; error?: unknown }): T {
  if (data === undefined) throw new Error(`refused: ${JSON.stringify(error)}`)
  return data
}

describe('the portal’s description', () => {
  it.runIf(engine === 'sqlite')('makes the client that these tests are written with', async () => {
    const { body } = await house.call('GET', '/portal/v1/openapi.json')
    const types = await openapiTS(body)
    await expect(types).toMatchFileSnapshot('../fixtures/portalApi.ts')
  })
})

describe('a patient’s year', () => {
  it('goes from the invitation to the closed account, as an app sees it', async () => {
    const patient = await aPatient(house)
    const [email] = patient.emails as [string]
    const agent = await house.signIn('helpdesk')

    // January: invited in a call, and in by the mailed link.
    const call = await aCall(agent, patient)
    must(await agent.post(`/api/patients/${patient.id}/acts/invite`, { reason: 'asked', ...call }))
    const invitation = await house.mailbox.next((mail) => mail.to === email && /code=/.test(mail.text))
    const code = linkIn(invitation.text)
    const { birthDate } = patient
    const first = 'velvet harbor lantern 52'
    const { username } = ok(
      await app().POST('/portal/v1/activate', { body: { code, birthDate, password: first } }),
    )
    const signIn = async (password: string) =>
      ok(await app().POST('/portal/v1/session', { body: { username, password } }))
    const { token } = await signIn(first)
    let mine = app(token)
    expect(ok(await mine.GET('/portal/v1/me', {}))).toMatchObject({ familyName: patient.familyName })

    // February: a result arrives, is found to be wrong, and is corrected.
    const result = (number: number) => ({
      patientId: patient.id,
      given: {
        issuer: 'urn:test:lab',
        value: 'a1c',
        withdrawn: false,
        at: house.desk.clock().toISOString(),
        entry: {
          kind: 'result' as const,
          name: 'Hemoglobin A1c',
          codes: [{ system: 'http://loinc.org', code: '4548-4' }],
          status: 'final' as const,
          at: house.desk.clock().toISOString().slice(0, 10),
          values: [{ number, unit: '%', low: 4, high: 5.6 }],
        },
      },
    })
    const save = (number: number) =>
      transact(house.desk.db, (trx) =>
        saveEntries(trx, systemCtx(house.desk, 'test', newId()), [result(number)]),
      )
    await save(7.1)
    house.later(1)
    const since = house.desk.clock().toISOString()
    house.later(1)
    await save(5.1)
    const results = ok(await mine.GET('/portal/v1/records', { params: { query: { kind: 'result' } } }))
    expect(results.rows).toMatchObject([{ name: 'Hemoglobin A1c', values: [{ number: 5.1 }] }])
    const changes = ok(await mine.GET('/portal/v1/records/changes', { params: { query: { since } } }))
    expect(changes.rows).toMatchObject([{ withdrawn: false }])

    // March: a visit is booked, moved, and stands in a calendar.
    const clinic = await aClinic(house)
    const [slot, later] = [await aSlot(house, clinic), await aSlot(house, clinic, { hours: 96 })]
    const visit = ok(await mine.POST('/portal/v1/visits', { body: { slotId: slot.id } }))
    const moved = ok(
      await mine.POST('/portal/v1/visits/{id}/move', {
        params: { path: { id: visit.id } },
        body: { slotId: later.id },
      }),
    )
    const { visits } = ok(await mine.GET('/portal/v1/visits', { params: { query: {} } }))
    expect(visits).toMatchObject([{ id: moved.id, startsAt: later.starts_at }])

    // April: a question and a refill, both answered by the clinic.
    const asked = ok(
      await mine.POST('/portal/v1/message-threads', {
        body: { clinicId: clinic.id, subject: 'My new pills', text: 'May I take them in the evening?' },
      }),
    )
    const thread = `/api/clinic-threads/${asked.threadId}`
    const { version } = must(await clinic.staff.get(thread))
    must(await clinic.staff.post(`${thread}/answer`, { text: 'Yes, with water.', version }))
    const opened = ok(
      await mine.GET('/portal/v1/message-threads/{id}', {
        params: { path: { id: asked.threadId }, query: {} },
      }),
    )
    expect(opened.messages.map((one) => one.from)).toEqual(['me', 'clinic'])
    const refill = ok(
      await mine.POST('/portal/v1/refills', {
        body: { clinicId: clinic.id, medication: 'Lisinopril 10 mg', note: 'Three are left' },
      }),
    )
    const shown = must(await clinic.staff.get(`/api/clinic-refills/${refill.id}`))
    must(
      await clinic.staff.post(`/api/clinic-refills/${refill.id}/refuse`, {
        reason: 'visit-needed',
        answer: 'Please see us first.',
        version: shown.version,
      }),
    )
    const { refills } = ok(await mine.GET('/portal/v1/refills', { params: { query: {} } }))
    expect(refills).toMatchObject([{ id: refill.id, status: 'rejected', answer: 'Please see us first.' }])

    // Half a year on the session is long over, the password forgotten, and the mailed link chooses another.
    house.later(150 * day)
    expect((await mine.GET('/portal/v1/me', {})).response.status).toBe(401)
    ok(await app().POST('/portal/v1/password/forgot', { body: { username } }))
    const mailed = await house.mailbox.next((mail) => mail.to === email && /reset#token=/.test(mail.text))
    const second = 'autumn copper ladder 19'
    ok(
      await app().POST('/portal/v1/password/reset', {
        body: { token: linkIn(mailed.text), birthDate, password: second },
      }),
    )
    const old = await app().POST('/portal/v1/session', { body: { username, password: first } })
    expect(old.response.status).toBe(401)
    mine = app((await signIn(second)).token)

    // December: who opened the record, a copy of all of it, and the end.
    const log = ok(await mine.GET('/portal/v1/access-log', { params: { query: {} } }))
    expect(JSON.stringify(log)).toContain('helpdesk Person')
    const copy = await house.app.request(`${origin}/portal/v1/records/bundle`, {
      headers: { Authorization: `Bearer ${(await signIn(second)).token}` },
    })
    expect(await copy.json()).toMatchObject({ resourceType: 'Bundle' })
    house.later(60)
    ok(await mine.POST('/portal/v1/close', {}))
    expect((await mine.GET('/portal/v1/me', {})).response.status).toBe(401)
    const closed = await app().POST('/portal/v1/session', { body: { username, password: second } })
    expect(closed.response.status).toBe(401)
  })
})
