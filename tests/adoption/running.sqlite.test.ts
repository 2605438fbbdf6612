import { beforeAll, describe, expect, it } from 'vitest'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { makeHospital } from '../../seed/hospital.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { must } from '../support/people.ts'

describe('a day that runs', () => {
  const house = houseForTests()
  let now = new Date('2026-11-28T15:00:00Z')
  let officer: Person
  let manager: Person

  beforeAll(async () => {
    ;[manager, officer] = [await house.signIn('manager'), await house.signIn('privacy-officer')]
    Object.assign(house.desk, { clock: () => now })
    await makeHospital(house.desk, {
      patients: 40,
      seed: 5,
      problemsOfEach: 1,
      pastCases: 40,
      staffIds: [officer.id],
      now,
      patientPassword: 'amber lantern meadow 17 quarry',
    })
    must(
      await manager.post('/api/adoption/goals', { place: '', figure: 'calls', target: 1, due: '2026-11' }),
      201,
    )
    await countEverything(house.desk)
  }, 240_000)

  const asked = async (path: string) => must(await officer.get(`/api/adoption/${path}`))

  it('is no end of its week: on a Saturday that week runs still', async () => {
    const { weeks, running } = await asked('weeks?from=2026-09&to=2026-11')
    expect([weeks.at(-1), running]).toEqual(['2026-11-22', '2026-11-22'])
    now = new Date('2026-11-29T15:00:00Z')
    expect((await asked('weeks?from=2026-09&to=2026-11')).weeks.at(-2)).toBe('2026-11-22')
  })

  it('is no end of its month: on the last of a month that is compared with nothing, and no goal of it is met or missed', async () => {
    const seen = async () => {
      const [figures, equity, goals] = [
        await asked('figures?from=2026-11&to=2026-11&against=2026-10&figures=calls'),
        await asked('equity?by=sex&figure=accessed&from=2026-10&to=2026-11'),
        await asked('goals'),
      ]
      const [{ over, period }] = goals.standing
      return [figures.compared === null, equity.months.at(-1).month, over, period.to]
    }
    now = new Date('2026-11-30T15:00:00Z')
    expect(await seen()).toEqual([true, '2026-10', false, '2026-10'])
    now = new Date('2026-12-01T15:00:00Z')
    expect(await seen()).toEqual([false, '2026-11', true, '2026-11'])
  })
})
