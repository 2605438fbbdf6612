import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { approveInPerson } from '../../api/callers/decideApproval.ts'
import { hashPassword } from '../../api/core/access/passwords.ts'
import { checkSecondFactor } from '../../api/logins/checkSecondFactor.ts'
import { resetSecondFactor } from '../../api/logins/resetSecondFactor.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { anAuthenticator, portalSession } from '../support/authenticator.ts'
import { goodPassword, houseForTests, itOnce, type Person } from '../support/harness.ts'
import {
  aCall,
  aCase,
  anAccount,
  aPatient,
  aVerifiedCaller,
  must,
  refused,
  seenInPerson,
} from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeAll(() => house.stopClock())
beforeEach(async () => {
  agent = await house.signIn('helpdesk')
})

/** A patient with an authenticator that was set up two days ago. */
async function withAuthenticator() {
  const patient = await aPatient(house)
  const { username } = await anAccount(house, patient)
  const shows = await anAuthenticator(house, username)
  house.later(2 * 86_400)
  agent = await house.signIn('helpdesk')
  return { patient, username, shows }
}
const check = (verificationId: string, code: string, by = agent) =>
  by.post(`/api/verifications/${verificationId}/second-factor`, { code })
/** So many codes that are wrong now. */
const wrong = (shows: (steps?: number) => string, many: number) => {
  const right = [-1, 0, 1].map((steps) => shows(steps))
  return Array.from({ length: many + 3 }, (_, n) => String(200_000 + n))
    .filter((code) => !right.includes(code))
    .slice(0, many)
}

describe('a code read from the patient’s own authenticator', () => {
  itOnce('lifts a caller who is verified to T2, and nobody else', async () => {
    const { patient, shows } = await withAuthenticator()
    const { id: caseId } = await aCase(agent, patient.id)
    const weak = await agent.post(`/api/patients/${patient.id}/verifications`, {
      caseId,
      caller: 'patient',
      answers: { givenName: patient.givenName },
    })
    expect((await check(weak.body.id, shows())).status).toBe(403)
    const { id } = await aVerifiedCaller(agent, patient, caseId)
    expect(must(await check(id, shows()), checkSecondFactor).tier).toBe('T2')
    const events = await house.audit('caller.second-factor-checked')
    expect(events.at(-1)).toMatchObject({ outcome: 'success', detail: { tier: 'T2' } })
    expect(JSON.stringify(events)).not.toContain(shows())
  })

  it('works once: not again on the telephone, nor at the sign-in, nor after it', async () => {
    const { patient, username, shows } = await withAuthenticator()
    const one = await aCall(agent, patient)
    const code = shows()
    must(await check(one.verificationId, code), checkSecondFactor)
    const two = await aCall(agent, patient)
    expect((await check(two.verificationId, code)).status).toBe(422)
    const signIn = { username, password: goodPassword, code }
    expect((await house.call('POST', '/portal/v1/session', signIn)).status).toBe(401)
    house.later(60)
    const next = shows()
    await portalSession(house, username, next)
    expect((await check(two.verificationId, next)).status).toBe(422)
  })

  it('sent forty times at once proves one call', async () => {
    const { patient, shows } = await withAuthenticator()
    const calls: Awaited<ReturnType<typeof aCall>>[] = []
    for (let n = 0; n < 8; n++) calls.push(await aCall(agent, patient))
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, n) => check(calls[n % 8]!.verificationId, shows())),
    )
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    const raised = (await house.rows('verification')).filter(
      (v) => v.patient_id === patient.id && v.tier === 'T2',
    )
    expect(raised).toHaveLength(1)
  })

  it('guessed forty times at once is answered twice, in the budget of all wrong answers', async () => {
    const { patient, shows } = await withAuthenticator()
    const { verificationId, caseId } = await aCall(agent, patient)
    const guesses = wrong(shows, 40)
    const replies = await Promise.all(guesses.map((code) => check(verificationId, code)))
    const answered = replies.filter((reply) => /does not match/.test(String(reply.body.errors?.code)))
    expect(answered).toHaveLength(2)
    // The right one is not taken any more today, whoever asks, in whichever case.
    const other = await house.signIn('supervisor')
    const again = await aCall(other, patient)
    expect((await check(again.verificationId, shows(), other)).status).toBe(422)
    // Two are gone of three: the next wrong answer to anything is the last.
    const say = (mrn: string) =>
      agent.post(`/api/patients/${patient.id}/verifications`, { caseId, caller: 'patient', answers: { mrn } })
    expect((await say('wrong-1')).status).toBe(201)
    expect((await say('wrong-2')).status).toBe(429)
    expect((await check(verificationId, shows())).status).toBe(429)
  })

  it('guessed by a stranger who knows the password keeps the owner out on no device of theirs, nor once it is another', async () => {
    const { username, shows } = await withAuthenticator()
    const signIn = (code: string, device?: string) =>
      house.call('POST', '/portal/v1/session', {
        username,
        password: goodPassword,
        code,
        ...(device && { device }),
      })
    const { device } = must(await signIn(shows()))
    house.later(30)
    const guesses = await Promise.all(wrong(shows, 40).map((code) => signIn(code)))
    expect(guesses.map(({ status }) => status)).toContain(429)
    expect((await signIn(shows())).status).toBe(429)
    must(await signIn(shows(), device))
    house.later(30)
    const another = { password_hash: await hashPassword('another password of theirs') }
    await house.owner.write
      .updateTable('portal_account')
      .set(another)
      .where('username', '=', username)
      .execute()
    const own = { username, password: 'another password of theirs', code: shows() }
    expect((await house.call('POST', '/portal/v1/session', own)).status).toBe(200)
  })

  it('tried again with the same digits half a minute later is another guess', async () => {
    const { patient, shows } = await withAuthenticator()
    const { verificationId } = await aCall(agent, patient)
    const [code] = wrong(shows, 1)
    const answers = []
    for (let n = 0; n < 3; n++) {
      answers.push(refused(await check(verificationId, code!), 422).errors?.code)
      house.later(30)
    }
    expect(answers.map(String)).toEqual([
      expect.stringMatching(/does not match/),
      expect.stringMatching(/does not match/),
      expect.stringMatching(/answered wrong too many times/),
    ])
  })

  itOnce(
    'proves nothing where the authenticator was set up today, or since the case was opened',
    async () => {
      const patient = await aPatient(house)
      const { username } = await anAccount(house, patient)
      const shows = await anAuthenticator(house, username)
      const { verificationId } = await aCall(agent, patient)
      expect(refused(await check(verificationId, shows()), 409).code).toBe('second-factor-too-new')

      const other = await aPatient(house)
      const login = await anAccount(house, other)
      const { id: caseId } = await aCase(agent, other.id)
      const later = await anAuthenticator(house, login.username)
      house.later(3 * 86_400)
      agent = await house.signIn('helpdesk')
      const { id } = await aVerifiedCaller(agent, other, caseId)
      expect(refused(await check(id, later()), 409).code).toBe('second-factor-too-new')
      // What was refused so was not looked at: the code is still good for the sign-in.
      await portalSession(house, login.username, later())
    },
  )

  itOnce('proves nothing in a case about that authenticator', async () => {
    const { patient, shows } = await withAuthenticator()
    const { id: caseId } = await aCase(agent, patient.id, 'second-factor')
    const { id } = await aVerifiedCaller(agent, patient, caseId)
    expect(refused(await check(id, shows()), 409).code).toBe('second-factor-in-question')
  })

  itOnce('proves nothing when somebody else calls for the patient', async () => {
    const { patient, shows } = await withAuthenticator()
    const { verificationId } = await aCall(agent, patient)
    await house.owner.write
      .updateTable('verification')
      .set({ caller: 'guardian' })
      .where('id', '=', verificationId)
      .execute()
    expect(refused(await check(verificationId, shows()), 409).code).toBe('second-factor-is-the-patients')
  })

  itOnce(
    'that was lost is reset for whoever was seen in person and approved, and every address hears of it',
    async () => {
      const { patient, username, shows } = await withAuthenticator()
      const session = await portalSession(house, username, shows())
      const { caseId, verificationId } = await aCall(agent, patient)
      const reset = (id: string) =>
        agent.post(`/api/patients/${patient.id}/acts/reset-second-factor`, {
          caseId,
          verificationId: id,
          reason: 'lost the telephone',
        })
      house.later(30)
      must(await check(verificationId, shows()), checkSecondFactor)
      // Not by the very factor, nor by a mailbox: T2 is not enough.
      expect((await reset(verificationId)).status).toBe(403)
      const { id } = await seenInPerson(agent, patient.id, caseId)
      expect((await reset(id)).status).toBe(403)
      const second = await house.signIn('supervisor')
      must(await second.post(`/api/verifications/${id}/approve`), approveInPerson)
      must(await reset(id), resetSecondFactor)
      expect((await session.post('/portal/v1/second-factor')).status).toBe(401)
      await portalSession(house, username)
      expect((await reset(id)).status).toBe(409)
      await deliverMail(house.desk)
      const told = house.mailbox.mails.filter((mail) => mail.to === patient.emails[0])
      expect(told.map(({ subject }) => subject)).toContain(
        'The second step of your portal sign-in was changed',
      )
    },
  )

  itOnce('of another patient proves nothing, and stays good for the other', async () => {
    const [mine, theirs] = [await withAuthenticator(), await withAuthenticator()]
    const { verificationId } = await aCall(agent, theirs.patient)
    expect((await check(verificationId, mine.shows())).status).toBe(422)
    await portalSession(house, mine.username, mine.shows())
  })

  itOnce('is not to be had of a login that was disabled, or that has no authenticator', async () => {
    const { patient, shows } = await withAuthenticator()
    const { verificationId } = await aCall(agent, patient)
    await house.owner.write
      .updateTable('portal_account')
      .set({ status: 'disabled' })
      .where('patient_id', '=', patient.id)
      .execute()
    expect(refused(await check(verificationId, shows()), 409).code).toBe('no-second-factor')
    const plain = await aPatient(house)
    await anAccount(house, plain)
    const call = await aCall(agent, plain)
    expect(refused(await check(call.verificationId, '123456'), 409).code).toBe('no-second-factor')
  })
})
