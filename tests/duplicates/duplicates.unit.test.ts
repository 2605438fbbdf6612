import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { fitModel } from '../../api/duplicates/fit.ts'
import { HeldKeys, twoOf } from '../../api/duplicates/heldKeys.ts'
import { HeldPeople } from '../../api/duplicates/heldPeople.ts'
import { judge } from '../../api/duplicates/judge.ts'
import { fewPeople, keyNumbersOf, keysOf } from '../../api/duplicates/keys.ts'
import { compare } from '../../api/duplicates/levels.ts'
import { inWords } from '../../api/duplicates/levelTexts.ts'
import { blocksOf, pairsOf } from '../../api/duplicates/pairs.ts'
import { type GivenPerson, personOf } from '../../api/duplicates/person.ts'
import { pairsFound, readCdcPeople, readSplink } from '../bench/labelled.ts'

const samples = path.resolve(import.meta.dirname, '../fixtures/contacts')

const robert = {
  id: 'a',
  families: ['Abernathy'],
  givens: ['Robert'],
  birthDate: '1971-06-24',
  sex: 'male',
  street: '12 North Main Street',
  postalCode: '62704',
  city: 'Springfield',
  phones: ['+12175550101'],
  emails: ['bob@example.org'],
}
const said = (change: Partial<GivenPerson>) =>
  inWords(compare(personOf(robert), personOf({ ...robert, id: 'b', ...change })), 'en')

describe('how far two records agree', () => {
  it('is said of each field that both carry, and of no other', () => {
    expect(said({ phones: [], street: null, postalCode: null, city: null, emails: [], sex: null })).toBe(
      'same last name; same first name; same date of birth',
    )
  })

  it.each([
    [{ givens: ['Bob'] }, 'first name is a short form of the other'],
    [
      { givens: ['Abernathy'], families: ['Robert'] },
      'last name stands as the first name; first name stands as the last name',
    ],
    // Misspelt too it stands in the other's place, and is no other name.
    [{ givens: ['Abernathy'], families: ['Rolpert'] }, 'first name stands as the last name'],
    [{ families: ['Abernethy'] }, 'last name spelled alike'],
    [{ families: ['Kowalski', 'Abernathy'] }, 'a former or second last name agrees'],
    [{ birthDate: '1971-06-25' }, 'dates of birth one digit apart'],
    [{ birthDate: '1971-06-42' }, 'dates of birth one digit apart'],
    [{ birthDate: '1981-07-24' }, 'different dates of birth'],
    [{ birthDate: '1971' }, 'dates of birth within a year'],
    [{ street: '12 N. Main St' }, 'same address'],
    [{ phones: ['+12175550110'] }, 'telephones one digit apart'],
    [{ sex: 'female' }, 'different sex'],
  ] satisfies [Partial<GivenPerson>, string][])('%o', (change, words) => {
    expect(said(change)).toContain(words)
  })

  it('is the same whichever is first', () => {
    const { people } = readSplink(`${samples}/splink-fake1000`)
    for (const a of people.slice(0, 80))
      for (const b of people.slice(0, 80))
        expect([a.id, b.id, compare(a, b)]).toEqual([a.id, b.id, compare(b, a)])
  })

  it('day and month are seen to be swapped, and names nobody has agree with nothing', () => {
    expect(said({ birthDate: '1971-24-06' })).toContain('day and month of birth swapped')
    expect(personOf({ ...robert, givens: ['Unknown'], families: ['Unknown'] })).toMatchObject({
      families: [],
      givens: [],
    })
    expect(personOf({ ...robert, givens: ['Baby'], families: ['Boy'] })).toMatchObject({
      families: [],
      givens: [],
    })
  })
})

describe('who is offered as one person', () => {
  const { people, cluster } = readSplink(`${samples}/splink-fake1000`)

  it('is found on labelled records of people, nearly all and hardly another', () => {
    const { pairs, groups } = pairsFound(people, cluster, ({ band }) => band !== undefined)
    expect(pairs.precision).toBeGreaterThan(0.98)
    expect(groups.f1).toBeGreaterThan(0.95)
  })

  it('is likely only where nothing speaks against it, and nobody where two things do', () => {
    const on = [...readCdcPeople(`${samples}/cdc-recordlinker/nbs_seed.csv`), personOf(robert)]
    const model = fitModel(on, blocksOf(on))
    const band = (change: Partial<GivenPerson>) => {
      const other = personOf({ ...robert, id: 'b', ...change })
      return judge(model, compare(personOf(robert), other), other).band
    }
    expect(band({})).toBe('likely')
    expect(band({ givens: ['Bob'] })).toBe('likely')
    // Numbers given out one after another are those of twins.
    const numbers = (value: string) => [{ system: 'issuer', value }]
    const numbered = { ...personOf({ ...robert, numbers: numbers('123456788') }), id: 'c' }
    const withNumber = (value: string) => {
      const other = personOf({ ...robert, id: 'b', numbers: numbers(value) })
      return judge(model, compare(numbered, other), other).band
    }
    expect(withNumber('123456788')).toBe('likely')
    expect(withNumber('123456789')).toBe('possible')
    // A twin, a father and a son, and a record without a date of birth.
    expect(band({ givens: ['William'] })).toBe('possible')
    expect(band({ birthDate: '1941-03-02' })).toBe('possible')
    expect(band({ birthDate: null })).toBe('possible')
    expect(band({ givens: ['William'], sex: 'female' })).toBeUndefined()
    expect(band({ givens: ['Wilma'], families: ['Kowalski'], birthDate: '1999-01-01' })).toBeUndefined()
  })

  it('a rare name weighs more than one that many bear', () => {
    const rare = people.map((one, i) => ({ ...one, families: [i < 2 ? 'zwyczaj' : 'smith'] }))
    const model = fitModel(rare, blocksOf(rare))
    const bits = (i: number) => {
      const twin = { ...rare[i]!, id: 'twin' }
      return judge(model, compare(rare[i]!, twin), twin).bits
    }
    const { id: _, ...like } = rare[0]!
    rare[2] = { ...like, id: '2', families: ['smith'] }
    expect(bits(0)).toBeGreaterThan(bits(2) + 5)
  })
})

/** Of whom nothing is known: too many to compare all with all. */
const tooMany = Array.from({ length: fewPeople + 1 }, (_, i) =>
  personOf({ id: `nobody ${i}`, families: [], givens: [] }),
)

describe('who is compared', () => {
  it('shares a key whatever one field says', () => {
    const keys = new Set(keysOf(personOf(robert)))
    for (const change of [
      { families: ['Kowalski'] },
      { givens: ['Wilma'] },
      { birthDate: '1999-12-31' },
      { phones: [], emails: [], street: null },
      { givens: ['Abernathy'], families: ['Robert'] },
    ] satisfies Partial<GivenPerson>[])
      expect(
        keysOf(personOf({ ...robert, ...change })).filter((key) => keys.has(key)).length,
      ).toBeGreaterThan(2)
  })

  it('meets each other it shares a key with once, and nobody through a key that many share', () => {
    const { people } = readSplink(`${samples}/splink-fake1000`)
    const met = [...pairsOf(blocksOf([...people, ...tooMany]))].map(([a, b]) => [a.id, b.id].sort().join())
    const shares = people.flatMap((a, i) => {
      const keys = new Set(keysOf(a).slice(1))
      return people
        .slice(i + 1)
        .flatMap((b) => (keysOf(b).some((key) => keys.has(key)) ? [[a.id, b.id].sort().join()] : []))
    })
    expect(met.sort()).toEqual(shares.sort())
    const crowd = Array.from({ length: 200 }, (_, i) =>
      personOf({ id: `${i}`, families: ['Smith'], givens: [] }),
    )
    expect([...pairsOf(blocksOf([...crowd, ...tooMany]))]).toEqual([])
  })

  it('is everybody where they are few', () => {
    const few = [...tooMany.slice(0, 40), personOf(robert)]
    expect([...pairsOf(blocksOf(few))]).toHaveLength((41 * 40) / 2)
    expect([...pairsOf(blocksOf(tooMany))]).toEqual([])
  })

  it('is the same of many who are held in few bytes, in ranges of any width', () => {
    const { people } = readSplink(`${samples}/splink-fake1000`)
    // Among them a name in another script, and a key that more have than it tells of.
    const odd = [
      personOf({ ...robert, id: 'ж', families: ['Петрова', 'Ōta'], emails: ['a@b.example', 'c@d.example'] }),
    ]
    const crowd = Array.from({ length: 130 }, (_, i) =>
      personOf({ id: `z${i}`, families: [], givens: [], phones: ['+12175550199'] }),
    )
    const all = [...people, ...odd, ...crowd, ...tooMany]
    const [held, keys] = [new HeldPeople(), new HeldKeys()]
    for (const person of all) {
      const number = held.add(person, 7)
      for (const key of keyNumbersOf(person)) keys.add(key, number)
    }
    expect(all.map((_, i) => held.person(i + 1))).toEqual(all)
    expect(held.idAndVersion(3)).toEqual({ id: all[2]!.id, version: 7 })
    for (const _ of keys.sort());
    const idOf = (number: number) => held.idAndVersion(number).id
    const pairs = (wide: number) => {
      const found: string[] = []
      for (let from = 1; from <= all.length; from += wide)
        for (const pair of keys.pairs(from, from + wide - 1)) found.push(twoOf(pair).map(idOf).sort().join())
      return found.sort()
    }
    const expected = [...pairsOf(blocksOf(all))].map(([a, b]) => [a.id, b.id].sort().join()).sort()
    expect(pairs(all.length)).toEqual(expected)
    expect(pairs(37)).toEqual(expected)
    const told = [...keys.held()]
    expect(told.every(({ key }, i) => i === 0 || told[i - 1]!.key <= key)).toBe(true)
    expect(told.filter(({ person }) => person === undefined).length).toBeGreaterThan(0)
    expect(told.some(({ person }) => person !== undefined && person > people.length + 1)).toBe(false)
  })

  it('is found by id among those who are held', () => {
    const held = new HeldPeople()
    const ids = Array.from({ length: 99 }, (_, i) => String(1000 + 2 * i))
    for (const id of ids) held.add(personOf({ ...robert, id }), 1)
    expect(ids.map((id) => held.numberOf(id))).toEqual(ids.map((_, i) => i + 1))
    expect(['0', '1001', '9'].map((id) => held.numberOf(id))).toEqual([undefined, undefined, undefined])
  })
})
