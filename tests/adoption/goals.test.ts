import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { remindOwners } from '../../api/adoption/goals/remindOwners.ts'
import { setGoal } from '../../api/adoption/goals/setGoal.ts'
import { showGoals } from '../../api/adoption/goals/showGoals.ts'
import { noteEvents } from '../../api/adoption/noteEvents.ts'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { transact } from '../../api/core/db/transact.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aPatient, must, refused } from '../support/people.ts'

const house = houseForTests()
const clinic = { id: randomUUID(), external_id: 'north', name: 'North', other_portal: null }
const north = `clinic=${clinic.id}`
const goals = '/api/adoption/goals'
let manager: Person
let officer: Person
let patients: string[]

const at = (when: string) => Object.assign(house.desk, { clock: () => new Date(when) })
const signIn = async () => {
  manager = await house.signIn('manager')
  officer = await house.signIn('privacy-officer')
}
/** So many of the twenty who were seen use the portal on a day. */
async function used(many: number, when: string) {
  await transact(house.desk.db, (trx) =>
    noteEvents(
      trx,
      patients
        .slice(0, many)
        .map((patientId) => ({ id: `used:${when}`, patientId, kind: 'results', at: when })),
    ),
  )
  await countEverything(house.desk)
}
const set = async (body: object) => must(await manager.post(goals, body), setGoal)
const listed = async (by = officer) => must(await by.get(goals), showGoals)
const standing = async (id: string, by = officer) =>
  (await listed(by)).standing.find((goal) => goal.id === id)!

beforeAll(async () => {
  at('2026-03-10T15:00:00Z')
  await signIn()
  const provider = { id: randomUUID(), external_id: 'p', name: 'Dr. Reyes', clinic_id: clinic.id }
  await house.owner.write.insertInto('clinic').values(clinic).execute()
  await house.owner.write.insertInto('provider').values(provider).execute()
  patients = []
  for (let i = 0; i < 20; i++)
    patients.push((await aPatient(house, { mrn: `g-${i}`, primaryProviderId: provider.id })).id)
  await transact(house.desk.db, (trx) =>
    noteEvents(
      trx,
      patients.map((patientId) => ({ id: 'seen', patientId, kind: 'seen', at: '2026-02-10T15:00:00Z' })),
    ),
  )
  await used(5, '2026-02-11T15:00:00Z')
})

describe('a goal', () => {
  it('stands once for each place and figure: another ends the one before, which is kept with who ended it', async () => {
    const first = await set({ figure: 'accessed', target: 20 })
    const here = await set({
      figure: 'accessed',
      target: 30,
      place: north,
      due: '2026-04',
      owner: officer.id,
    })
    const second = await set({ figure: 'accessed', target: 40 })
    const other = await set({ figure: 'active-90', target: 25 })
    const { standing: now, ended } = await listed()
    expect(now.map(({ id, target, placeName }) => [id, target, placeName])).toEqual([
      [here.id, 30, 'North'],
      [second.id, 40, null],
      [other.id, 25, null],
    ])
    expect(now[0]).toMatchObject({ due: '2026-04', owner: { id: officer.id, active: true } })
    expect(ended).toMatchObject([{ id: first.id, target: 20, state: null, endedBy: now[0]!.setBy }])
  })

  it('stands once also where two set it at the same moment', async () => {
    const both = await Promise.all(
      [51, 52].map((target) => manager.post(goals, { figure: 'offered', target })),
    )
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect((await listed()).standing.filter(({ figure }) => figure === 'offered')).toHaveLength(1)
  })

  it('is removed once, and kept', async () => {
    const { id } = await set({ figure: 'calls', target: 12.5 })
    expect((await manager.delete(`${goals}/${id}`)).status).toBe(200)
    refused(await manager.delete(`${goals}/${id}`), 404)
    const { standing: now, ended } = await listed()
    expect([now, ended].map((list) => list.some((goal) => goal.id === id))).toEqual([false, true])
  })

  it.each([
    ['figure', { figure: 'time-to-activate', target: 10 }],
    ['target', { figure: 'accessed', target: 100.5 }],
    ['target', { figure: 'accessed', target: -1 }],
    ['place', { figure: 'accessed', target: 10, place: 'age=18-29' }],
    ['place', { figure: 'accessed', target: 10, place: `clinic=${randomUUID()}` }],
    ['due', { figure: 'accessed', target: 10, due: '2026-02' }],
    ['due', { figure: 'accessed', target: 10, due: '2076-02' }],
    ['owner', { figure: 'accessed', target: 10, owner: randomUUID() }],
  ])('that cannot be is refused at its %s: %j', async (field, body) => {
    expect(Object.keys(refused(await manager.post(goals, body), 422).errors!)).toEqual([field])
  })

  it('is set for no clinic that nobody knows: it would be told of as the whole hospital’s', async () => {
    await aPatient(house, { mrn: 'g-nowhere' }).then(({ id: patientId }) =>
      transact(house.desk.db, (trx) =>
        noteEvents(trx, [{ id: 'seen', patientId, kind: 'seen', at: '2026-02-10T15:00:00Z' }]),
      ),
    )
    await countEverything(house.desk)
    expect((await house.rows('adoption_cell')).map(({ key }) => key)).toContain('clinic=unknown')
    const body = { figure: 'accessed', target: 10, place: 'clinic=unknown' }
    expect(Object.keys(refused(await manager.post(goals, body), 422).errors!)).toEqual(['place'])
  })

  itOnce('is set for a clinic or a provider, and for no other people who are counted together', async () => {
    const others = (await house.rows('adoption_cell'))
      .map(({ key }) => key)
      .filter((key) => key !== '' && !/^(clinic|provider)=[^;&|,]+$/.test(key))
    expect(others.length).toBeGreaterThan(3)
    for (const place of others.slice(0, 20))
      expect([place, (await manager.post(goals, { figure: 'accessed', target: 10, place })).status]).toEqual([
        place,
        422,
      ])
  })

  itOnce(
    'of a clinic is not told to those who compare none, and nobody but who plans is told whom it may be given to',
    async () => {
      const agent = await house.signIn('helpdesk')
      refused(await manager.post(goals, { figure: 'active-90', target: 10, owner: agent.id }), 422)
      const { standing: seen, owners } = await listed(agent)
      expect(seen.map(({ place }) => place)).not.toContain(north)
      expect(owners).toEqual([])
      expect((await listed(manager)).owners.map(({ id }) => id).sort()).toEqual(
        [manager.id, officer.id].sort(),
      )
    },
  )

  itOnce(
    'is held against the last day until its month is over, and from then on against what was reached by then',
    async () => {
      const { id } = await set({ figure: 'accessed', target: 30, place: north, due: '2026-04' })
      expect(await standing(id)).toMatchObject({ state: 'short', missing: 5, value: 0.25, over: false })
      at('2026-04-20T15:00:00Z')
      await signIn()
      await countEverything(house.desk)
      expect(await standing(id)).toMatchObject({ state: 'due', missing: 5, over: false })
      at('2026-06-10T15:00:00Z')
      await signIn()
      await used(15, '2026-06-09T15:00:00Z')
      expect(await standing(id)).toMatchObject({
        state: 'missed',
        value: 0.25,
        over: true,
        period: { asOf: '2026-04-30' },
      })
      const { figures } = must(await officer.get(`/api/adoption/figures?figures=accessed&segment=${north}`))
      expect(figures[0]).toMatchObject({ value: 0.75, goal: { id, state: 'missed', value: 0.25 } })
      // What ended after it was judged is kept with how it was judged.
      await set({ figure: 'accessed', target: 70, place: north })
      const { standing: now, ended } = await listed()
      expect(ended.find((goal) => goal.id === id)).toMatchObject({ state: 'missed', value: 0.25 })
      expect(now.find(({ place }) => place === north)).toMatchObject({ state: 'met', value: 0.75 })
    },
  )

  it('is mailed to whoever has it in their care when it is due and when its month is over, once each', async () => {
    at('2026-08-20T15:00:00Z')
    await signIn()
    await countEverything(house.desk)
    await house.owner.write.updateTable('adoption_goal').set({ told: 'over' }).execute()
    await set({ figure: 'accessed', target: 90, place: north, due: '2026-08', owner: officer.id })
    await set({ figure: 'accessed', target: 95, due: '2027-08', owner: officer.id })
    const mails = async () => {
      const before = house.mailbox.mails.length
      const n = await remindOwners(house.desk)
      await deliverMail(house.desk)
      return [n, JSON.stringify(house.mailbox.mails.slice(before))] as const
    }
    const due = await mails()
    expect(due).toEqual([1, expect.stringContaining('Not met yet, due by the end of August 2026')])
    expect(due[1]).toContain('Used the portal in a year, North')
    expect(due[1]).not.toContain('whole hospital')
    expect(await remindOwners(house.desk)).toBe(0)
    at('2026-09-02T15:00:00Z')
    await signIn()
    await countEverything(house.desk)
    expect(await mails()).toEqual([1, expect.stringContaining('Missed at the end of August 2026')])
    expect(await remindOwners(house.desk)).toBe(0)
  })

  itOnce('is told to who sees no patients only by what is published', async () => {
    const seen = (await listed(manager)).standing.find(({ place }) => place === north)!
    const { figures } = must(await manager.get(`/api/adoption/figures?figures=accessed&segment=${north}`))
    expect(seen.value).toBe(figures[0]!.value)
  })
})
