import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../api/app.ts'
import { approveInPerson } from '../../api/callers/decideApproval.ts'
import { systemCtx } from '../../api/core/context.ts'
import { openDb } from '../../api/core/db/open.ts'
import { transact } from '../../api/core/db/transact.ts'
import { endLinksTo } from '../../api/logins/closeAccess.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { beginProofing } from '../../api/proofing/beginProofing.ts'
import { browserOf } from '../../api/proofing/browser.ts'
import { claimReturn } from '../../api/proofing/claimReturn.ts'
import { finishProofing } from '../../api/proofing/finishProofing.ts'
import { startProofing } from '../../api/proofing/startProofing.ts'
import { cookieOf, houseForTests, itOnce, origin, type Person } from '../support/harness.ts'
import { type Identity, startForger, startIdentityService } from '../support/identityService.ts'
import {
  aCase,
  anAccount,
  aPatient,
  channelOf,
  linkIn,
  must,
  refused,
  type TestPatient,
} from '../support/people.ts'

const house = houseForTests()
let service: Awaited<ReturnType<typeof startIdentityService>>
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

  itOnce(
    'is compared with the record as a whole: another person, or another birth date, ends it with one sentence',
    async () => {
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
        const { patient_id } = (await house.rows('verification')).find((row) => row.id === link.id)!
        const events = (await house.rows('portal_event')).filter((row) => row.patient_id === patient_id)
        expect(events.map(({ kind }) => kind)).toContain('proofing-failed')
        // A second try needs a second link.
        expect((await begin(link.token)).status).toBe(422)
      }
    },
  )

  itOnce('too weakly assured is none', async () => {
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

  itOnce('comes back in the browser that went, and only with its own state', async () => {
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

  itOnce('is of the newest way only: a link opened again, or sent again, ends what was begun', async () => {
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

  itOnce('lapses with its time, its case, its patient, and what ends all proofs of them', async () => {
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

    // Ended in another case of the patient, while they were away.
    const ended = await provedAs()
    await anAccount(house, ended.patient)
    const { id: caseId } = await aCase(agent, ended.patient.id)
    const because = { caseId, reason: 'wrong-person' }
    must(await agent.post(`/api/patients/${ended.patient.id}/acts/disable`, because))
    expect((await finish(ended.came, ended.cookie)).status).toBe(422)
    expect((await begin(ended.token)).status).toBe(422)

    const waiting = await provedAs()
    must(await finish(waiting.came, waiting.cookie), finishProofing)
    house.later(31 * 60)
    expect((await approve(await house.signIn('supervisor'), waiting.id)).status).toBe(409)
  })

  itOnce('is not approved by kin of the patient, nor without having come back', async () => {
    const { patient, id, cookie, came } = await provedAs()
    const second = await house.signIn('supervisor')
    expect((await approve(second, id)).status).toBe(409)
    must(await finish(came, cookie), finishProofing)
    const kin = await house.signIn('supervisor', `Ana ${patient.familyName}`)
    expect(refused(await approve(kin, id), 403).missing).toMatchObject([{ code: expect.any(String) }])
    const replies = await Promise.all(Array.from({ length: 8 }, () => approve(second, id)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  itOnce('goes to a trusted channel only, and not at all where no service is set up', async () => {
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
  itOnce('that is honest is taken; with anything in it wrong it is not', async () => {
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

  itOnce('without end is read no further than one could be long, and counts nothing', async () => {
    house.desk.config.proofing = forger.config
    const { id, patient, token } = await sent()
    const { url, cookie } = await opened(token)
    forger.forge = { endless: true }
    const reply = await finish(await forger.prove(url, identityOf(patient)), cookie)
    expect(refused(reply, 503).code).toBe('proofing-no-answer')
    expect(await rowOf(id)).toMatchObject({ proofing: 'sent' })
    // What stands in the buffers between the two is more than what was read.
    expect(forger.poured).toBeLessThan(16_000_000)
  })

  itOnce(
    'of a service that goes away after it was asked counts nothing: the link leads there again, and proves',
    async () => {
      for (const away of ['the token', 'who it is'] as const) {
        const { patient, id, token, cookie, came } = await provedAs()
        const path = away === 'the token' ? '/token' : '/me'
        // The service hangs up on this one question, as one does that is being restarted.
        const cut = service.hangUpOn(path)
        const refusal = await finish(came, cookie)
        cut()
        expect(refused(refusal, 503).code).toBe('proofing-no-answer')
        expect(refusal.headers.get('retry-after')).toBe('60')
        expect(await rowOf(id)).toMatchObject({ proofing: 'sent', tier: 'T0' })
        expect((await house.audit('portal.proofing-finished')).at(-1)).toMatchObject({
          outcome: 'failure',
          objectId: id,
          detail: { reason: 'no-answer' },
        })
        // What was brought once is not brought again; whoever tries is told what leads on.
        expect(refused(await finish(came, cookie), 409).message).toMatch(/open the link in our message again/)
        const again = await opened(token)
        must(await finish(await service.prove(again.url, identityOf(patient)), again.cookie), finishProofing)
        expect(await rowOf(id)).toMatchObject({ proofing: 'proved' })
      }
    },
  )

  itOnce(
    'of a service that says it is not available at the moment counts nothing, and one that was turned down counts',
    async () => {
      const busy = await provedAs()
      const { code: _, ...came } = busy.came
      expect((await finish({ ...came, error: 'temporarily_unavailable' }, busy.cookie)).status).toBe(503)
      expect(await rowOf(busy.id)).toMatchObject({ proofing: 'sent' })
      const down = await provedAs()
      const { code: __, ...back } = down.came
      expect((await finish({ ...back, error: 'access_denied' }, down.cookie)).status).toBe(403)
      expect(await rowOf(down.id)).toMatchObject({ proofing: 'failed' })
    },
  )

  it('brought to two nodes at once proves once, and fails no honest patient', async () => {
    const { id, cookie, came } = await provedAs()
    // Another process takes turns with nobody of this one.
    const node = { ...house.desk, db: openDb(house.desk.config.databaseUrl) }
    const other = createApp(node as typeof house.desk)
    const there = async () => {
      const headers = { Origin: origin, 'Content-Type': 'application/json', Cookie: cookie }
      const body = JSON.stringify(came)
      const reply = await other.request(`${origin}/portal/v1/proofing/finish`, {
        method: 'POST',
        headers,
        body,
      })
      return { status: reply.status }
    }
    const replies = await Promise.all([finish(came, cookie), there()])
    await node.db.close()
    const statuses = replies.map(({ status }) => status).sort()
    expect(statuses[0]).toBe(200)
    expect([409, 422]).toContain(statuses[1])
    expect(await rowOf(id)).toMatchObject({ proofing: 'proved' })
  })

  itOnce(
    'taken by a node that died before it asked leaves the link good, with a word on what to do',
    async () => {
      const { patient, id, token, cookie, came } = await provedAs()
      const ctx = { ...systemCtx(house.desk, 'test', 'test'), actor: { type: 'anonymous' } } as const
      const browser = browserOf(cookie)
      expect(await claimReturn(ctx, { state: came.state!, browser })).toHaveProperty('secrets')
      expect(refused(await finish(came, cookie), 409).code).toBe('proofing-return-claimed')
      const again = await opened(token)
      must(await finish(await service.prove(again.url, identityOf(patient)), again.cookie), finishProofing)
      expect(await rowOf(id)).toMatchObject({ proofing: 'proved' })
    },
  )

  it('by a link whose contact ended proves nothing, and what was proved before stands', async () => {
    const [open, done] = [await provedAs(), await provedAs()]
    must(await finish(done.came, done.cookie), finishProofing)
    for (const { patient } of [open, done]) {
      const { id } = await channelOf(house, patient.id)
      await transact(house.desk.db, (trx) =>
        endLinksTo(trx, systemCtx(house.desk, 'test', 'test'), patient.id, [id]),
      )
    }
    expect((await begin(open.token)).status).toBe(422)
    expect((await finish(open.came, open.cookie)).status).toBe(422)
    expect((await rowOf(open.id)).expires_at <= house.desk.clock().toISOString()).toBe(true)
    const second = await house.signIn('supervisor')
    expect(must(await approve(second, done.id), approveInPerson).tier).toBe('T3')
  })

  itOnce('of a service that does not answer is waited for: the link stays good', async () => {
    const { token } = await sent()
    house.desk.config.proofing = { ...service.config, issuer: 'http://127.0.0.1:9' }
    expect((await begin(token)).status).toBe(503)
    house.desk.config.proofing = service.config
    expect((await begin(token)).status).toBe(200)
  })
})
