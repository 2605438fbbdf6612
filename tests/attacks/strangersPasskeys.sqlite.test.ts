import { beforeEach, describe, expect, it } from 'vitest'
import { showPatient } from '../../api/call/showPatient.ts'
import { approveInPerson } from '../../api/callers/decideApproval.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { askForPasskey } from '../../api/logins/askForPasskey.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { beginPasskey } from '../../api/portal/passkeys/askPasskey.ts'
import { addPasskey } from '../../api/portal/passkeys/myPasskeys.ts'
import { portalPolicy } from '../../api/portal/policy.ts'
import { portalSession } from '../support/authenticator.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aDevice, askedToConfirm, askedToSignIn, type Device, portalPasskey } from '../support/passkeys.ts'
import { aCall, aCase, anAccount, aPatient, linkIn, must, refused, seenInPerson } from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeEach(async () => {
  await house.owner.write.deleteFrom('throttle').execute()
  agent = await house.signIn('helpdesk')
})

const signIn = async (device: Device) =>
  house.call('POST', '/portal/v1/session/passkey', { passkey: device.get(await askedToSignIn(house)) })
const confirm = async (device: Device, number: string) =>
  house.call('POST', '/portal/v1/call/confirm', {
    number,
    passkey: device.get(await askedToConfirm(house, number)),
  })

/** A call that waits for a patient's passkey. */
async function waiting(patient: Parameters<typeof aCall>[1]) {
  const { verificationId } = await aCall(agent, patient)
  return must(await agent.post(`/api/verifications/${verificationId}/passkey`), askForPasskey).number
}

/** A patient's login into which somebody got once with the password, and added a passkey. */
async function broken() {
  const patient = await aPatient(house)
  const login = await anAccount(house, patient)
  const own = await portalPasskey(house, login.id)
  const session = await portalSession(house, login.username)
  const thief = aDevice()
  const { options } = must(await session.post('/portal/v1/passkeys/begin', { name: 'x' }), beginPasskey)
  must(
    await session.post('/portal/v1/passkeys', { name: 'x', credential: thief.create(options) }),
    addPasskey,
  )
  const set = (change: object) =>
    house.owner.write.updateTable('portal_account').set(change).where('id', '=', login.id).execute()
  const act = (name: string, body: object) => agent.post(`/api/patients/${patient.id}/acts/${name}`, body)
  return { patient, login, own, thief, set, act }
}
type Broken = Awaited<ReturnType<typeof broken>>

/** The owner chooses a new password with the last link that was sent, and signs in with it. */
async function chooseNew({ patient, login }: Broken) {
  await deliverMail(house.desk)
  const { text } = house.mailbox.mails.findLast(
    (mail) => mail.to === patient.emails[0] && mail.text.includes('/portal/reset'),
  )!
  const password = 'seven purple elephants'
  const chosen = { token: linkIn(text), birthDate: patient.birthDate, password }
  must(await house.call('POST', '/portal/v1/password/reset', chosen))
  must(await house.call('POST', '/portal/v1/session', { username: login.username, password }))
}
const toldOf = async ({ patient }: Broken) => {
  await deliverMail(house.desk)
  const subject = 'Your passkeys for the portal no longer work'
  return house.mailbox.mails.filter((mail) => mail.to === patient.emails[0] && mail.subject === subject)
    .length
}
async function provenInPerson({ patient }: Broken) {
  const { id: caseId } = await aCase(agent, patient.id)
  const { id: verificationId } = await seenInPerson(agent, patient.id, caseId)
  const second = await house.signIn('supervisor')
  must(await second.post(`/api/verifications/${verificationId}/approve`), approveInPerson)
  return { caseId, verificationId }
}

describe('a passkey that a thief added', () => {
  it('opens nothing once the login was unlocked and its owner chose a new password', async () => {
    const it = await broken()
    await it.set({ status: 'locked', failed_attempts: 5 })
    must(await it.act('unlock', { ...(await aCall(agent, it.patient)), reason: 'somebody was in' }))
    await chooseNew(it)
    expect((await signIn(it.thief)).status).toBe(401)
    expect((await house.audit('account.unlocked')).at(-1)!.fields).toContain('secondFactor')
    expect(await toldOf(it)).toBe(1)
  })

  it('opens nothing once the login was disabled, enabled and given a new password', async () => {
    const it = await broken()
    const { id: caseId } = await aCase(agent, it.patient.id)
    must(await it.act('disable', { caseId, reason: 'suspected-takeover' }))
    const passkeysLeft = async () =>
      (await house.rows('portal_passkey')).filter((row) => row.account_id === it.login.id).length
    expect([await passkeysLeft(), await toldOf(it)]).toEqual([0, 1])
    // One that a disabling of before left.
    const left = await portalPasskey(house, it.login.id)
    const proven = await provenInPerson(it)
    must(await it.act('enable', { ...proven, reason: 'identity-proven' }))
    must(await it.act('send-reset-link', { ...proven, reason: 'new password' }))
    await chooseNew(it)
    for (const device of [it.thief, it.own, left]) expect((await signIn(device)).status).toBe(401)
    // The owner adds theirs again, and the desk takes none that nobody doubts.
    const again = await portalPasskey(house, it.login.id)
    must(await it.act('send-reset-link', { ...proven, reason: 'forgot it' }))
    await chooseNew(it)
    must(await signIn(again))
  })

  it('proves no call while the password is withdrawn, whoever asked for it', async () => {
    const { patient, own, set } = await broken()
    const { verificationId } = await aCall(agent, patient)
    const ask = () => agent.post(`/api/verifications/${verificationId}/passkey`)
    const { number } = must(await ask(), askForPasskey)
    await set({ must_change_password: 1 })
    expect(refused(await ask(), 409).code).toBe('passkey-held-back')
    expect(refused(await confirm(own, number), 403).missing).toMatchObject([{ code: 'new-password' }])
    expect((await house.rows('verification')).find(({ id }) => id === verificationId)!.tier).toBe('T1')
  })

  it('is what the agent sees the date of, beside how many there are', async () => {
    const { patient, login } = await broken()
    const dates = (await house.rows('portal_passkey')).filter(({ account_id }) => account_id === login.id)
    const addedAt = dates.map(({ created_at }) => created_at).sort()[1]
    const { account } = must(await agent.get(`/api/patients/${patient.id}`), showPatient)
    expect(account).toMatchObject({ passkeys: 2, newestPasskeyAt: addedAt })
  })
})

describe('whoever tries wrong passkeys', () => {
  it('from the same network keeps nobody out whose passkey is right, and learns nothing more', async () => {
    await savePolicy(house.owner.write, { portalWrongTriesPerNetwork: 20 }, portalPolicy)
    const patient = await aPatient(house)
    const own = await portalPasskey(house, (await anAccount(house, patient)).id)
    const number = await waiting(patient)
    const unknown = aDevice()
    const statuses = []
    for (let n = 0; n < 25; n++) statuses.push((await signIn(unknown)).status)
    expect(statuses.slice(-4)).toEqual([429, 429, 429, 429])
    expect(statuses.filter((status) => status === 401)).toHaveLength(21)
    must(await signIn(own))
    must(await confirm(own, number))
    // What the right key signed for something else is as wrong as any, and counts.
    const other = own.get(await askedToConfirm(house, number))
    const logged = async () => (await house.audit('portal.signed-in-by-passkey')).length
    const before = await logged()
    expect((await house.call('POST', '/portal/v1/session/passkey', { passkey: other })).status).toBe(429)
    expect((await signIn(unknown)).status).toBe(429)
    expect(await logged()).toBe(before)
    await savePolicy(
      house.owner.write,
      { portalWrongTriesPerNetwork: portalPolicy.portalWrongTriesPerNetwork.usual },
      portalPolicy,
    )
  })

  it('with one of their own in the login uses up no tries of the owner, nor has more by making others', async () => {
    const { patient, login, own, thief } = await broken()
    const number = await waiting(patient)
    const guesses = async (device: Device) => {
      const statuses = []
      for (let n = 0; n < 6; n++) statuses.push((await confirm(device, String(200_000 + n))).status)
      return statuses
    }
    expect((await guesses(thief)).at(-1)).toBe(422)
    const another = await portalPasskey(house, login.id, aDevice(), house.desk.clock().toISOString())
    expect(await guesses(another)).toEqual(Array(6).fill(429))
    must(await confirm(own, number))
  })
})
