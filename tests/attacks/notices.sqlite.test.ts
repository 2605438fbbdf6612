import { describe, expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { notifyOwner } from '../../api/logins/notifyOwner.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { markBounced } from '../../api/patients/markBounced.ts'
import { patientsPolicy } from '../../api/patients/policy.ts'
import { saveContacts } from '../../api/patients/saveContacts.ts'
import { answerForgotten } from '../../api/portal/answerForgotten.ts'
import { houseForTests } from '../support/harness.ts'
import { aCase, anAccount, aPatient, linkIn, must, type TestPatient } from '../support/people.ts'

const house = houseForTests()
const day = 86_400

/** A feed says that from now on these are the patient’s addresses. */
function nowAt({ id }: TestPatient, emails: string[]) {
  const contacts = emails.map((value) => ({ system: 'email' as const, value }))
  const now = house.desk.clock().toISOString()
  return transact(house.desk.db, async (trx) => {
    const patient = await trx.selectFrom('patient').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    return saveContacts(trx, patient, contacts, { now, home: 'US' })
  })
}

const toldOf = async (patient: TestPatient, template: string) => {
  const [mails, points] = await Promise.all([house.rows('mail'), house.rows('contact_point')])
  return mails
    .filter((mail) => mail.patient_id === patient.id && mail.template === template)
    .map((mail) => points.find(({ id }) => id === mail.contact_point_id)!.value)
    .sort()
}

describe('whoever takes a login over after changing its address', () => {
  it('cannot keep the owner from hearing of it at every address of the last thirty days', async () => {
    const patient = await aPatient(house, { emails: ['long-ago@example.test', 'dead@example.test'] })
    const { username } = await anAccount(house, patient)
    await nowAt(patient, ['recent@example.test', 'dead@example.test'])
    house.later(2 * day)
    await nowAt(patient, ['intruder@example.test', 'second@example.test', 'dead@example.test'])
    // What came back once gets no mail until registration corrects it.
    const dead = (await house.rows('contact_point')).find(({ value }) => value === 'dead@example.test')!
    await transact(house.desk.db, (trx) => markBounced(trx, dead.id, house.desk.clock().toISOString()))
    // The last moment of thirty days for the address replaced two days ago; the first one's are over.
    house.later(30 * day - 60)
    await house.call('POST', '/portal/v1/password/forgot', { username })
    await answerForgotten(house.desk)
    const { text } = await house.mailbox.next((mail) => mail.text.includes('/portal/reset'))
    const chosen = { token: linkIn(text), birthDate: patient.birthDate, password: 'seven purple elephants' }
    must(await house.call('POST', '/portal/v1/password/reset', chosen))
    const all = ['intruder@example.test', 'recent@example.test', 'second@example.test']
    expect(await toldOf(patient, 'password-changed')).toEqual(all)

    const agent = await house.signIn('helpdesk')
    const disable = async () => {
      const { id: caseId } = await aCase(agent, patient.id)
      const body = { caseId, reason: 'suspected-takeover' }
      must(await agent.post(`/api/patients/${patient.id}/acts/disable`, body))
    }
    house.later(120)
    await disable()
    expect(await toldOf(patient, 'login-disabled')).toEqual(['intruder@example.test', 'second@example.test'])
  })

  it('hears of it for as long as the policy says', async () => {
    const patient = await aPatient(house, { emails: ['left@example.test'] })
    await anAccount(house, patient)
    await nowAt(patient, ['stays@example.test'])
    await savePolicy(house.desk.db.write, { noticeDays: 60 }, patientsPolicy)
    house.later(59 * day)
    const agent = await house.signIn('helpdesk')
    const { id: caseId } = await aCase(agent, patient.id)
    const body = { caseId, reason: 'suspected-takeover' }
    must(await agent.post(`/api/patients/${patient.id}/acts/disable`, body))
    await savePolicy(house.desk.db.write, { noticeDays: 30 }, patientsPolicy)
    expect(await toldOf(patient, 'login-disabled')).toEqual(['left@example.test', 'stays@example.test'])
  })
})

describe('whoever floods a patient with notices', () => {
  it('makes few of one kind an hour; what changed beyond that comes as one that says how often, and no other kind waits', async () => {
    house.stopClock()
    const patient = await aPatient(house, { emails: ['flooded@example.test', 'also@example.test'] })
    await anAccount(house, patient)
    const row = (await house.rows('patient')).find(({ id }) => id === patient.id)!
    const tell = (template: 'second-factor-changed' | 'password-changed') =>
      transact(house.desk.db, (trx) => notifyOwner(trx, systemCtx(house.desk, 'test', 'test'), row, template))
    const inbox = async (to: string) => {
      await deliverMail(house.desk)
      return house.mailbox.mails.filter((mail) => mail.to === to).map(({ subject }) => subject)
    }
    for (let n = 0; n < 40; n++) {
      await tell('second-factor-changed')
      house.later(10)
    }
    const changed = 'The second step of your portal sign-in was changed'
    expect(await inbox('flooded@example.test')).toEqual([changed, changed, changed])
    // The one that matters is not hidden.
    await tell('password-changed')
    expect((await inbox('flooded@example.test')).at(-1)).toBe('Your portal password was changed')
    house.later(3600 - 400)
    expect((await inbox('flooded@example.test')).at(-1)).toBe(`${changed} (37 changes)`)
    expect((await inbox('also@example.test')).at(-1)).toBe(`${changed} (37 changes)`)
    const { text } = house.mailbox.mails.findLast(({ to }) => to === 'flooded@example.test')!
    expect(text).toContain('37 times')
    // From then on one leaves at once again.
    house.later(3600)
    await tell('second-factor-changed')
    expect((await inbox('flooded@example.test')).at(-1)).toBe(changed)
    expect(await inbox('flooded@example.test')).toHaveLength(6)
  })
})
