import { describe, expect, it } from 'vitest'
import { casesPolicy } from '../../api/cases/policy.ts'
import { tellOfWaiting } from '../../api/cases/tellOfWaiting.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aCase, aPatient, handTo, must, refused } from '../support/people.ts'

const house = houseForTests()
const counts = async (person: Person) => must(await person.get('/api/case-queues'))

describe('what others left for somebody', () => {
  itOnce(
    'is counted for the role that receives a case until one of them takes it, and for nobody else',
    async () => {
      const agent = await house.signIn('helpdesk')
      const [records, officer] = [await house.signIn('records'), await house.signIn('privacy-officer')]
      const { id, version } = await aCase(agent, (await aPatient(house)).id)
      const before = await counts(records)
      const handed = must(
        await agent.post(`/api/cases/${id}/escalate`, { ...handTo('registration'), version }),
      )
      expect(await counts(records)).toMatchObject({ handed: before.handed + 1 })
      for (const other of [agent, officer]) expect(await counts(other)).toMatchObject({ handed: 0 })
      must(await records.post(`/api/cases/${id}/take`, { version: handed.version }))
      expect(await counts(records)).toMatchObject({ handed: before.handed })
    },
  )

  itOnce('as an answer is counted for whoever has the case then, until they have read it', async () => {
    const [agent, colleague] = [await house.signIn('helpdesk'), await house.signIn('helpdesk')]
    const records = await house.signIn('records')
    const { id, version } = await aCase(agent, (await aPatient(house)).id)
    const at = `/api/cases/${id}`
    const handed = must(await agent.post(`${at}/escalate`, { ...handTo('registration'), version }))
    expect(refused(await agent.post(`${at}/answer-read`), 403).missing).toMatchObject([{ code: 'queue' }])
    must(await records.post(`${at}/give-back`, { note: 'Done', version: handed.version }))
    expect([(await counts(agent)).answered, (await counts(colleague)).answered]).toEqual([1, 0])
    expect(must(await agent.get(at)).handOver.answer).toMatchObject({ note: 'Done', unread: true })
    expect(refused(await colleague.post(`${at}/answer-read`), 409).code).toBe('not-holder')
    must(await agent.post(`${at}/answer-read`))
    must(await agent.post(`${at}/answer-read`))
    expect((await counts(agent)).answered).toBe(0)
    expect(must(await agent.get(at)).handOver.answer.unread).toBe(false)
    expect(await house.audit('case.answer-read')).toHaveLength(1)
  })

  itOnce(
    'is told by a sound to nobody who did not choose it; a choice is one’s own and goes with the sign-in',
    async () => {
      const [agent, colleague] = [await house.signIn('helpdesk'), await house.signIn('helpdesk')]
      const alerts = async (person: Person) => must(await person.get('/api/session')).alerts
      expect(await alerts(agent)).toEqual({ sound: false, digest: true })
      must(await agent.put('/api/me/alerts', { sound: true, digest: false }))
      must(await agent.put('/api/me/alerts', { sound: true, digest: true }))
      expect([await alerts(agent), await alerts(colleague)]).toEqual([
        { sound: true, digest: true },
        { sound: false, digest: true },
      ])
    },
  )
})

describe('the mail about waiting cases', () => {
  it('goes once in its hours to those who work the queue, in their language, and says no name', async () => {
    await house.owner.write.deleteFrom('unread_answer').execute()
    await house.owner.write.updateTable('staff').set({ status: 'disabled' }).execute()
    await house.owner.write.updateTable('support_case').set({ status: 'closed' }).execute()
    const agent = await house.signIn('helpdesk')
    const [rosa, ana, off] = [
      await house.signIn('records'),
      await house.signIn('records'),
      await house.signIn('records'),
    ]
    const officer = await house.signIn('privacy-officer')
    await house.owner.write.updateTable('staff').set({ language: 'es' }).where('id', '=', ana.id).execute()
    must(await off.put('/api/me/alerts', { sound: false, digest: false }))
    expect(await tellOfWaiting(house.desk)).toBe(0)
    const patient = await aPatient(house, { familyName: 'Unmistakable' })
    for (const to of ['registration', 'health-information-management', 'clinic']) {
      const { id, version } = await aCase(agent, patient.id)
      must(await agent.post(`/api/cases/${id}/escalate`, { ...handTo(to), version }))
    }
    const sent = house.mailbox.mails.length
    // Several nodes look at once.
    const told = await Promise.all(Array.from({ length: 8 }, () => tellOfWaiting(house.desk)))
    expect(told.reduce((sum, n) => sum + n, 0)).toBe(2)
    await deliverMail(house.desk)
    const mails = house.mailbox.mails.slice(sent)
    expect(mails.map(({ to }) => to).sort()).toEqual([rosa.email, ana.email].sort())
    const [hers, others] = [rosa, ana].map(({ email }) => mails.find(({ to }) => to === email)!)
    expect(hers!.text).toMatch(
      /Medical records \(HIM\): 1\nRegistration: 1\n\nThe oldest was opened 1 minute ago\./,
    )
    expect(others!.text).toContain('Registro de pacientes: 1')
    for (const { text, subject } of mails)
      expect(subject + text).not.toMatch(/Unmistakable|Clinic|please|\{\w+\}/)
    expect(mails.some(({ to }) => [agent.email, officer.email, off.email].includes(to))).toBe(false)
    house.later(3 * 3600)
    expect(await tellOfWaiting(house.desk)).toBe(0)
    house.later(3601)
    expect(await tellOfWaiting(house.desk)).toBe(2)
  })

  it('goes only while the desk is open', async () => {
    house.later(5 * 3600)
    const today = house.desk.clock().toISOString().slice(0, 10)
    await savePolicy(house.desk.db.write, { holidays: today }, casesPolicy)
    expect(await tellOfWaiting(house.desk)).toBe(0)
    await savePolicy(house.desk.db.write, { holidays: 'none' }, casesPolicy)
    expect(await tellOfWaiting(house.desk)).toBe(2)
  })
})
