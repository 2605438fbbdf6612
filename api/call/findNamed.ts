import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { isPostgres } from '../core/db/oneOf.ts'
import type { Tables } from '../core/db/tables.ts'
import { type Alike, findAlike, type Understood, understand } from '../patients/findAlike.ts'
import type { NamesInUse } from '../patients/namesInUse.ts'
import { formsOf } from '../patients/nicknames.ts'
import { type FoundIds, findByNames, findByOnlyName, type NameQuery } from '../patients/searchQueries.ts'
import type { SearchTerms } from '../patients/searchTerms.ts'

/** With as many by the very words, nobody looks for others; and no more are shown of those who are only alike. */
export const enough = 10

export interface Named extends FoundIds {
  /** Who was found by a name like the one that was typed. */
  alike: ReadonlySet<string>
}

export type Names = Pick<SearchTerms, 'names' | 'typed' | 'twice'> & Pick<NameQuery, 'born'>

/** What may be meant by what was typed, worked out where somebody asks for it, and once. */
export interface Meant {
  inUse(): Promise<NamesInUse>
  understood(): Promise<Understood>
}

export function meantBy(typed: readonly string[], namesInUse: () => Promise<NamesInUse>): Meant {
  const inUse = atMostOnce(namesInUse)
  return { inUse, understood: atMostOnce(async () => understand(await inUse(), typed)) }
}

/** By the words that were typed first, then by names like them. */
export async function findNamed(db: Kysely<Tables>, query: Names, meant: Meant): Promise<Named> {
  const exact = await meanwhile(db, findExactly(db, query), query.typed, meant)
  if (query.names.length === 0 || exact.ids.length >= enough) return { ...exact, alike: new Set() }
  if (exact.ids.length > 0 && !(await isWhole(query.typed, meant))) return { ...exact, alike: new Set() }
  const others = (await findAlike(db, await meant.understood(), query.born))
    .map((one) => one.id)
    .filter((id) => !exact.ids.includes(id))
    .slice(0, enough - exact.ids.length)
  return { ...exact, ids: [...exact.ids, ...others], alike: new Set(others) }
}

/**
 * What a question finds. While PostgreSQL looks for who has the very words, this process works out what else they may be meant
 * for: of most whole names that is wanted, and takes as long (2026-11-27). SQLite looks in this process, and gains nothing
 * by it; within a transaction the words of all names are known already.
 * @param typed words of names that are looked for
 */
export async function meanwhile<T>(
  db: Kysely<Tables>,
  looking: Promise<T>,
  typed: readonly string[],
  meant: Meant,
): Promise<T> {
  if (typed.length > 0 && isPostgres(db) && !db.isTransaction) {
    // Its failure is told below, and not before.
    looking.catch(() => {})
    // The question has gone out by then.
    await nextTurn()
    if (await isWhole(typed, meant)) await meant.understood()
  }
  return looking
}

/** By the words that were typed, or as beginnings of words; first who has the very name that was typed twice. */
async function findExactly(db: Kysely<Tables>, query: Names): Promise<FoundIds> {
  const found = await findByNames(db, query)
  if (query.twice === undefined) return found
  const first = await findByOnlyName(db, query.twice, query.born)
  return { ...found, ids: [...first, ...found.ids.filter((id) => !first.includes(id))] }
}

/** Fewer letters are the beginning of a word, unless they stand beside a name. */
const wholeWord = 4

/**
 * Whether names were typed to their ends, as far as that can be told. Who is still typing is found by the beginnings of words;
 * what those are like is not asked as long as somebody is.
 */
async function isWhole(typed: readonly string[], meant: Meant): Promise<boolean> {
  const isLong = (word: string) => word.length >= wholeWord
  const standsForOthers = (word: string) => formsOf(word).size > 0
  if (typed.some(standsForOthers) && typed.every((word) => standsForOthers(word) || isLong(word))) return true
  if (!typed.some(isLong)) return false
  const inUse = await meant.inUse()
  return typed.every((word) => inUse.has(word))
}

/** What is found in each of some spans of birth dates, together. */
export async function merged<S>(spans: readonly S[], find: (span: S) => Promise<Named>): Promise<Named> {
  const found: Named[] = []
  for (const span of spans) found.push(await find(span))
  return {
    ids: [...new Set(found.flatMap((one) => one.ids))],
    cut: found.some((one) => one.cut),
    alike: new Set(found.flatMap((one) => [...one.alike])),
  }
}

export const yearOf = (day: string) => ({ from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` })

// How much a year of birth that agrees, or is one slip away, counts beside a name.
const sameYear = 0.15
const nearYear = 0.07

/**
 * Who has the names, or names like them, whenever they were born; ranked by the year besides, which lists show. Nothing of
 * it depends on more of a birth date.
 * @param exact who has the names
 * @param alike whose names are like those, of all and of the years
 */
export function ranked(exact: FoundIds, alike: readonly Alike[], birthDates: readonly string[]): Named {
  const years = birthDates.map((date) => date.slice(0, 4))
  const rank = new Map<string, number>()
  for (const { id, birthDate, likeness } of alike)
    rank.set(id, likeness + byYear(birthDate.slice(0, 4), years))
  for (const id of exact.ids) if (!rank.has(id)) rank.set(id, 1)
  const first = [...rank]
    .sort((a, b) => b[1] - a[1])
    .map(([id]) => id)
    .slice(0, enough)
  return {
    ids: [...first, ...exact.ids.filter((id) => !first.includes(id))],
    cut: exact.cut,
    alike: new Set(first.filter((id) => !exact.ids.includes(id))),
  }
}

function byYear(born: string, years: readonly string[]): number {
  if (years.includes(born)) return sameYear
  const near = years.some(
    (year) =>
      Math.abs(Number(year) - Number(born)) === 1 ||
      [...year].filter((digit, i) => digit !== born[i]).length === 1,
  )
  return near ? nearYear : 0
}

function atMostOnce<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined
  return () => {
    done ??= work()
    return done
  }
}
