import { beforeEach, describe, expect, it } from 'vitest'
import { dayPlus, hospitalDay, yearsBefore } from '../../api/core/calendar.ts'
import { diagnose } from '../../api/logins/diagnose.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCall, anAccount, anEvent, aPatient, must, type TestPatient } from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeEach(async () => {
  agent = await house.signIn('helpdesk')
})

const act = async (patient: TestPatient, name: string) =>
  must(
    await agent.post(`/api/patients/${patient.id}/acts/${name}`, {
      ...(await aCall(agent, patient)),
      reason: 'asked',
    }),
  )
const causesOf = async ({ id }: { id: string }) =>
  must(await agent.get(`/api/patients/${id}/diagnosis`), diagnose).causes
const evidenceOf = async (patient: { id: string }, code: string) =>
  (await causesOf(patient)).find((cause) => cause.code === code)!.evidence.join(' ')

/* What is said of a cause, set against the facts that stand beside it. */
describe('a diagnosis', () => {
  it('takes no letter for an email that waits, and no withdrawn link for one that expired', async () => {
    const byPost = await aPatient(house, { emails: [] })
    const records = await house.signIn('records')
    await act(byPost, 'order-letter')
    expect(await evidenceOf(byPost, 'never-invited')).toMatch(/letter was asked for on .* not been printed/)
    must(await records.post('/api/letters/print', {}))
    expect(await evidenceOf(byPost, 'invitation-not-received')).toMatch(
      /went by post.* printed on .* works until/,
    )
    expect((await causesOf(byPost)).flatMap(({ evidence }) => evidence).join()).not.toMatch(/asked for/)
    const [invited, active] = [await aPatient(house), await aPatient(house)]
    await anAccount(house, active)
    await act(invited, 'invite')
    await act(active, 'send-reset-link')
    await house.owner.write
      .updateTable('portal_token')
      .set({ revoked_at: house.desk.clock().toISOString() })
      .execute()
    for (const [patient, code] of [
      [invited, 'invitation-expired'],
      [active, 'reset-link-expired'],
    ] as const) {
      expect(await evidenceOf(patient, code)).toMatch(/was withdrawn on/)
      expect(await evidenceOf(patient, code)).not.toMatch(/expired/)
    }
  })

  it('says that a proxy who is to confirm has no account to do it with, until they have', async () => {
    const [patient, proxy] = [await aPatient(house), await aPatient(house)]
    await aGrant(house, patient.id, { proxy_patient_id: proxy.id, status: 'pending', waiting_for: 'proxy' })
    expect(await evidenceOf(patient, 'proxy-pending')).toMatch(/no portal account that works/)
    await anAccount(house, proxy)
    expect(await evidenceOf(patient, 'proxy-pending')).toMatch(/still has to confirm/)
    // An account of a record that was merged lets nobody in.
    await house.owner.write
      .updateTable('patient')
      .set({ replaced_by: patient.id })
      .where('id', '=', proxy.id)
      .execute()
    expect(await evidenceOf(patient, 'proxy-pending')).toMatch(/no portal account that works/)
  })

  itOnce('says how many recovery codes are left to whom the second step fails', async () => {
    const patient = await aPatient(house)
    const { id: account_id } = await anAccount(house, patient, { second_factor: 'totp' })
    await anEvent(house, patient.id, 'second-factor-failed')
    expect(await evidenceOf(patient, 'second-factor-lost')).not.toMatch(/Recovery codes/)
    await house.owner.write
      .insertInto('portal_recovery_code')
      .values({ code_hash: 'one', account_id, used_at: null })
      .execute()
    expect(await evidenceOf(patient, 'second-factor-lost')).toMatch(/Recovery codes left: 1/)
  })

  itOnce('calls no one an adult before the birthday, by the hospital’s calendar', async () => {
    const today = hospitalDay(house.desk.clock(), 'UTC')
    const parent = await aPatient(house)
    await aPatient(house, { birthDate: yearsBefore(dayPlus(today, 1), 18), emails: parent.emails })
    await anAccount(house, parent)
    const shared = async () => (await causesOf(parent)).some(({ code }) => code === 'shared-login')
    expect(await shared()).toBe(false)
    house.later(86_400)
    agent = await house.signIn('helpdesk')
    expect(await shared()).toBe(true)
  })

  itOnce('offers no act for a record that lets nobody in, since each refuses it', async () => {
    const dead = await aPatient(house, { deceasedAt: '2026-11-01' })
    const locked_at = house.desk.clock().toISOString()
    await anAccount(house, dead, { status: 'locked', locked_at })
    expect((await causesOf(dead)).map(({ code, remedy }) => [code, remedy.tier])).toEqual([
      ['deceased', 'T0'],
    ])
  })
})
