import { expect, it } from 'vitest'
import { houseForTests } from '../support/harness.ts'
import { anAccount, aPatient } from '../support/people.ts'

const house = houseForTests()
const day = 86_400

it('a clock that was a day ahead leaves no session and no fresh factor behind, and keeps nobody out', async () => {
  const victim = await house.signIn('helpdesk')
  const patient = await aPatient(house)
  await anAccount(house, patient)
  house.later(day)
  const then = await house.signIn('administrator')
  const wrong = () =>
    house.call('POST', '/api/session', { email: victim.email, password: 'not the right one at all' })
  while ((await wrong()).status !== 429);
  house.later(-day)
  expect((await then.get('/api/session')).status).toBe(401)
  expect((await wrong()).status).toBe(401)
  // What was right all the time is not taken for such a thing.
  const now = await house.signIn('administrator')
  house.later(-30)
  expect((await now.get('/api/session')).status).toBe(200)
})
