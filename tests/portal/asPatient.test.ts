import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../api/core/db/id.ts'
import type { Tables } from '../../api/core/db/tables.ts'
import { savePolicy } from '../../api/core/policy.ts'
import type { AccountRow } from '../../api/logins/tables.ts'
import { beginView, endView } from '../../api/portal/asPatient/beginView.ts'
import { showAsPatient } from '../../api/portal/asPatient/showAsPatient.ts'
import { portalPolicy } from '../../api/portal/policy.ts'
import { storedAuthenticator } from '../support/authenticator.ts'
import { goodPassword, houseForTests, itOnce, type Person } from '../support/harness.ts'
import { portalPasskey } from '../support/passkeys.ts'
import { aCall, anAccount, aPatient, must, refused } from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk', 'Ada Agent')
})

const change = <T extends 'verification' | 'patient' | 'support_case'>(
  table: T,
  id: string,
  values: Partial<Tables[T]>,
) =>
  house.owner.write
    .updateTable(table as 'verification')
    .set(values as never)
    .where('id', '=', id)
    .execute()

/** A patient who is proved in a call, as far as the test says. */
async function inCall(login: Partial<AccountRow> | undefined = {}, tier: 'T1' | 'T2' = 'T2') {
  const patient = await aPatient(house)
  const account = await anAccount(house, patient, login)
  const call = await aCall(agent, patient)
  await change('verification', call.verificationId, { tier })
  return { patient, account, ...call }
}
type Call = Awaited<ReturnType<typeof inCall>>

const ask = ({ patient, caseId, verificationId }: Call, by = agent) =>
  by.post(`/api/patients/${patient.id}/portal-views`, { caseId, verificationId, consent: 'spoken-in-call' })
const begin = async (call: Call) => must(await ask(call), beginView).id
const look = (id: string, by = agent) => by.get(`/api/portal-views/${id}`)

describe('what an agent sees as the patient', () => {
  it('is what the portal answers that patient, with the username masked, and both names stand on it and in the log', async () => {
    const call = await inCall()
    const { patient, account, caseId } = call
    await portalPasskey(house, account.id)
    const proxy = { proxy_name: 'Pat Proxy', relationship: 'parent', status: 'active' as const }
    await house.owner.write
      .insertInto('proxy_grant')
      .values({
        ...proxy,
        id: newId(),
        patient_id: patient.id,
        proxy_patient_id: null,
        waiting_for: null,
        ended_reason: null,
        created_at: house.desk.clock().toISOString(),
        ended_at: null,
      })
      .execute()
    const administrator = await house.signIn('administrator')
    const said = {
      kind: 'announcement',
      title: 'Photos',
      textEn: 'New photos of the clinics',
      textEs: 'Fotos nuevas',
    }
    must(await administrator.post('/api/outages', said), 201)
    const id = await begin(call)
    const { token } = must(
      await house.call('POST', '/portal/v1/session', { username: account.username, password: goodPassword }),
    )
    const asPatient = async (path: string) =>
      must(await house.call('GET', `/portal/v1/${path}`, undefined, { Authorization: `Bearer ${token}` }))
    const seen = must(await look(id), showAsPatient)
    const me = await asPatient('me')
    expect(seen.portal).toEqual({
      me: { ...me, username: expect.stringContaining('•••') },
      proxies: await asPatient('proxies'),
      passkeys: (await asPatient('passkeys')).passkeys,
      secondFactor: await asPatient('second-factor'),
      preferences: (await asPatient('profile')).preferences,
    })
    expect(seen.notices).toEqual((await asPatient('state')).notices)
    expect(seen.notices).toMatchObject([{ kind: 'announcement', text: 'New photos of the clinics' }])
    expect(JSON.stringify(seen)).not.toContain(account.username)
    expect(seen).toMatchObject({
      patientName: `${patient.givenName} ${patient.familyName}`,
      staffName: 'Ada Agent',
      consent: { by: 'patient', how: 'spoken-in-call' },
      signIn: { state: 'opens', says: null },
    })
    for (const name of ['portal.view-begun', 'portal.viewed-as-patient'])
      expect((await house.audit(name)).at(-1)).toMatchObject({
        actorId: agent.id,
        patientIds: [patient.id],
        caseId,
        objectId: id,
      })
    expect((await house.audit('portal.view-begun')).at(-1)!.detail).toMatchObject({
      consentBy: 'patient',
      consent: 'spoken-in-call',
      tier: 'T2',
    })
  })

  itOnce.each([
    ['locked', { status: 'locked' }],
    ['disabled', { status: 'disabled' }],
    ['invited', { status: 'invited' }],
    ['password withdrawn', { must_change_password: 1 }],
    ['guessed at too often', { failed_attempts: 5 }],
  ] as const)(
    'is the refusal that the patient reads, where the portal lets nobody in: %s',
    async (_, login) => {
      const call = await inCall(login)
      const { signIn, portal } = must(await look(await begin(call)), showAsPatient)
      const body = { username: call.account.username, password: goodPassword }
      const answer = await house.call('POST', '/portal/v1/session', body)
      expect(answer.status).toBeGreaterThanOrEqual(401)
      expect(signIn.says).toBe(answer.body.message)
      expect(portal).toBeNull()
    },
  )

  itOnce('says that a code is wanted, where the patient has an authenticator', async () => {
    const call = await inCall()
    await storedAuthenticator(house, call.account.id)
    const { signIn, portal } = must(await look(await begin(call)), showAsPatient)
    const body = { username: call.account.username, password: goodPassword }
    expect(signIn).toEqual({
      state: 'code-wanted',
      says: (await house.call('POST', '/portal/v1/session', body)).body.message,
    })
    expect(portal).not.toBeNull()
  })
})

describe('a look at a patient’s portal', () => {
  itOnce('takes a patient proved to the level of the policy, who speaks for themselves', async () => {
    const weak = await inCall({}, 'T1')
    expect(refused(await ask(weak), 403).missing?.map(({ code }) => code)).toContain('tier-T2')
    await savePolicy(house.desk.db.write, { viewAsPatientLevel: 1 }, portalPolicy)
    must(await ask(weak), beginView)
    await savePolicy(house.desk.db.write, { viewAsPatientLevel: 2 }, portalPolicy)
    const other = await inCall()
    await change('verification', other.verificationId, { caller: 'proxy' })
    expect((await ask(other)).status).toBe(403)
  })

  itOnce('is the agent’s alone, and gives no colleague and no other role a look', async () => {
    const id = await begin(await inCall())
    expect((await look(id, await house.signIn('supervisor'))).status).toBe(404)
    expect((await look(id, await house.signIn('privacy-officer'))).status).toBe(403)
  })

  itOnce.each<[string, (call: Call, id: string) => Promise<unknown>]>([
    ['the case is closed', ({ caseId }) => change('support_case', caseId, { status: 'closed' })],
    [
      'it went to another queue',
      ({ caseId }) => change('support_case', caseId, { status: 'escalated', escalated_to: 'privacy' }),
    ],
    [
      'the proof ended',
      ({ verificationId }) =>
        change('verification', verificationId, { expires_at: '2020-01-01T00:00:00.000Z' }),
    ],
    ['the agent ends it', async (_, id) => must(await agent.post(`/api/portal-views/${id}/end`), endView)],
    ['the agent looks at another patient’s', async () => begin(await inCall())],
    [
      'its minutes are over',
      (_, id) =>
        house.owner.write
          .updateTable('patient_view')
          .set({ until_at: house.desk.clock().toISOString() })
          .where('id', '=', id)
          .execute(),
    ],
  ])('ends when %s', async (_, ends) => {
    const call = await inCall()
    const id = await begin(call)
    must(await look(id), showAsPatient)
    await ends(call, id)
    expect(refused(await look(id), 409).code).toBe('view-over')
  })
})
