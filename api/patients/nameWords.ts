import type { Kysely } from 'kysely'
import { insertRows } from '../core/db/insertRows.ts'
import { preparedBy } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { keysAsked, keysOf, likenessTo } from './alike.ts'
import { formsOf } from './nicknames.ts'

/*
 * The words of all names, each once, with the keys of what is taken for it. Names of a million people are some ten thousands
 * of words, so that forgiving costs an import next to nothing: what is misspelled is first made a word, and words find people.
 * A word that nobody bears any more stays and finds nobody.
 */

const insertKeys = insertRows('name_key', ['key', 'word'])

/** Bounds on words gone through for one that was typed. */
const keyRowsAtMost = 3_000
const comparedAtMost = 300

const knownOf = preparedBy(
  (count: number) => (db: Kysely<Tables>, p: Record<string, string>) =>
    db
      .selectFrom('name_key')
      .select('word')
      .where(
        'key',
        'in',
        Array.from({ length: count }, (_, i) => p[i]!),
      )
      .whereRef('key', '=', 'word'),
)
const lookedUpAtOnce = 256

/** Takes in words of names that were not known. Two transactions may both do: no constraint makes one wait for the other. */
export async function learnWords(trx: Trx, words: Iterable<string>): Promise<void> {
  const unique = [...new Set(words)]
  for (let from = 0, count = lookedUpAtOnce; from < unique.length; from += count) {
    // Powers of two, so that a handful of queries is compiled however many words come at once.
    while (count > unique.length - from) count /= 2
    const some = unique.slice(from, from + count)
    const known = new Set(
      (await knownOf(some.length, trx, Object.fromEntries(some.entries()))).map((row) => row.word),
    )
    const rows = some.flatMap((word) => {
      const keys = known.has(word) ? [] : keysOf(word)
      // Under itself too, as a sign that it is known.
      return keys.length === 0 ? [] : [...new Set([word, ...keys])].map((key) => ({ key, word }))
    })
    await insertKeys(
      trx,
      rows.sort((a, b) => (a.key < b.key ? -1 : 1)),
    )
  }
}

const wordsWith = preparedBy(
  (count: number) => (db: Kysely<Tables>, p: Record<string, string>) =>
    db
      .selectFrom('name_key')
      .select(['key', 'word'])
      .where(
        'key',
        'in',
        Array.from({ length: count }, (_, i) => p[i]!),
      )
      .limit(keyRowsAtMost),
)

/** The words one may be meant for, with how alike each is, from 0 to 1; the likest first. */
export type Meaning = ReadonlyMap<string, number>

/** Less alike words are not taken for each other. */
const leastLikeness = 0.5
const asNickname = 0.9
const meantAtMost = 64

/** What a typed word may be meant for among all names on file: itself, names it stands for, and names alike. */
export async function meantBy(db: Kysely<Tables>, typed: string): Promise<Meaning> {
  const keys = typed.length < 2 ? [] : keysAsked(typed)
  const common = new Map<string, number>()
  if (keys.length > 0)
    for (const { word } of await wordsWith(keys.length, db, Object.fromEntries(keys.entries())))
      common.set(word, (common.get(word) ?? 0) + 1)
  // Who shares most keys and is about as long is the likest.
  const closeness = ([word, keys]: [string, number]) => keys / (1 + Math.abs(word.length - typed.length))
  const closest = [...common].sort((a, b) => closeness(b) - closeness(a)).slice(0, comparedAtMost)
  return meantAmong(
    typed,
    closest.map(([word]) => word),
  )
}

/** The same among some words. */
export function meantAmong(typed: string, words: Iterable<string>): Meaning {
  const likeness = likenessTo(typed)
  const meant = new Map([...formsOf(typed)].map((form) => [form, asNickname]))
  meant.set(typed, 1)
  for (const word of words) {
    const like = likeness(word)
    if (like >= leastLikeness && like > (meant.get(word) ?? 0)) meant.set(word, like)
  }
  return new Map([...meant].sort((a, b) => b[1] - a[1]).slice(0, meantAtMost))
}
