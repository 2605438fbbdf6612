import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { searchPatients } from '../../api/call/searchPatients.ts'
import { houseForTests, itOnce } from '../support/harness.ts'
import { aPatient, must } from '../support/people.ts'

/*
 * How often the person meant is among the first ten, on samples of what other people labelled; `npm run bench:search` asks
 * the whole of it, among many more.
 */

const house = houseForTests()
const read = (file: string): Record<string, string>[] =>
  parse(readFileSync(new URL(`../fixtures/names/${file}`, import.meta.url)), { columns: true })

interface Query {
  q: string
  id: string
}
const byName: Query[] = []
const byNameAndDate: Query[] = []
const transliterated: Query[] = []

beforeAll(async () => {
  const onFile = new Map<string, string>()
  for (const { person, given, family, born } of read('heard.csv')) {
    if (!given || !family || !born) continue
    const id = onFile.get(person!)
    if (id) {
      byName.push({ q: `${given} ${family}`, id })
      byNameAndDate.push({ q: `${given} ${family} ${born}`, id })
    } else {
      const made = await aPatient(house, { familyName: family, givenName: given, birthDate: born })
      onFile.set(person!, made.id)
    }
  }
  for (const { written, romanized } of read('surnames.csv')) {
    const { id } = await aPatient(house, { familyName: written!, givenName: 'Alex' })
    transliterated.push({ q: `alex ${romanized}`, id })
  }
})

/** The part of the queries that find who is meant, each on a day of its own, so that no budget is used up. */
async function foundOf(queries: readonly Query[]): Promise<number> {
  let found = 0
  for (const { q, id } of queries) {
    house.later(86_400)
    const agent = await house.signIn('helpdesk')
    const reply = await agent.post('/api/patients/search', { filter: { q }, range: [0, 9] })
    if (must(reply, searchPatients).data.some((row) => row.id === id)) found++
  }
  return found / queries.length
}

describe('among the first ten is the person meant', () => {
  itOnce('by a name as somebody heard it, in 92 of 100', async () => {
    expect(byName.length).toBeGreaterThan(80)
    expect(await foundOf(byName)).toBeGreaterThanOrEqual(0.92)
  })

  it('by a name and a birth date as somebody heard them, in 98 of 100', async () => {
    expect(await foundOf(byNameAndDate)).toBeGreaterThanOrEqual(0.98)
  })

  itOnce('by a surname in another script as its people write it in Latin letters, in 80 of 100', async () => {
    expect(transliterated.length).toBeGreaterThan(60)
    expect(await foundOf(transliterated)).toBeGreaterThanOrEqual(0.8)
  })
})
