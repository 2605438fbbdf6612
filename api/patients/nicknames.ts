import { readFileSync } from 'node:fs'
import type { Kysely } from 'kysely'
import { preparedBy } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import { normalize } from '../core/normalize.ts'
import type { NameQuery } from './searchQueries.ts'

/*
 * Given names that stand for each other: nicknames.txt is the list of CDCgov/phdi at a0713b4 (CC0 1.0), one name a line with
 * the short forms and variants it goes by.
 */
const standFor = new Map<string, Set<string>>()
for (const line of readFileSync(new URL('./nicknames.txt', import.meta.url), 'utf8').split('\n')) {
  const [name = '', forms = ''] = line.trim().split(':')
  for (const form of forms.split(',').filter(Boolean)) {
    const [one, other] = [normalize(name), normalize(form)]
    standFor.set(one, (standFor.get(one) ?? new Set()).add(other))
    standFor.set(other, (standFor.get(other) ?? new Set()).add(one))
  }
}

const rowCap = 200
const last = '\u{10FFFF}'

// Each name is one place in the tree, since the line of words begins with the family name.
const byPair = preparedBy(
  (forms: number) => (db: Kysely<Tables>, p: Record<string, string>) =>
    db
      .selectFrom('patient_term')
      .select(['patient_id', 'words', 'birth_date'])
      .where(
        'term',
        'in',
        Array.from({ length: forms }, (_, i) => p[i]!),
      )
      .where('words', '>=', p.from!)
      .where('words', '<', p.to!)
      .orderBy('words')
      .limit(rowCap),
)

/**
 * Ids of patients whose given name stands for one that was typed, “Robert” for “Bob”, beside a family name that begins as
 * another word does; in the order of names, at most 200.
 */
export async function findByNicknames(db: Kysely<Tables>, { names, born }: NameQuery): Promise<string[]> {
  const found = new Set<string>()
  for (const nickname of names) {
    const forms = [...(standFor.get(nickname) ?? [])]
    if (forms.length === 0) continue
    const others = names.filter((name) => name !== nickname)
    for (const family of others) {
      const params = {
        ...Object.fromEntries(forms.entries()),
        from: ` ${family}`,
        to: ` ${family}${last}`,
      }
      for (const { patient_id, words, birth_date } of await byPair(forms.length, db, params))
        if (
          others.every((name) => words.includes(` ${name}`)) &&
          (!born || (birth_date >= born.from && birth_date <= born.to))
        )
          found.add(patient_id)
    }
  }
  return [...found]
}
