import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendCallBackCode } from '../../api/callers/callBack.ts'
import { hospitalDay, yearsBefore } from '../../api/core/calendar.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { answerForgotten } from '../../api/portal/answerForgotten.ts'
import { showFactor } from '../../api/portal/sentCodes.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { portalSession } from '../support/authenticator.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aCall, anAccount, aPatient, channelOf, must, refused, type TestPatient } from '../support/people.ts'
import { startTextGateway, type TextGateway } from '../support/smsGateway.ts'

const house = houseForTests()
let gateway: TextGateway
let agent: Person
beforeAll(async () => {
  gateway = await startTextGateway()
  house.desk.config.sms = gateway.config
  agent = await house.signIn('helpdesk')
})
afterAll(() => gateway.stop())

const bornAgo = (years: number) => yearsBefore(hospitalDay(house.desk.clock(), 'UTC'), years)

/** Somebody whom a parent acts for, or acted, and the two of them on one telephone or email. */
async function withParent(years: number, shares: 'phones' | 'emails', granted: Parameters<typeof aGrant>[2]) {
  const parent = await aPatient(house)
  const patient = await aPatient(house, { birthDate: bornAgo(years), [shares]: parent[shares] })
  await house.owner.write
    .updateTable('contact_point')
    .set({ on_file_since: `${bornAgo(2)}T00:00:00.000Z`, takes_texts: 1 })
    .where('patient_id', '=', patient.id)
    .execute()
  await aGrant(house, patient.id, { proxy_patient_id: parent.id, ...granted })
  return { patient, ...(await anAccount(house, patient)) }
}
const atHome = { for_minor: 1 }
const ended = { for_minor: 1, status: 'ended', ended_reason: 'turned-adult' } as const

/** Where the portal offers to send codes to, and whether the desk may send one to the telephone. */
async function codesGo({ patient, username }: { patient: TestPatient; username: string }) {
  const { token } = await portalSession(house, username)
  const as = { Authorization: `Bearer ${token}` }
  const { channels } = must(await house.call('GET', '/portal/v1/second-factor', undefined, as), showFactor)
  const { verificationId } = await aCall(agent, patient)
  const phone = await channelOf(house, patient.id, 'phone')
  const sent = await agent.post(`/api/verifications/${verificationId}/call-back`, { channelId: phone.id })
  if (sent.status === 200) must(sent, sendCallBackCode)
  else expect(refused(sent, 422).code).toBe('channel-guardians')
  return { portal: channels.map(({ system }) => system).sort(), desk: sent.status === 200 }
}

describe('a contact that is also a guardian’s', () => {
  it('takes no code of a teenager, of a grown child neither, unless they still act or it came later', async () => {
    const all = ['email', 'phone']
    const of = (years: number, shares: 'phones' | 'emails', granted: Parameters<typeof aGrant>[2]) =>
      withParent(years, shares, granted).then(codesGo)
    expect(await of(15, 'phones', atHome)).toEqual({ portal: ['email'], desk: false })
    expect((await of(15, 'emails', atHome)).portal).toEqual(['phone'])
    expect(await of(19, 'phones', ended)).toEqual({ portal: ['email'], desk: false })
    // The telephone came when they were of age; or who reads there acts for them now; or acts for a small child.
    expect(await of(40, 'phones', ended)).toEqual({ portal: all, desk: true })
    expect(await of(19, 'phones', { for_minor: 0 })).toEqual({ portal: all, desk: true })
    expect(await of(9, 'phones', atHome)).toEqual({ portal: all, desk: true })
  })

  it('takes no link that the page for a forgotten password sends a teenager', async () => {
    const linksTo = async ({ patient, username }: { patient: TestPatient; username: string }) => {
      must(await house.call('POST', '/portal/v1/password/forgot', { username }), 202)
      await answerForgotten(house.desk)
      await deliverMail(house.desk)
      return house.mailbox.mails.filter(
        ({ to, text }) => to === patient.emails[0] && text.includes('/portal/reset#'),
      ).length
    }
    expect(await linksTo(await withParent(15, 'emails', atHome))).toBe(0)
    expect(await linksTo(await withParent(15, 'phones', atHome))).toBe(1)
    expect(await linksTo(await withParent(9, 'emails', atHome))).toBe(1)
  })
})
