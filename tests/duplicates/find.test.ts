import { beforeAll, describe, expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { duplicatesCommands } from '../../api/duplicates/commands.ts'
import { findPairs } from '../../api/duplicates/findPairs.ts'
import { markReplaced } from '../../api/patients/updatePatient.ts'
import { aHospital, aPair, aSecondRecord, pairOf } from '../support/duplicates.ts'
import { houseForTests } from '../support/harness.ts'
import type { TestPatient } from '../support/people.ts'

const house = houseForTests()
let people: TestPatient[]
const ctx = () => systemCtx(house.desk, 'test', 'test')
const change = (id: string, set: object) =>
  transact(house.desk.db, (trx) =>
    trx
      .updateTable('patient')
      .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute(),
  )

beforeAll(async () => {
  people = await aHospital(house, 260)
})

describe('the search for duplicates', () => {
  it('finds two records of one person in the database and says in which fields they agree, without their values', async () => {
    const [one] = people
    const second = await aSecondRecord(house, one!, { emails: [], phones: ['413-555-0007'] })
    const found = await findPairs(house.desk)
    expect(found).toMatchObject({ compared: people.length + 1 })
    const row = (await pairOf(house, one!, second))!
    expect(row).toMatchObject({ state: 'waiting', version: 1, decided_by: null })
    expect(row.patient_id < row.other_patient_id).toBe(true)
    expect(JSON.parse(row.levels)).toMatchObject({
      family: 'same',
      given: 'same',
      birth: 'same',
      place: 'same',
      phone: 'differs',
    })
    expect(row.levels).not.toMatch(new RegExp(`${one!.familyName}|${one!.birthDate}`, 'i'))
    // Of people who have nothing in common nobody is asked.
    expect((await house.rows('duplicate_pair')).length).toBeLessThan(10)
  })

  it('compares only who is new or changed since, and finds nothing twice', async () => {
    const before = (await house.rows('duplicate_pair')).length
    expect(await findPairs(house.desk)).toEqual({ compared: 0, found: 0, dropped: 0 })
    const second = await aSecondRecord(house, people[1]!)
    expect(await findPairs(house.desk)).toMatchObject({ compared: 1, found: 1 })
    expect(await pairOf(house, people[1]!, second)).toBeDefined()
    expect((await house.rows('duplicate_pair')).length).toBe(before + 1)
  })

  it('drops a pair that stands no more: the records tell of two people by now, or one was merged elsewhere', async () => {
    const { patient, second } = await aPair(house)
    await change(second.id, {
      family_name: 'Zwicky',
      given_name: 'Ottilie',
      birth_date: '1931-01-30',
      street: null,
      postal_code: null,
      city: null,
    })
    await transact(house.desk.db, (trx) =>
      trx
        .updateTable('contact_point')
        .set({ ended_at: '2026-01-01T00:00:00.000Z' })
        .where('patient_id', '=', second.id)
        .execute(),
    )
    expect(await findPairs(house.desk)).toMatchObject({ compared: 1, dropped: 1 })
    expect(await pairOf(house, patient, second)).toBeUndefined()
    const merged = await aPair(house)
    await transact(house.desk.db, (trx) => markReplaced(trx, ctx(), merged.second.id, merged.patient.id))
    expect(await findPairs(house.desk)).toMatchObject({ found: 0, dropped: 1 })
    expect(await pairOf(house, merged.patient, merged.second)).toBeUndefined()
  })

  it('does not raise again what was decided to be two people, until the records agree in more', async () => {
    const { patient, second, row } = await aPair(house, { emails: ['somebody.else@example.org'] })
    await transact(house.desk.db, (trx) =>
      trx
        .updateTable('duplicate_pair')
        .set({ state: 'different', because: 'twins', version: 2 })
        .where('id', '=', row.id)
        .execute(),
    )
    await change(second.id, { street: 'Elsewhere 99', postal_code: '99501', city: 'Anchorage' })
    expect(await findPairs(house.desk)).toMatchObject({ compared: 1, found: 0, dropped: 0 })
    expect(await pairOf(house, patient, second)).toMatchObject({ state: 'different' })
    await change(second.id, {
      street: patient.street!,
      postal_code: patient.postalCode!,
      city: patient.city!,
    })
    await transact(house.desk.db, (trx) =>
      trx
        .updateTable('contact_point')
        .set({ value: patient.emails[0]!, value_key: patient.emails[0]!.toLowerCase() })
        .where('patient_id', '=', second.id)
        .where('system', '=', 'email')
        .execute(),
    )
    expect(await findPairs(house.desk)).toMatchObject({ found: 1 })
    expect(await pairOf(house, patient, second)).toMatchObject({
      state: 'waiting',
      because: null,
      version: 3,
    })
  })

  it('goes on where it was broken off, and of two at once each step is done by one', async () => {
    const second = await aSecondRecord(house, people[3]!)
    await transact(house.desk.db, (trx) => trx.updateTable('duplicate_person').set({ version: 0 }).execute())
    const { length } = await house.rows('patient')
    let steps = 0
    const first = await findPairs(house.desk, { stopped: () => steps++ > 0 })
    expect(first.compared).toBe(100)
    const [a, b] = await Promise.all([findPairs(house.desk), findPairs(house.desk)])
    expect(first.compared + a.compared + b.compared).toBeGreaterThanOrEqual(length)
    expect(await pairOf(house, people[3]!, second)).toMatchObject({ state: 'waiting' })
    const keys = (await house.rows('duplicate_person')).map(({ number }) => number)
    expect(new Set(keys).size).toBe(length)
    expect((await findPairs(house.desk)).compared).toBe(0)
  })

  it('keeps the model it was fitted, and fits another once the hospital is twice as large', async () => {
    const state = async () => (await house.rows('duplicate_search'))[0]!
    const { model_number, model, fitted_people } = await state()
    expect(model_number).toBe(1)
    expect(JSON.parse(model!).people).toBe(fitted_people)
    await transact(house.desk.db, (trx) =>
      trx.updateTable('duplicate_search').set({ fitted_people: 20 }).execute(),
    )
    const { compared } = await findPairs(house.desk)
    expect(compared).toBe((await house.rows('patient')).length)
    expect(await state()).toMatchObject({ model_number: 2, fitted_people: compared })
  })

  it('finds the same among all at once as step by step, and what stands that tells of nobody any more is dropped', async () => {
    const forget = (table: 'duplicate_key' | 'duplicate_pair' | 'duplicate_person') =>
      transact(house.desk.db, (trx) => trx.deleteFrom(table).execute())
    const found = async () => {
      const numbers = new Map(
        (await house.rows('duplicate_person')).map((row) => [row.number, row.patient_id]),
      )
      return {
        pairs: (await house.rows('duplicate_pair'))
          .map((row) =>
            [row.patient_id, row.other_patient_id, row.bits, row.band, row.levels, row.state].join(),
          )
          .sort(),
        keys: (await house.rows('duplicate_key'))
          .map((row) => `${row.key} ${numbers.get(row.person)}`)
          .sort(),
      }
    }
    for (const table of ['duplicate_key', 'duplicate_pair', 'duplicate_person'] as const) await forget(table)
    const { length } = await house.rows('patient')
    expect(await findPairs(house.desk)).toMatchObject({ compared: length })
    const atOnce = await found()
    expect(atOnce.pairs.length).toBeGreaterThan(2)
    // As known, but at another version: step by step.
    await forget('duplicate_key')
    await forget('duplicate_pair')
    await transact(house.desk.db, (trx) => trx.updateTable('duplicate_person').set({ version: 0 }).execute())
    expect(await findPairs(house.desk)).toMatchObject({ compared: length })
    expect(await found()).toEqual(atOnce)

    const [pair] = await house.rows('duplicate_pair')
    await transact(house.desk.db, (trx) => markReplaced(trx, ctx(), pair!.other_patient_id, pair!.patient_id))
    await forget('duplicate_person')
    expect(await findPairs(house.desk)).toMatchObject({ compared: length, found: 0, dropped: 1 })
    expect((await house.rows('duplicate_pair')).some(({ id }) => id === pair!.id)).toBe(false)
    // Whose keys are not known is not met: that they are was kept too.
    const second = await aSecondRecord(house, people[5]!)
    expect(await findPairs(house.desk)).toMatchObject({ compared: 1 })
    expect(await pairOf(house, people[5]!, second)).toBeDefined()
  })

  it('of two who compare all at once one writes, and one that is broken off begins anew', async () => {
    const forget = () => transact(house.desk.db, (trx) => trx.deleteFrom('duplicate_person').execute())
    const { length } = await house.rows('patient')
    await forget()
    const both = await Promise.all([findPairs(house.desk), findPairs(house.desk)])
    expect(both.map(({ compared }) => compared).sort((a, b) => a - b)).toEqual([0, length])
    const { next_person } = (await house.rows('duplicate_search'))[0]!
    await forget()
    // When all is found and the first keys are written.
    const written = async () => (await house.rows('duplicate_search'))[0]!.next_person > next_person
    let isWriting = false
    const broken = await findPairs(house.desk, {
      onStep: async () => {
        isWriting ||= await written()
      },
      stopped: () => isWriting,
    })
    expect(broken.compared).toBe(0)
    expect((await house.rows('duplicate_key')).length).toBeGreaterThan(0)
    expect((await house.rows('duplicate_search'))[0]!.next_person).toBeGreaterThan(next_person)
    expect(await findPairs(house.desk)).toMatchObject({ compared: length, found: 0, dropped: 0 })
    const numbers = (await house.rows('duplicate_person')).map(({ number }) => number)
    expect(new Set(numbers).size).toBe(length)
    expect(await findPairs(house.desk)).toMatchObject({ compared: 0 })
  })

  it('leaves a key aside that many share', async () => {
    await aHospital(house, 5)
    for (let i = 0; i < 125; i++)
      await aSecondRecord(house, people[i]!, {
        phones: ['413-555-0000'],
        emails: [],
        familyName: `Uniq${'abcdefghijklmnopqrstuvwxyz'[i % 26]}${i}`,
      })
    await findPairs(house.desk)
    const keys = await house.rows('duplicate_key')
    const crowded = new Set(keys.filter(({ person }) => person === 0).map(({ key }) => key))
    expect(crowded.size).toBeGreaterThan(0)
    expect(keys.some(({ key, person }) => person !== 0 && crowded.has(key))).toBe(false)
  })

  it('is run by hand with `duplicates find`, which counts what waits and stands in the log', async () => {
    const { json, text } = await duplicatesCommands['duplicates find']!(ctx(), {})
    expect(json).toMatchObject({ compared: 0, found: 0, dropped: 0 })
    expect(text).toMatch(
      /^0 patients compared: 0 pairs found, 0 dropped\nwaiting: \d+ likely, \d+ possible\n/,
    )
    expect((await house.audit('duplicates.searched')).at(-1)!.detail).toEqual({
      compared: 0,
      found: 0,
      dropped: 0,
    })
  })
})
