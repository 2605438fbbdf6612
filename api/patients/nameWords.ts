import { insertRows } from '../core/db/insertRows.ts'
import { asList, type List, oneOfList } from '../core/db/oneOf.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Trx } from '../core/db/transact.ts'
import { latin, likenessTo } from './alike.ts'
import type { NamesInUse } from './namesInUse.ts'
import { formsOf } from './nicknames.ts'

/*
 * What a typed word may be meant for. Names of a million people are some hundred thousand words, so that forgiving costs an
 * import next to nothing: what is misspelled is first made a word, and words find people. A word that nobody bears any more
 * stays and finds nobody.
 */

const insertWords = insertRows('name_word', ['word'])

const knownOf = prepared(
  (db, p: { words: List }) =>
    db
      .selectFrom('name_word')
      .select('word')
      .where(oneOfList(db, 'word', 'text', p.words)),
  'kept',
)
const lookedUpAtOnce = 2_000

/** Takes in words of names that were not known. Two transactions may both do: no constraint makes one wait for the other. */
export async function learnWords(trx: Trx, words: Iterable<string>): Promise<void> {
  const unique = [...new Set(words)]
  for (let from = 0; from < unique.length; from += lookedUpAtOnce) {
    const some = unique.slice(from, from + lookedUpAtOnce)
    const known = new Set((await knownOf(trx, { words: asList(trx, some) })).map((row) => row.word))
    await insertWords(
      trx,
      some.flatMap((word) => (known.has(word) || latin(word) === '' ? [] : { word })),
    )
  }
}

/** The words one may be meant for, with how alike each is, from 0 to 1; the likest first. */
export type Meaning = ReadonlyMap<string, number>

/** Less alike words are not taken for each other. */
export const leastLikeness = 0.5
const asNickname = 0.9
const meantAtMost = 64

/** The longer two words are, the more they share by chance. */
export const leastOfJoined = 0.85
const differingOfJoined = 2

// Given names recur, and whoever goes on typing sends the words before it again with each letter.
const rememberedAtMost = 500
const remembered = new WeakMap<NamesInUse, { of: number; meanings: Map<string, Meaning> }>()

/**
 * What a typed word may be meant for among all names on file: itself, names it stands for, and names alike. It is remembered
 * until another name comes on file (2026-11-26).
 */
export function meantBy(inUse: NamesInUse, typed: string): Meaning {
  let { of, meanings } = remembered.get(inUse) ?? { of: -1, meanings: new Map<string, Meaning>() }
  if (of !== inUse.size || meanings.size >= rememberedAtMost) {
    meanings = new Map()
    remembered.set(inUse, { of: inUse.size, meanings })
  }
  const known = meanings.get(typed)
  if (known) return known
  const meaning = meantAmong(typed, typed.length < 2 ? [] : inUse.closestTo(typed))
  meanings.set(typed, meaning)
  return meaning
}

/** The same of what nobody typed in one word: it has to be nearly one of a name. */
export const meantByJoined = (inUse: NamesInUse, joined: string): Meaning =>
  meantAmong(joined, inUse.closestTo(joined, differingOfJoined), leastOfJoined)

/** The same among some words. */
export function meantAmong(typed: string, words: Iterable<string>, least = leastLikeness): Meaning {
  const likeness = likenessTo(typed, least)
  const meant = new Map([...formsOf(typed)].map((form) => [form, asNickname]))
  meant.set(typed, 1)
  for (const word of words) {
    const like = likeness(word)
    if (like >= least && like > (meant.get(word) ?? 0)) meant.set(word, like)
  }
  return new Map([...meant].sort((a, b) => b[1] - a[1]).slice(0, meantAtMost))
}
