import { beforeAll, expect, it } from 'vitest'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { must } from '../support/people.ts'

// In the evening of New York’s last day of a month it is the next month in UTC.
const house = houseForTests()
const evening = '2026-04-01T01:00:00Z'
let now = new Date(evening)
let manager: Person

beforeAll(async () => {
  Object.assign(house.desk, { clock: () => now })
  await savePolicy(house.desk.db.write, { timeZone: 'America/New_York' })
  manager = await house.signIn('manager')
  await countEverything(house.desk)
})

it('an outage that began in an evening is marked on the hospital’s day, and a goal that was given up in it was not judged', async () => {
  const said = { textEn: 'Sign-in is down.', textEs: 'No se puede entrar.' }
  must(await manager.post('/api/outages', { kind: 'outage', title: 'Sign-in was down', ...said }), 201)
  const goals = '/api/adoption/goals'
  const { id } = must(await manager.post(goals, { figure: 'accessed', target: 30, due: '2026-03' }), 201)
  must(await manager.delete(`${goals}/${id}`))

  now = new Date('2026-06-10T15:00:00Z')
  const officer = await house.signIn('privacy-officer')
  const marked = async (month: string) =>
    must(await officer.get(`/api/adoption/trend?figures=accessed&from=${month}&to=${month}`)).annotations.map(
      ({ day }: { day: string }) => day,
    )
  expect([await marked('2026-03'), await marked('2026-04')]).toEqual([['2026-03-31'], []])
  expect(must(await officer.get(goals)).ended).toMatchObject([{ id, state: null, over: false }])
})
