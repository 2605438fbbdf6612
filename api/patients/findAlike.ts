import type { Kysely } from 'kysely'
import { asWordsOfThree, isPostgres, wordsOfThree } from '../core/db/oneOf.ts'
import { prepared, preparedBy } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import { mayBeLike } from './alike.ts'
import { wordsIn } from './findable.ts'
import type { NamesInUse } from './namesInUse.ts'
import { type Meaning, meantAmong, meantBy, meantByJoined } from './nameWords.ts'
import { likeliestWords, likenessOf, type Pair, pairsOf } from './rankAlike.ts'
import { readingsOf } from './readings.ts'

type Reader = Kysely<Tables>
type Born = { from: string; to: string }
type Span = { bornFrom: string; bornTo: string }

/** Somebody whose name is like the one that was typed. */
export interface Alike {
  id: string
  /** As the record has it, YYYY-MM-DD or less: masked, to be compared on the server only. */
  birthDate: string
  /** From 0 to 1. */
  likeness: number
}

interface Row {
  patient_id: string
  words: string
  birth_date: string
}

/** One with the words of its line, which are taken apart once. */
interface Lined {
  row: Row
  line: readonly string[]
}
const lined = (row: Row): Lined => ({ row, line: wordsIn(row.words) })

// Bounds on work: words looked at by themselves, pairs of words, and the rows of either.
const wordsAtMost = 8
const pairsAtMost = 256
const rowsAtMost = 600
const bearersAtMost = 40
const bearersOfTyped = 800
const bearersLookedThrough = 3_000
const enough = 10

/** Less alike than this, or than the likest by this much more, is somebody else. */
const leastAlike = 0.6
const behindTheLikest = 0.25
const surely = 0.85

const last = '\u{10FFFF}'
const oneOfThree = (words: number) => (words > 2 ? 1 : 0)

/** A name as it was typed, and what may be meant by it. */
export interface Understood {
  readings: readonly (readonly string[])[]
  meanings: ReadonlyMap<string, Meaning>
  pairs: readonly Pair[]
}

/**
 * What may be meant by a name: most of what finding it costs, and the same whenever the person was born.
 * @param typed words of names in the order they were typed
 */
export function understand(inUse: NamesInUse, typed: readonly string[]): Understood {
  const readings = readingsOf(typed)
  const meanings = new Map(
    [...new Set(readings.flat())].map((word) => [
      word,
      typed.includes(word) ? meantBy(inUse, word) : meantByJoined(inUse, word),
    ]),
  )
  return { readings, meanings, pairs: pairsOf(readings, meanings, pairsAtMost) }
}

/** Who has one of some pairs of words, the likeliest first and not all where they are many. */
export const havingPairs = async (db: Reader, pairs: Understood['pairs'], born?: Born): Promise<Row[]> =>
  pairs.length > 0 ? byPairs(db, { ...spanOf(born), pairs: asWordsOfThree(db, pairs) }) : []

// Of some there is a year only, which stands before its days.
const spanOf = (born: Born | undefined): Span => ({
  bornFrom: born?.from.slice(0, 4) ?? '',
  bornTo: born?.to ?? last,
})

/**
 * Finds whose name is like what was typed: misspelled, misheard, in another order, split or joined, by a nickname, or in
 * another script; one word of three or more may be another one altogether.
 * @param born from when to when, YYYY-MM-DD
 * @param paired who `havingPairs` found, where they are looked for in several spans
 * @returns the likest first, and those who are as like in the order of names
 */
export async function findAlike(
  db: Reader,
  { readings, meanings: understood, pairs }: Understood,
  born?: Born,
  paired?: Promise<readonly Row[]>,
): Promise<Alike[]> {
  const meanings = new Map(understood)
  const span = spanOf(born)
  const found = new Map<string, Lined>()
  const add = (rows: readonly Row[]) => {
    for (const row of rows) if (!found.has(row.patient_id)) found.set(row.patient_id, lined(row))
  }
  // Who has one name, or goes by the second of two family names, has no such pair at the beginning of the line. And of those
  // who have one of the words, the others may be less like than what was looked up.
  const words = likeliestWords(meanings, wordsAtMost)
  const most = (word: string) =>
    readings[0]!.length > 1 && readings[0]!.includes(word) ? bearersOfTyped : bearersAtMost
  const bearersOf = () =>
    byTerms(words.length, db, {
      ...span,
      ...Object.fromEntries(
        words.flatMap((word, i) => [
          [`word${i}`, word],
          [`most${i}`, most(word)],
        ]),
      ),
    })
  // Both at once: two processes of PostgreSQL find them in the time of one. Of most people both are wanted; where one connection
  // finds them, and one after the other, who is not wanted is not asked for (2026-11-27).
  const ahead = isPostgres(db) && !db.isTransaction ? bearersOf() : undefined
  // Its failure is told when it is wanted, or with the other's.
  ahead?.catch(() => {})
  const those = await paired
  const likeliest =
    those && those.length < rowsAtMost
      ? those.filter((row) => row.birth_date >= span.bornFrom && row.birth_date <= span.bornTo)
      : await havingPairs(db, pairs, born)
  add(likeliest)
  const likenessIn = (line: readonly string[]) => likenessOf(line, readings, meanings, oneOfThree)
  const first = ranked(found.values(), likenessIn)
  if (first.filter((one) => one.likeness >= surely).length >= enough) return first
  add(await (ahead ?? bearersOf()))
  const telling = new Set<string>()
  for (const [word, meaning] of meanings) {
    // Who bears the word itself is not looked through for what may be meant by it: nearly all bear one that was typed, and one
    // of their names would answer for both.
    const theirs = new Set<string>()
    for (const { line } of found.values()) if (!line.includes(word)) for (const one of line) theirs.add(one)
    telling.add(word)
    for (const one of theirs) if (meaning.has(one) || one.startsWith(word)) telling.add(one)
    // What is nearly a word that was made of two was found among all names.
    if (!readings[0]!.includes(word)) continue
    const likely = [...theirs].filter(mayBeLike(word))
    const meant = new Map([...meantAmong(word, likely), ...meaning])
    for (const one of likely) if (meant.has(one)) telling.add(one)
    meanings.set(word, meant)
  }
  const least = Math.min(readings[0]!.length, 2)
  const some = [...found.values()].filter(({ line }) => hasAtLeast(line, telling, least))
  return ranked(some, likenessIn)
}

function hasAtLeast(line: readonly string[], telling: ReadonlySet<string>, least: number): boolean {
  let has = 0
  for (const one of line) if (telling.has(one) && ++has === least) return true
  return false
}

/** Of those born on one of some days, who is called something of what was typed: on one day few are born. */
export async function findAlikeBornOn(
  db: Reader,
  typed: readonly string[],
  days: readonly string[],
): Promise<Alike[]> {
  const readings = readingsOf(typed)
  const rows: Lined[] = []
  for (const day of days) rows.push(...(await bornOn(db, { day })).map(lined))
  const words = new Set(rows.flatMap((row) => row.line))
  const meanings = new Map([...new Set(readings.flat())].map((word) => [word, meantAmong(word, words)]))
  return ranked(rows, (line) => likenessOf(line, readings, meanings, (count) => count - 1), 0.4)
}

function ranked(
  rows: Iterable<Lined>,
  likeness: (line: readonly string[]) => number,
  least = leastAlike,
): Alike[] {
  const all = [...rows].map(({ row, line }) => ({ row, likeness: likeness(line) }))
  const likest = Math.max(0, ...all.map((one) => one.likeness))
  return all
    .filter((one) => one.likeness >= Math.max(least, likest - behindTheLikest))
    .sort((a, b) => b.likeness - a.likeness || byName(a.row, b.row))
    .map(({ row, likeness }) => ({ id: row.patient_id, birthDate: row.birth_date, likeness }))
}

/** Who has the very same names as somebody else comes by their ids: an order by birth date would tell which of two is the older. */
function byName(one: Row, other: Row): number {
  if (one.words !== other.words) return one.words < other.words ? -1 : 1
  return one.patient_id < other.patient_id ? -1 : 1
}

// Each pair is one place in the tree, since the line of words begins with the family name.
const byPairs = prepared(
  (db, p: Span & { pairs: string }) =>
    db
      .selectFrom(wordsOfThree(db, p.pairs).as('pair'))
      .innerJoin('patient_term as t', (join) =>
        join.onRef('t.term', '=', 'pair.a').onRef('t.words', '>=', 'pair.b').onRef('t.words', '<', 'pair.c'),
      )
      .select(['t.patient_id', 't.words', 't.birth_date'])
      .where('t.birth_date', '>=', p.bornFrom)
      .where('t.birth_date', '<=', p.bornTo)
      .limit(rowsAtMost),
  'kept',
)

// Of who has a word some thousands are looked through for those born then.
const byTerms = preparedBy(
  (count: number) => (db: Reader, p: Record<string, string | number>) => {
    const of = (i: number) => {
      const bearers = db
        .selectFrom('patient_term')
        .select(['patient_id', 'words', 'birth_date'])
        .where('term', '=', p[`word${i}`] as string)
        .orderBy('words')
        .limit(bearersLookedThrough)
      const born = db
        .selectFrom(bearers.as('bearer'))
        .select(['patient_id', 'words', 'birth_date'])
        .where('birth_date', '>=', p.bornFrom as string)
        .where('birth_date', '<=', p.bornTo as string)
        .orderBy('words')
        .limit(p[`most${i}`] as number)
      return db.selectFrom(born.as('some')).select(['patient_id', 'words', 'birth_date'])
    }
    return Array.from({ length: count - 1 }, (_, i) => of(i + 1)).reduce(
      (all, one) => all.unionAll(one),
      of(0),
    )
  },
  'kept',
)

const bornOn = prepared(
  (db, p: { day: string }) =>
    db
      .selectFrom('patient')
      .select(['id as patient_id', 'words', 'birth_date'])
      .where('birth_date', '=', p.day)
      .orderBy('words')
      .limit(rowsAtMost),
  'kept',
)
