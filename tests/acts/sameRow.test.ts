import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { houseForTests, type Person } from '../support/harness.ts'
import { aCall, aCase, aPatient, must } from '../support/people.ts'

const house = houseForTests()
let agent: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
})

/** What the log holds of refusals of an act, by the code of why. */
const refusals = async (act: string) =>
  (await house.audit('access.denied'))
    .filter(({ detail }) => detail?.act === act)
    .map(({ detail }) => detail!.refused)
/** How many were answered how: by status and the code of a refusal. */
const answers = (replies: { status: number; body: { code?: string } }[]) =>
  Object.fromEntries(
    [...Map.groupBy(replies, ({ status, body }) => [status, body.code].filter(Boolean).join(' '))].map(
      ([answer, all]) => [answer, all.length],
    ),
  )
const invite = (patientId: string, call: object) =>
  agent.post(`/api/patients/${patientId}/acts/invite`, { ...call, reason: 'first time' })

describe('acts at once that would make the same row', () => {
  it('invite one of six patients with one e-mail; five are told why, and it is in the log', async () => {
    const emails = ['family@example.test']
    const calls = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const patient = await aPatient(house, { emails })
        return { id: patient.id, call: await aCall(agent, patient) }
      }),
    )
    const replies = await Promise.all(calls.map(({ id, call }) => invite(id, call)))
    expect(answers(replies)).toEqual({ 200: 1, '409 username-taken': 5 })
    expect(await refusals('account.invited')).toEqual(Array(5).fill('username-taken'))
  })

  it('invite one patient from eight cases once and again, up to as many mails as an hour has', async () => {
    const patient = await aPatient(house)
    const calls = await Promise.all(Array.from({ length: 8 }, () => aCall(agent, patient)))
    const replies = await Promise.all(calls.map((call) => invite(patient.id, call)))
    expect(answers(replies)).toEqual({ 200: 6, '429 mails-over': 2 })
  })

  it('begin one review of a quarter; all others are told that it has begun, and it is in the log', async () => {
    const admin = await house.signIn('administrator')
    const replies = await Promise.all(Array.from({ length: 8 }, () => admin.post('/api/access-reviews')))
    expect(answers(replies)).toEqual({ 201: 1, '409 review-begun': 7 })
    expect(await refusals('access-review.begun')).toEqual(Array(7).fill('review-begun'))
  })

  it('and are refused time and again are a refusal in the log, too', async () => {
    const { id } = await aCase(agent, (await aPatient(house)).id)
    const note = () => agent.post(`/api/cases/${id}/notes`, { text: 'Called again' })
    must(await note())
    await sql`create unique index one_note on case_note (case_id) where text = 'Called again'`.execute(
      house.owner.write,
    )
    expect(answers([await note()])).toEqual({ '409 made-meanwhile': 1 })
    expect(await refusals('case.noted')).toEqual(['made-meanwhile'])
  })
})
