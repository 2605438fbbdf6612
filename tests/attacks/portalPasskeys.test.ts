import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../api/app.ts'
import { approveInPerson } from '../../api/callers/decideApproval.ts'
import { openDb } from '../../api/core/db/open.ts'
import { askForPasskey } from '../../api/logins/askForPasskey.ts'
import { resetSecondFactor } from '../../api/logins/resetSecondFactor.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { beginPasskey } from '../../api/portal/passkeys/askPasskey.ts'
import { addPasskey, listPasskeys, removePasskey } from '../../api/portal/passkeys/myPasskeys.ts'
import { signInByPasskey } from '../../api/portal/passkeys/signInByPasskey.ts'
import { portalSession } from '../support/authenticator.ts'
import { houseForTests, origin, type Person } from '../support/harness.ts'
import {
  aDevice,
  askedToConfirm,
  askedToSignIn,
  type Device,
  type Otherwise,
  portalPasskey,
} from '../support/passkeys.ts'
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
beforeEach(async () => {
  await house.owner.write.deleteFrom('throttle').execute()
  agent = await house.signIn('helpdesk')
})

/** A patient with a passkey of long ago on their device. */
async function owner() {
  const patient = await aPatient(house)
  const login = await anAccount(house, patient)
  return { patient, login, device: await portalPasskey(house, login.id) }
}
const signIn = (passkey: unknown) => house.call('POST', '/portal/v1/session/passkey', { passkey })
const confirm = (number: string, passkey: unknown) =>
  house.call('POST', '/portal/v1/call/confirm', { number, passkey })
/** A call that waits for the patient's passkey. */
async function waiting(patient: Parameters<typeof aCall>[1]) {
  const call = await aCall(agent, patient)
  const { number } = must(
    await agent.post(`/api/verifications/${call.verificationId}/passkey`),
    askForPasskey,
  )
  return { ...call, number }
}
const signed = async (device: Device, number: string, other?: Otherwise) =>
  device.get(await askedToConfirm(house, number), other)
const tierOf = async (id: string) => (await house.rows('verification')).find((row) => row.id === id)!.tier
const another = (number: string) => (number === '123456' ? '654321' : '123456')
const inbox = async (to: string) => {
  await deliverMail(house.desk)
  return house.mailbox.mails.filter((mail) => mail.to === to).map(({ subject }) => subject)
}

describe('a passkey of a patient', () => {
  it('is added right after a sign-in, listed, signs in by itself and is removed, and every address hears of it', async () => {
    const patient = await aPatient(house)
    const { username } = await anAccount(house, patient)
    const session = await portalSession(house, username)
    const device = aDevice()
    const { options } = must(await session.post('/portal/v1/passkeys/begin', { name: 'Phone' }), beginPasskey)
    const credential = device.create(options)
    const { id } = must(await session.post('/portal/v1/passkeys', { name: 'Phone', credential }), addPasskey)
    // The same answer, and the same passkey by another, are added once.
    expect((await session.post('/portal/v1/passkeys', { name: 'Again', credential })).status).toBe(422)
    const { token } = must(await signIn(device.get(await askedToSignIn(house))), signInByPasskey)
    const mine = { Authorization: `Bearer ${token}` }
    const listed = must(await house.call('GET', '/portal/v1/passkeys', undefined, mine), listPasskeys)
    expect(listed.passkeys).toMatchObject([{ id, name: 'Phone', lastUsedAt: expect.any(String) }])
    must(await house.call('DELETE', `/portal/v1/passkeys/${id}`, undefined, mine), removePasskey)
    // Whoever removes one may have lost it: the other session is over.
    expect((await session.post('/portal/v1/second-factor')).status).toBe(401)
    expect((await signIn(device.get(await askedToSignIn(house)))).status).toBe(401)
    expect(await inbox(patient.emails[0]!)).toEqual([
      'A passkey was added to your portal account',
      'A passkey was removed from your portal account',
    ])
  })

  it('is not added in a session left open, in another session, late, nor without end, nor removed by others', async () => {
    const { login, device } = await owner()
    const mine = await portalSession(house, login.username)
    const other = await portalSession(house, login.username)
    const begun = async (by = mine) =>
      must(await by.post('/portal/v1/passkeys/begin', { name: 'x' }), beginPasskey).options
    const add = (credential: unknown, by = mine) => by.post('/portal/v1/passkeys', { name: 'x', credential })
    expect((await add(aDevice().create(await begun(other)))).status).toBe(422)
    const late = await begun()
    house.later(5 * 60 + 1)
    expect((await add(aDevice().create(late))).status).toBe(422)
    expect((await add(aDevice().create(await begun(), { verified: false }))).status).toBe(422)
    const stranger = await portalSession(house, (await owner()).login.username)
    const { id } = (await house.rows('portal_passkey')).find((row) => row.credential_id === device.id)!
    const theirs = { Authorization: `Bearer ${stranger.token}` }
    expect((await house.call('DELETE', `/portal/v1/passkeys/${id}`, undefined, theirs)).status).toBe(404)
    const replies = []
    const ready = await Promise.all(Array.from({ length: 8 }, () => begun()))
    for (const options of ready) replies.push(add(aDevice().create(options)))
    const statuses = (await Promise.all(replies)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(4)
    expect((await mine.post('/portal/v1/passkeys/begin', { name: 'x' })).status).toBe(409)
    house.later(5 * 60)
    expect((await mine.post('/portal/v1/passkeys/begin', { name: 'x' })).status).toBe(403)
  })

  it.each<[string, Otherwise]>([
    ['a page that looks like ours', { origin: 'http://localhost.evil.test:8080' }],
    ['another relying party', { rpId: 'evil.test' }],
    ['a device that did not verify its user', { verified: false }],
    ['a device nobody touched', { present: false }],
    ['an answer that was for making one', { type: 'webauthn.create' }],
  ])('lets nobody in by what was signed by %s, and proves no call', async (_, otherwise) => {
    const { patient, device } = await owner()
    const passkey = device.get(await askedToSignIn(house), otherwise)
    expect(refused(await signIn(passkey), 401).code).toBe('wrong-passkey')
    const { number, verificationId } = await waiting(patient)
    expect((await confirm(number, await signed(device, number, otherwise))).status).toBe(401)
    expect(await tierOf(verificationId)).toBe('T1')
  })

  it('answers once: replayed, on two nodes at once, late, for another purpose, or to a made-up challenge it lets nobody in', async () => {
    const { login, device } = await owner()
    const passkey = device.get(await askedToSignIn(house))
    const node = { ...house.desk, db: openDb(house.desk.config.databaseUrl) }
    const headers = { Origin: origin, 'Content-Type': 'application/json' }
    const there = createApp(node as typeof house.desk).request(`${origin}/portal/v1/session/passkey`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ passkey }),
    })
    const replies = await Promise.all([
      signIn(passkey),
      there,
      ...Array.from({ length: 20 }, () => signIn(passkey)),
    ])
    await node.db.close()
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await signIn(passkey)).status).toBe(401)
    const late = device.get(await askedToSignIn(house))
    house.later(5 * 60 + 1)
    expect((await signIn(late)).status).toBe(401)
    expect((await signIn(device.get(await askedToConfirm(house, '123456')))).status).toBe(401)
    const options = await askedToSignIn(house)
    for (const challenge of ['bWFkZSB1cCBieSBteXNlbGY', `A${options.challenge.slice(1)}`, 'AAAA'])
      expect((await signIn(device.get({ ...options, challenge }))).status).toBe(401)
    // A signature that is not the key's tells nobody anything, and stands in no log about the owner.
    const forged = { ...device.get(options), signature: device.get(options).signature }
    const before = (await house.audit()).length
    expect((await signIn(forged)).status).toBe(401)
    expect((await house.audit()).length).toBe(before)
    expect((await house.rows('portal_account')).find(({ id }) => id === login.id)!.failed_attempts).toBe(0)
  })

  it('that was copied is refused where its counter does not go on, and its owner told', async () => {
    const { patient, device } = await owner()
    must(await signIn(device.get(await askedToSignIn(house), { counter: 40 })), signInByPasskey)
    for (const counter of [40, 0])
      expect((await signIn(device.get(await askedToSignIn(house), { counter }))).status).toBe(401)
    expect(await inbox(patient.emails[0]!)).toEqual([
      'A passkey of yours was refused',
      'A passkey of yours was refused',
    ])
    must(await signIn(device.get(await askedToSignIn(house), { counter: 41 })), signInByPasskey)
  })

  it('opens a login that guesses locked, and none that is disabled, whose password was withdrawn, or whose owner died', async () => {
    const { patient, login, device } = await owner()
    const set = (change: object) =>
      house.owner.write.updateTable('portal_account').set(change).where('id', '=', login.id).execute()
    const attempt = async () => signIn(device.get(await askedToSignIn(house)))
    await set({ status: 'locked', failed_attempts: 5 })
    must(await attempt(), signInByPasskey)
    for (const status of ['disabled', 'invited'] as const) {
      await set({ status })
      expect(refused(await attempt(), 401).code).toBe('sign-in-refused')
    }
    await set({ status: 'active', must_change_password: 1 })
    expect(refused(await attempt(), 403).missing).toMatchObject([{ code: 'new-password' }])
    await set({ must_change_password: 0 })
    const dead = { deceased_at: '2026-01-01' }
    await house.owner.write.updateTable('patient').set(dead).where('id', '=', patient.id).execute()
    expect((await attempt()).status).toBe(401)
  })

  it('goes with the second factor that is reset at level 3', async () => {
    const { patient, device } = await owner()
    const { id: caseId } = await aCase(agent, patient.id)
    const { id: verificationId } = await seenInPerson(agent, patient.id, caseId)
    const second = await house.signIn('supervisor')
    must(await second.post(`/api/verifications/${verificationId}/approve`), approveInPerson)
    const reset = { caseId, verificationId, reason: 'lost the telephone' }
    const act = () => agent.post(`/api/patients/${patient.id}/acts/reset-second-factor`, reset)
    must(await act(), resetSecondFactor)
    expect((await signIn(device.get(await askedToSignIn(house)))).status).toBe(401)
    expect((await act()).status).toBe(409)
  })
})

describe('a call that is confirmed with a passkey', () => {
  it('is at level 2, by the number read out and the passkey together, once, and its patient hears of it', async () => {
    const { patient, device } = await owner()
    const { number, verificationId, caseId } = await waiting(patient)
    const passkey = await signed(device, number)
    const replies = await Promise.all(Array.from({ length: 20 }, () => confirm(number, passkey)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await tierOf(verificationId)).toBe('T2')
    expect((await confirm(number, await signed(device, number))).status).toBe(422)
    expect(
      (await house.audit('portal.call-confirmed')).find(({ outcome }) => outcome === 'success'),
    ).toMatchObject({
      actorType: 'patient',
      patientIds: [patient.id],
      objectId: verificationId,
      caseId,
      detail: { tier: 'T2' },
    })
    expect(JSON.stringify([await house.rows('verification'), await house.audit()])).not.toContain(number)
    expect(await inbox(patient.emails[0]!)).toEqual(['You confirmed a call with our help desk'])
  })

  it('is not confirmed by another patient’s passkey, for another number, with a number the desk never gave, or too late', async () => {
    const [mine, theirs] = [await owner(), await owner()]
    const { number, verificationId } = await waiting(mine.patient)
    // An attacker has a passkey of their own, and the number from the call.
    expect(refused(await confirm(number, await signed(theirs.device, number)), 422).errors?.number).toMatch(
      /hang up and call/,
    )
    // What was signed for one number is none for another.
    const other = another(number)
    expect((await confirm(number, await signed(mine.device, other))).status).toBe(401)
    // Somebody who poses as the desk has no number that works.
    expect((await confirm(other, await signed(mine.device, other))).status).toBe(422)
    house.later(5 * 60 + 1)
    expect((await confirm(number, await signed(mine.device, number))).status).toBe(422)
    expect(await tierOf(verificationId)).toBe('T1')
  })

  it('is not confirmed once its case is closed, its verification over, or a newer number was read out', async () => {
    const { patient, device } = await owner()
    const older = await waiting(patient)
    must(await agent.post(`/api/verifications/${older.verificationId}/passkey`), askForPasskey)
    expect((await confirm(older.number, await signed(device, older.number))).status).toBe(422)
    const closed = await waiting(patient)
    await house.owner.write
      .updateTable('support_case')
      .set({ status: 'closed' })
      .where('id', '=', closed.caseId)
      .execute()
    expect((await confirm(closed.number, await signed(device, closed.number))).status).toBe(422)
    const over = await waiting(patient)
    const past = { expires_at: house.desk.clock().toISOString() }
    await house.owner.write
      .updateTable('verification')
      .set(past)
      .where('id', '=', over.verificationId)
      .execute()
    expect((await confirm(over.number, await signed(device, over.number))).status).toBe(422)
  })

  it('has few numbers to try, whoever has the passkey, and few numbers are read out', async () => {
    const { patient, device } = await owner()
    const { number, verificationId } = await waiting(patient)
    const statuses = []
    for (let n = 0; n < 8; n++) {
      const guess = String(200_000 + n)
      statuses.push((await confirm(guess, await signed(device, guess))).status)
    }
    expect(statuses.slice(-2)).toEqual([429, 429])
    expect((await confirm(number, await signed(device, number))).status).toBe(429)
    const ask = () => agent.post(`/api/verifications/${verificationId}/passkey`)
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([200, 200, 429])
  })

  it('wants a passkey from before the call, of the patient who calls, and not in a case about it', async () => {
    const patient = await aPatient(house)
    const login = await anAccount(house, patient)
    const ask = (id: string) => agent.post(`/api/verifications/${id}/passkey`)
    const { verificationId } = await aCall(agent, patient)
    expect(refused(await ask(verificationId), 409).code).toBe('no-passkey')
    // Whoever got into a login adds one first.
    const fresh = await portalPasskey(house, login.id, aDevice(), house.desk.clock().toISOString())
    expect(refused(await ask(verificationId), 409).code).toBe('passkey-too-new')
    await portalPasskey(house, login.id)
    const { number } = must(await ask(verificationId), askForPasskey)
    expect(refused(await confirm(number, await signed(fresh, number)), 409).code).toBe('passkey-too-new')
    expect(await tierOf(verificationId)).toBe('T1')

    const about = await aCase(agent, patient.id, 'second-factor')
    const { id } = await aVerifiedCaller(agent, patient, about.id)
    expect(refused(await ask(id), 409).code).toBe('second-factor-in-question')
    const guardian = { caller: 'guardian' }
    await house.owner.write
      .updateTable('verification')
      .set(guardian)
      .where('id', '=', verificationId)
      .execute()
    expect(refused(await ask(verificationId), 409).code).toBe('second-factor-is-the-patients')
  })

  it('tells nobody whether anybody has a passkey, or whether a call waits', async () => {
    const { patient } = await owner()
    const { number } = await waiting(patient)
    const [right, wrong] = [await askedToConfirm(house, number), await askedToConfirm(house, another(number))]
    expect({ ...right, challenge: '' }).toEqual({ ...wrong, challenge: '' })
    expect((await askedToSignIn(house)).allowCredentials).toEqual([])
    expect((await confirm(number, await signed(aDevice(), number))).status).toBe(401)
  })
})
