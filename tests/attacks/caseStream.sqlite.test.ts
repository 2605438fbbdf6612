import { describe, expect, it } from 'vitest'
import { disableStaff } from '../../api/staff/changeStatus.ts'
import { goodPassword, houseForTests, type Person } from '../support/harness.ts'
import { aCase, anAccount, aPatient, must } from '../support/people.ts'

const house = houseForTests()

/** A stream that is open, with what it said so far; then whatever ends the session; then the patient gets in. */
async function saidAfter(end: (agent: Person) => Promise<unknown>): Promise<string> {
  const agent = await house.signIn('helpdesk')
  const patient = await aPatient(house)
  const { username } = await anAccount(house, patient)
  const { id } = await aCase(agent, patient.id)
  const reader = (await agent.stream(`/api/cases/${id}/watch`, 'text/event-stream'))
    .body!.pipeThrough(new TextDecoderStream())
    .getReader()
  let said = ''
  // Who else is there is said last of what is said at first.
  while (!said.includes('event: present')) said += (await reader.read()).value!
  expect(said).toContain('"signedInSinceOpened":false')
  await end(agent)
  must(await house.call('POST', '/portal/v1/session', { username, password: goodPassword }))
  said = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return said
    said += value
    // One that goes on is read until it has said what nobody may hear any more.
    if (value.includes('"signedInSinceOpened":true')) {
      await reader.cancel()
      return said
    }
  }
}

describe('the live stream of a case says nothing more, and ends, once its session', () => {
  it('was ended by its owner', async () => {
    const signOut = async (agent: Person) => must(await agent.delete('/api/session'))
    expect(await saidAfter(signOut)).toBe('event: end\ndata: {}\n\n')
  })

  it('has been idle for too long, since a stream is no sign of life', async () => {
    const pause = async () => house.later(16 * 60)
    expect(await saidAfter(pause)).toBe('event: end\ndata: {}\n\n')
  })

  it('belongs to somebody who was disabled', async () => {
    const disable = async ({ id }: Person) => {
      const administrator = await house.signIn('administrator')
      const body = { reason: 'suspected-misuse', version: 2 }
      must(await administrator.post(`/api/staff/${id}/disable`, body), disableStaff)
    }
    expect(await saidAfter(disable)).toBe('event: end\ndata: {}\n\n')
  })
})
