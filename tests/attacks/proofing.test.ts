import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { approveInPerson } from '../../api/callers/inPerson.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { beginProofing } from '../../api/proofing/beginProofing.ts'
import { finishProofing } from '../../api/proofing/finishProofing.ts'
import { startProofing } from '../../api/proofing/startProofing.ts'
import { cookieOf, houseForTests, type Person } from '../support/harness.ts'
import {
  type Identity,
  type IdentityService,
  startForger,
  startIdentityService,
} from '../support/identityService.ts'
import { aCase, aPatient, channelOf, linkIn, must, refused, type TestPatient } from '../support/people.ts'

const house = houseForTests()
let service: IdentityService
let forger: Awaited<ReturnType<typeof startForger>>
let agent: Person
beforeAll(async () => {
  service = await startIdentityService()
  forger = await startForger()
})
beforeEach(async () => {
  house.desk.config.proofing = service.config
  forger.forge = {}
  agent = await house.signIn('supervisor')
})
afterAll(() => Promise.all([service.stop(), forger.stop()]))

const identityOf = (patient: TestPatient): Identity => ({
  given_name: patient.givenName,
  family_name: patient.familyName,
  birthdate: patient.birthDate,
})
const begin = (token: string) => house.call('POST', '/portal/v1/proofing', { token })
const finish = (came: object, Cookie: string) =>
  house.call('POST', '/portal/v1/proofing/finish', came, { Cookie })
const approve = (by: Person, id: string) => by.post(`/api/verifications/${id}/approve`)
const rowOf = async (id: string) => (await house.rows('verification')).find((row) => row.id === id)!

/** The desk sends a link; what the patient finds in it. */
async function sent(given?: TestPatient) {
  const patient = given ?? (await aPatient(house))
  const { id: caseId } = await aCase(agent, patient.id)
  const { id: channelId } = await channelOf(house, patient.id)
  const body = { caseId, caller: 'patient', channelId }
  const { id } = must(await agent.post(`/api/patients/${patient.id}/proofings`, body), startProofing)
  await deliverMail(house.desk)
  const mail = await house.mailbox.next(
    (m) => m.to === patient.emails[0] && m.subject === 'Confirm your identity',
  )
  return { patient, caseId, id, token: linkIn(mail.text) }
}
/** The browser that opened the link: where it is sent, and its cookie. */
async function opened(token: string) {
  const reply = await begin(token)
  return { url: must(reply, beginProofing).url, cookie: cookieOf(reply) }
}
/** The patient went and came back. */
async function provedAs(who?: Identity) {
  const link = await sent()
  const { url, cookie } = await opened(link.token)
  const came = await service.prove(url, who ?? identityOf(link.patient))
  return { ...link, cookie, came }
}

describe('identity proofed by an outside service', () => {
  it('gives T3 once a second person approved, once, and nothing of it is shown or kept', async () => {
    const { patient, id, cookie, came } = await provedAs()
    must(await finish(came, cookie), finishProofing)
    expect(await rowOf(id)).toMatchObject({ proofing: 'proved', tier: 'T0' })
    expect(refused(await approve(agent, id), 403).missing).toMatchObject([{ code: 'second-person' }])
    const second = await house.signIn('supervisor')
    const approved = must(await approve(second, id), approveInPerson)
    expect(approved).toMatchObject({ tier: 'T3', proofing: { state: 'proved', approved: true } })
    expect((await approve(second, id)).status).toBe(409)
    const kept = JSON.stringify([await house.rows('identity_proofing'), await house.rows('verification')])
    const log = JSON.stringify(await house.audit())
    for (const value of [
      patient.familyName,
      patient.birthDate,
      came.code!,
      came.state!,
      service.config.clientSecret,
    ])
      expect([value, (kept + log).includes(value)]).toEqual([value, false])
  })

  it('is compared with the record as a whole: another person, or another birth date, ends it with one sentence', async () => {
    const patient = await aPatient(house)
    const right = identityOf(patient)
    for (const other of [
      { ...right, family_name: 'Somebody-Else' },
      { ...right, given_name: 'Somebody' },
      { ...right, birthdate: '1985-03-08' },
      { ...right, birthdate: '1985' },
      { ...right, birthdate: '' },
    ]) {
      const link = await sent(await aPatient(house, { familyName: patient.familyName }))
      const { url, cookie } = await opened(link.token)
      const refusal = refused(await finish(await service.prove(url, other), cookie), 403)
      expect(refusal.message).toMatch(/could not be confirmed/)
      expect(await rowOf(link.id)).toMatchObject({ proofing: 'failed', tier: 'T0' })
      const second = await house.signIn('supervisor')
      expect((await approve(second, link.id)).status).toBe(409)
      // A second try needs a second link.
      expect((await begin(link.token)).status).toBe(422)
    }
  })

  it('too weakly assured is none', async () => {
    const { patient, id, token } = await sent()
    const { url, cookie } = await opened(token)
    const acr = 'http://idmanagement.gov/ns/assurance/ial/1'
    const came = await service.prove(url, identityOf(patient), { acr })
    expect((await finish(came, cookie)).status).toBe(403)
    expect(await rowOf(id)).toMatchObject({ proofing: 'failed' })
  })

  it('comes back once: a replayed answer, or forty at once, prove nothing more', async () => {
    const { id, cookie, came } = await provedAs()
    const replies = await Promise.all(Array.from({ length: 40 }, () => finish(came, cookie)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(replies.filter(({ status }) => status === 422)).toHaveLength(39)
    expect(await rowOf(id)).toMatchObject({ proofing: 'proved' })
    expect((await finish(came, cookie)).status).toBe(422)
    expect((await house.audit('portal.proofing-finished')).filter((e) => e.objectId === id)).toHaveLength(1)
  })

  it('comes back in the browser that went, and only with its own state', async () => {
    const [one, two] = [await provedAs(), await provedAs()]
    for (const [came, cookie] of [
      [one.came, ''],
      [one.came, two.cookie],
      [two.came, one.cookie],
      [{ ...one.came, state: 'made-up-by-somebody' }, one.cookie],
    ] as const)
      expect((await finish(came, cookie)).status).toBe(422)
    // Another's code beside one's own state is not this browser's.
    expect((await finish({ ...one.came, code: two.came.code }, one.cookie)).status).toBe(403)
    expect(await rowOf(one.id)).toMatchObject({ proofing: 'failed' })
    must(await finish(two.came, two.cookie), finishProofing)
  })

  it('is of the newest way only: a link opened again, or sent again, ends what was begun', async () => {
    const first = await provedAs()
    await opened(first.token)
    expect((await finish(first.came, first.cookie)).status).toBe(422)

    const { patient, token, caseId } = await sent()
    const { url, cookie } = await opened(token)
    const { id: channelId } = await channelOf(house, patient.id)
    const body = { caseId, caller: 'patient', channelId }
    must(await agent.post(`/api/patients/${patient.id}/proofings`, body), startProofing)
    expect((await finish(await service.prove(url, identityOf(patient)), cookie)).status).toBe(422)
  })

  it('lapses with its time, its case and its patient', async () => {
    const late = await provedAs()
    house.later(61 * 60)
    agent = await house.signIn('supervisor')
    expect((await finish(late.came, late.cookie)).status).toBe(422)
    expect((await begin(late.token)).status).toBe(422)

    const over = await provedAs()
    const close = { status: 'closed' } as const
    await house.owner.write.updateTable('support_case').set(close).where('id', '=', over.caseId).execute()
    expect((await finish(over.came, over.cookie)).status).toBe(422)

    const dead = await provedAs()
    await house.owner.write
      .updateTable('patient')
      .set({ deceased_at: '2026-01-01' })
      .where('id', '=', dead.patient.id)
      .execute()
    expect((await finish(dead.came, dead.cookie)).status).toBe(422)

    const waiting = await provedAs()
    must(await finish(waiting.came, waiting.cookie), finishProofing)
    house.later(31 * 60)
    expect((await approve(await house.signIn('supervisor'), waiting.id)).status).toBe(409)
  })

  it('is not approved by kin of the patient, nor without having come back', async () => {
    const { patient, id, cookie, came } = await provedAs()
    const second = await house.signIn('supervisor')
    expect((await approve(second, id)).status).toBe(409)
    must(await finish(came, cookie), finishProofing)
    const kin = await house.signIn('supervisor', `Ana ${patient.familyName}`)
    expect(refused(await approve(kin, id), 403).missing).toMatchObject([{ code: expect.any(String) }])
    const replies = await Promise.all(Array.from({ length: 8 }, () => approve(second, id)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('goes to a trusted channel only, and not at all where no service is set up', async () => {
    const patient = await aPatient(house)
    const { id: caseId } = await aCase(agent, patient.id)
    const { id: channelId } = await channelOf(house, patient.id)
    const start = () =>
      agent.post(`/api/patients/${patient.id}/proofings`, { caseId, caller: 'patient', channelId })
    house.desk.config.proofing = undefined
    expect(refused(await start(), 409).code).toBe('no-proofing-provider')
    house.desk.config.proofing = service.config
    await house.owner.write
      .updateTable('contact_point')
      .set({ on_file_since: house.desk.clock().toISOString() })
      .where('id', '=', channelId)
      .execute()
    expect(refused(await start(), 422).errors?.channelId).toMatch(/long enough/)
  })
})

describe('an ID token', () => {
  it('that is honest is taken; with anything in it wrong it is not', async () => {
    house.desk.config.proofing = forger.config
    const now = Math.floor(Date.now() / 1000)
    const outcome = async (forge: typeof forger.forge) => {
      const { patient, token } = await sent()
      const { url, cookie } = await opened(token)
      forger.forge = forge
      return (await finish(await forger.prove(url, identityOf(patient)), cookie)).status
    }
    expect(await outcome({})).toBe(200)
    expect(await outcome({ claims: { acr: undefined, identity_assurance_level: 'IAL2' } })).toBe(200)
    for (const forge of [
      { claims: { nonce: 'another' } },
      { claims: { nonce: undefined } },
      { claims: { iss: 'https://somebody.else.test' } },
      { claims: { aud: 'another-client' } },
      { claims: { exp: now - 600 } },
      { claims: { auth_time: now - 86_400 } },
      { claims: { acr: undefined } },
      { claims: { acr: 'IAL2', identity_assurance_level: 'IAL1' } },
      { otherKey: true as const },
    ])
      expect([forge, await outcome(forge)]).toEqual([forge, 403])
  })

  it('of a service that does not answer is waited for: the link stays good', async () => {
    const { token } = await sent()
    house.desk.config.proofing = { ...service.config, issuer: 'http://127.0.0.1:9' }
    expect((await begin(token)).status).toBe(503)
    house.desk.config.proofing = service.config
    expect((await begin(token)).status).toBe(200)
  })
})
