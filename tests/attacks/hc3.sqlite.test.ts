import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../api/core/db/id.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { answerForgotten } from '../../api/portal/answerForgotten.ts'
import { storedAuthenticator } from '../support/authenticator.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aCall, anAccount, aPatient, channelOf, linkIn, must, seenInPerson } from '../support/people.ts'

/*
 * HC3's alert of April 3, 2024, as one call and the day after it: a caller who has what was stolen (name, birth date, number,
 * address), says that their telephone broke, wants everything sent to another, and comes back by another desk when refused.
 */
const house = houseForTests()
let agent: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
})
const mailsTo = async (address: string) => {
  await deliverMail(house.desk)
  return house.mailbox.mails.filter((mail) => mail.to === address)
}

describe('the call of 2024, from the first sentence to the owner’s answer', () => {
  it('gets no secret, contact, factor or proxy; what another desk changed for it opens nothing that day; then the owner ends it', async () => {
    const evil = 'new.phone@evil.test'
    const patient = await aPatient(house)
    const { username, id: loginId } = await anAccount(house, patient)
    const shows = await storedAuthenticator(house, loginId)
    const call = await aCall(agent, patient)
    const { verificationId, caseId } = call
    const act = (name: string, body: object = {}, by = agent) =>
      by.post(`/api/patients/${patient.id}/acts/${name}`, { ...call, reason: 'my phone broke', ...body })
    const status = async (reply: Promise<{ status: number }>) => (await reply).status

    // “My phone broke: put my new email on file, and take the authenticator off.”
    expect(await status(act('change-email', { email: evil, old: 'end' }))).toBe(403)
    expect(await status(act('reset-second-factor'))).toBe(403)
    // “Then my husband shall read it for me.”
    const { mrn: proxyNumber, birthDate: proxyBirthDate } = await aPatient(house)
    const naming = { relationship: 'spouse', access: 'full', paper: 'power-of-attorney', seenBy: 'clinic' }
    expect(await status(act('grant-proxy', { ...naming, proxyNumber, proxyBirthDate }))).toBe(403)
    // “Send me the code.” It goes where it always went; what the caller says it was is wrong.
    const channelId = (await channelOf(house, patient.id)).id
    const codeAt = `/api/verifications/${verificationId}/call-back`
    must(await agent.post(codeAt, { channelId }))
    const code = /\b\d{6}\b/.exec((await mailsTo(patient.emails[0]!)).at(-1)!.text)![0]
    expect(
      await status(agent.post(`${codeAt}/confirm`, { code: code === '000000' ? '000001' : '000000' })),
    ).toBe(422)
    // “Your colleague saw my license last week.” One of the staff alone raises nothing.
    const seen = await seenInPerson(agent, patient.id, caseId)
    expect(await status(agent.post(`/api/verifications/${seen.id}/approve`))).toBe(403)
    expect(await status(act('reset-second-factor', { verificationId: seen.id }))).toBe(403)

    // Another desk, which knows of no call, puts the address on file.
    const now = new Date(house.desk.clock().getTime() + 1).toISOString()
    const { write } = house.owner
    await write
      .updateTable('contact_point')
      .set({ ended_at: now })
      .where('patient_id', '=', patient.id)
      .where('system', '=', 'email')
      .execute()
    const added = newId()
    await write
      .insertInto('contact_point')
      .values({
        ...{ id: added, patient_id: patient.id, system: 'email', value: evil, value_key: evil },
        ...{ on_file_since: now, ended_at: null, bounced_at: null },
      })
      .execute()
    expect(await status(act('send-reset-link', { channelId: added }))).toBe(422)
    expect(await status(act('send-username', { channelId: added }))).toBe(422)
    expect(await status(agent.post(codeAt, { channelId: added }))).toBe(422)
    must(await house.call('POST', '/portal/v1/password/forgot', { username }), 202)
    await answerForgotten(house.desk)
    expect((await mailsTo(evil)).filter(({ text }) => /token=|\b\d{6}\b/.test(text))).toEqual([])

    // They call again when the address is old enough, and have the link.
    house.later(25 * 3600)
    agent = await house.signIn('helpdesk')
    const again = await aCall(agent, patient)
    must(await act('send-reset-link', { ...again, channelId: added }))
    const token = linkIn((await mailsTo(evil)).at(-1)!.text)
    const password = 'velvet harbor lantern 52'
    must(
      await house.call('POST', '/portal/v1/password/reset', {
        token,
        birthDate: patient.birthDate,
        password,
      }),
    )
    // The password alone opens nothing, and the owner hears of it where they always were reached.
    const entered = await house.call('POST', '/portal/v1/session', { username, password })
    expect(entered.body.token).toBeUndefined()
    const told = (await mailsTo(patient.emails[0]!)).find(({ subject }) =>
      /password was changed/.test(subject),
    )!
    must(await house.call('POST', '/portal/v1/not-me', { token: linkIn(told.text) }))
    const login = (await house.rows('portal_account')).find((row) => row.id === loginId)!
    expect([login.status, login.must_change_password]).toEqual(['locked', 1])
    const right = await house.call('POST', '/portal/v1/session', { username, password, code: shows() })
    expect(right.body.token).toBeUndefined()
    // Each refusal stands in the log once a block, with the patient it was about.
    const denied = (await house.audit('access.denied')).filter((e) => e.patientIds?.includes(patient.id))
    expect(denied.map((e) => e.detail?.act ?? e.detail?.route)).toEqual([
      'contact.email-change-asked',
      'account.second-factor-reset',
      'proxy.granted',
      'POST /api/verifications/{id}/approve',
      'account.reset-link-sent',
      'account.username-sent',
      'caller.code-sent',
    ])
  })
})
