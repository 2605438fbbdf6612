import { beforeAll, describe, expect, it } from 'vitest'
import { noteEvents } from '../../api/adoption/noteEvents.ts'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { blurred, noiseVariance, personKey } from '../../api/adoption/rollup/noise.ts'
import { transact } from '../../api/core/db/transact.ts'
import { makeHospital } from '../../seed/hospital.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aPatient, must } from '../support/people.ts'

const fewest = 11

describe('figures for those who see no patients', () => {
  const house = houseForTests()
  let now = new Date('2026-11-22T15:00:00Z')
  let manager: Person
  let officer: Person
  const published = async () =>
    new Map(
      (await house.rows('adoption_published')).map((row) => [
        `${row.series} ${row.cell} ${row.month}`,
        { n: row.n, people: row.people },
      ]),
    )
  const figuresOf = async (person: Person, query = '') =>
    must(await person.get(`/api/adoption/figures?${query}`))
  /** All that a manager sees of the hospital by whatever way, as one text. */
  const everything = async () => {
    const replies = []
    for (const path of [
      'figures',
      'funnel',
      'cohorts?from=2026-06&to=2026-11',
      'support?mark=2026-06-15',
      `support?mark=2026-06-15&changed=${clinic}`,
      'trend?figures=accessed,calls,messages&from=2026-09&to=2026-11',
      'compare?by=race&figure=calls',
      'compare?by=language&figure=accessed',
      'segments',
      'compare?by=clinic&figure=messages',
      'compare?by=provider&figure=uses-message',
      'figures?segment=race%3Dnative',
      `clinic?clinic=${clinic}`,
      'equity?by=race&figure=accessed',
      'equity?by=sex&figure=calls',
    ])
      replies.push(must(await manager.get(`/api/adoption/${path}`)))
    return replies
  }
  let clinic = ''
  const tell = (patientId: string, kinds: readonly string[], times = 1) =>
    transact(house.desk.db, (trx) =>
      noteEvents(
        trx,
        kinds.flatMap((kind) =>
          Array.from({ length: times }, (_, i) => ({
            id: `told:${kind}-${i}-${now.getTime()}`,
            patientId,
            kind: kind as 'message',
            at: new Date(now.getTime() - (i + 1) * 60_000).toISOString(),
          })),
        ),
      ),
    )

  beforeAll(async () => {
    ;[manager, officer] = [await house.signIn('manager'), await house.signIn('privacy-officer')]
    Object.assign(house.desk, { clock: () => now })
    await makeHospital(house.desk, {
      patients: 260,
      seed: 11,
      problemsOfEach: 1,
      pastCases: 150,
      staffIds: [officer.id],
      now,
      patientPassword: 'amber lantern meadow 17 quarry',
    })
    await aPatient(house, { race: 'Kickapoo, adopted child of Dr Smith', language: 'Klingon of Boston' })
    await countEverything(house.desk)
    const segments = must(await officer.get('/api/adoption/segments'))
    clinic = segments.dimensions.find((one: any) => one.dimension === 'clinic').values[0].value
  }, 240_000)

  it('are of eleven people or more, each within ten of the people there are, and officers see the true ones', async () => {
    const rows = [...(await published()).values()]
    expect(rows.length).toBeGreaterThan(500)
    for (const { n, people } of rows) {
      expect(n === 0 || n >= fewest).toBe(true)
      if (n > 0) expect([people >= fewest, Math.abs(n - people) <= 10]).toEqual([true, true])
    }
    for (const count of (await everything()).flatMap((reply) => countsIn(reply)))
      expect(count === 0 || count >= fewest).toBe(true)
    const exact = await figuresOf(officer)
    expect(exact.exact).toBe(true)
    expect(countsIn(exact).some((count) => count > 0 && count < fewest)).toBe(true)
  })

  it('count people and not acts: a hundred messages of one patient are one person', async () => {
    const patient = await aPatient(house, { race: 'white' })
    const before = await published()
    await tell(patient.id, ['message', 'visit', 'refill'], 100)
    await countEverything(house.desk)
    now = new Date('2026-11-23T15:00:00Z')
    await countEverything(house.desk)
    expect((await house.rows('adoption_state'))[0]!.published_day).toBe(20_779)
    // Only what eleven people or more have moved: nothing of what this one did.
    for (const [what, row] of await published()) {
      const was = before.get(what)
      if (was && was.n !== row.n)
        expect([what, Math.abs(row.people - was.people) >= fewest]).toEqual([what, true])
    }
  })

  it('stay what they are all day, whoever acts and however often one asks', async () => {
    const before = await everything()
    // The first who speaks Somali here, too.
    const patient = await aPatient(house, { race: 'native', language: 'so' })
    await tell(patient.id, ['sign-in', 'message', 'visit', 'refill'])
    await countEverything(house.desk)
    expect(await everything()).toEqual(before)
    const seenBy = async (person: Person) =>
      JSON.stringify(must(await person.get('/api/adoption/segments'))).includes('"so"')
    expect([await seenBy(manager), await seenBy(officer)]).toEqual([false, true])
  })

  it('do not move on the next day for fewer than eleven people, so that nobody is seen to come', async () => {
    const before = await published()
    for (let i = 0; i < 6; i++)
      await tell((await aPatient(house, { race: 'black' })).id, ['sign-in', 'message', 'visit', 'refill'])
    await countEverything(house.desk)
    now = new Date('2026-11-24T15:00:00Z')
    await countEverything(house.desk)
    let moved = 0
    for (const [what, row] of await published()) {
      const was = before.get(what)
      if (!was || was.n === row.n) continue
      moved++
      expect([what, Math.abs(row.people - was.people) >= fewest]).toEqual([what, true])
    }
    expect(moved).toBeLessThan(before.size / 10)
  })

  it('of the same people in a cell are the same number in every month, and cells of the same people are not', async () => {
    const rows = (await house.rows('adoption_published')).filter((one) => one.month < 24_322)
    const keys = (await house.rows('adoption_rollup')).filter(
      (row) => row.series.startsWith('keys:') && row.month < 24_322,
    )
    const sums = new Map(keys.map((row) => [`${row.series} ${row.cell} ${row.month}`, row.carry + row.total]))
    const ofCell = new Map<string, Set<number>>()
    const ofPeople = new Map<string, { cells: Set<number>; shown: Set<number> }>()
    for (const row of rows) {
      const people = `${sums.get(`keys:${row.series} ${row.cell} ${row.month}`)} ${row.people}`
      const cell = `${row.cell} ${people}`
      ofCell.set(cell, (ofCell.get(cell) ?? new Set()).add(row.n))
      const same = ofPeople.get(people) ?? { cells: new Set(), shown: new Set() }
      ofPeople.set(people, { cells: same.cells.add(row.cell), shown: same.shown.add(row.n) })
    }
    expect(rows.length).toBeGreaterThan(ofCell.size)
    for (const [people, numbers] of ofCell) expect([people, numbers.size]).toEqual([people, 1])
    const alike = [...ofPeople.values()].filter(({ cells }) => cells.size > 1)
    expect(alike.length).toBeGreaterThan(20)
    expect(alike.filter(({ shown }) => shown.size > 1).length).toBeGreaterThan(alike.length / 2)
  })

  it('name no word of a registry: values are of closed lists', async () => {
    const replies = [
      must(await manager.get('/api/adoption/segments')),
      must(await manager.get('/api/adoption/compare?by=race&figure=accessed')),
      must(await manager.get('/api/adoption/compare?by=language&figure=accessed')),
    ]
    expect(JSON.stringify(replies)).not.toMatch(/Kickapoo|Klingon|Smith/)
    expect(JSON.stringify(await house.rows('adoption_event'))).not.toMatch(/Kickapoo|Klingon/)
  })

  it('in the first second of a month are those of the month before, whole', async () => {
    now = new Date('2026-12-01T05:00:01Z')
    await countEverything(house.desk)
    const reply = await figuresOf(manager, 'from=2026-12&to=2026-12')
    expect(reply.period).toEqual({ from: '2026-11', to: '2026-11', asOf: '2026-11-30' })
    const accessed = reply.figures.find((figure: any) => figure.code === 'accessed')
    expect(accessed.denominator).toBeGreaterThan(100)
    now = new Date('2026-11-24T15:00:00Z')
  })

  it('expect of a clinic what patients of its ages, sexes and languages come to, put together', async () => {
    const compared = async (query: string) =>
      must(await officer.get(`/api/adoption/compare?figure=accessed&${query}`))
    const { rows, whole, adjusted } = await compared('by=clinic')
    expect([adjusted, rows.length > 2]).toEqual([['age', 'sex', 'language'], true])
    const odds = (p: number) => p / (1 - p)
    for (const row of rows.slice(0, 3)) {
      let expected = odds(whole.figure)
      for (const by of adjusted) {
        const everywhere = (await compared(`by=${by}`)).rows
        const here = (await compared(`by=${by}&segment=clinic%3D${row.value}`)).rows
        const mean = (people: (value: string) => number) => {
          const known = everywhere.map((one: any) => [people(one.value), one.figure])
          const all = known.reduce((sum: number, [n]: number[]) => sum + n!, 0)
          return known.reduce((sum: number, [n, p]: number[]) => sum + n! * p!, 0) / all
        }
        const of = (list: any[]) => (value: string) =>
          list.find((one) => one.value === value)?.denominator ?? 0
        expected *= odds(mean(of(here))) / odds(mean(of(everywhere)))
      }
      expect(row.expected).toBeCloseTo(expected / (1 + expected), 9)
    }
  })

  it('of equity are the distance of the others together from a named group, and of whoever is of none of neither', async () => {
    const { rows } = must(await officer.get('/api/adoption/compare?by=language&figure=accessed'))
    const known = rows.filter((row: any) => row.value !== 'unknown')
    for (const reference of ['en', 'es']) {
      const reply = must(
        await officer.get(`/api/adoption/equity?by=language&figure=accessed&reference=${reference}`),
      )
      const own = known.find((row: any) => row.value === reference)
      const rest = known.filter((row: any) => row !== own && row.figure !== null)
      const sum = (of: (row: any) => number) => rest.reduce((all: number, row: any) => all + of(row), 0)
      const gap = own.figure - sum((row) => row.numerator) / sum((row) => row.denominator)
      expect(reply.gap.value).toBeCloseTo(gap, 9)
      expect([reply.gap.low < gap, reply.gap.high > gap]).toEqual([true, true])
      expect(reply.months.length).toBe(11)
    }
    expect((await officer.get('/api/adoption/equity?by=sex&figure=accessed&reference=xyz')).status).toBe(422)
  })

  it('of a clinic name the causes of its calls, of as many as there are, and its own providers', async () => {
    const { causes, providers } = must(await officer.get(`/api/adoption/clinic?clinic=${clinic}`))
    const [all, ...each] = causes
    expect([all.cause, each.length > 0]).toEqual(['all', true])
    expect(each.reduce((sum: number, row: any) => sum + row.count, 0)).toBe(all.count)
    const own = new Set(
      (await house.rows('provider')).filter((row) => row.clinic_id === clinic).map((row) => row.id),
    )
    expect(providers.length).toBeGreaterThan(0)
    for (const { value } of providers) expect(own.has(value)).toBe(true)
  })

  it('are compared in whole months only, as many of each', async () => {
    const reply = await figuresOf(manager, 'from=2026-09&to=2026-11&against=2026-06')
    expect(reply.period.asOf).toBe('2026-11-30')
    const running = await figuresOf(officer, 'from=2026-09&to=2026-11&against=2026-06')
    expect(running.compared).toEqual({
      period: { from: '2026-09', to: '2026-10', asOf: '2026-10-31' },
      against: { from: '2026-06', to: '2026-07', asOf: '2026-07-31' },
    })
    const alone = await figuresOf(officer, 'from=2026-11&to=2026-11&against=2026-10')
    expect(alone.compared).toBeNull()
    for (const figure of alone.figures) expect([figure.before, figure.change]).toEqual([null, null])
  })

  it('leave in the log of whom, of when and of what was asked, and a day has a budget for groups', async () => {
    await manager.get('/api/adoption/funnel?segment=race%3Dasian&from=2026-10&to=2026-10')
    const looks = (await house.audit('adoption.shown')).filter(({ actorId }) => actorId === manager.id)
    expect(looks.map(({ detail }) => detail)).toContainEqual({
      ...{ segment: 'race=asian', from: '2026-10', to: '2026-10', what: 'funnel' },
    })
    const other = await house.signIn('manager')
    await house.owner.write
      .insertInto('setting')
      .values({ name: 'groupQuestionsADay', value: '100' })
      .execute()
    let status = 200
    let asked = 0
    for (; status === 200 && asked < 150; asked++)
      status = (await other.get('/api/adoption/funnel?segment=sex%3Dfemale')).status
    expect([status, asked]).toEqual([429, 101])
    expect((await other.get('/api/adoption/funnel')).status).toBe(200)
    expect((await officer.get('/api/adoption/funnel?segment=sex%3Dfemale')).status).toBe(200)
  })

  it('tell whether one person is in a cell little better than a coin, to whoever knows all the others', () => {
    const keys = house.desk.keys
    const people = 30
    const [clinic, speakers] = [1, 2]
    let right = 0
    let differ = 0
    const tries = 20_000
    for (let i = 0; i < tries; i++) {
      const isIn = i % 2 === 0
      const key = personKey(keys, `attacked ${i}`)
      const shown = blurred(keys, clinic, people + (isIn ? 1 : 0), i * 37 + (isIn ? key : 0))
      // The best guess there is: in, where the number is above the middle of both.
      if (shown > people + 0.5 === isIn) right++
      // Of whom a group of the same clinic holds all but that one: in, where the two numbers differ.
      if ((shown !== blurred(keys, speakers, people, i * 37)) === isIn) differ++
    }
    expect(right / tries).toBeLessThan(0.57)
    expect(differ / tries).toBeLessThan(0.52)
    expect(noiseVariance).toBe(20)
  })
})

/** Every count in a reply: whole numbers under names that hold counts of people or acts. */
function countsIn(value: unknown, name = ''): number[] {
  if (Array.isArray(value)) return value.flatMap((one) => countsIn(one, name))
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([key, one]) => countsIn(one, key))
  return typeof value === 'number' && /^(count|size|numerator)$/.test(name) ? [value] : []
}
