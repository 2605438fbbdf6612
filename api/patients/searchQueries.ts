import { type Kysely, sql } from 'kysely'
import { prepared, preparedBy } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import { identifierKey } from '../core/normalize.ts'
import { wholeTerm } from './findable.ts'
import type { Proof } from './searchTerms.ts'
import { shownOfMrn } from './shownOfMrn.ts'

type Reader = Kysely<Tables>

/** Matches beyond this are not counted: nobody reads on, they add a word. */
export const searchCap = 100
// One person can stand under several terms with one prefix: rows enough for the cap once they are folded together.
const rowCap = searchCap * 3
// A bound on rows looked at, so that a search for nearly nothing cannot hold the thread.
const scanCap = 20_000
const last = '\u{10FFFF}'

// With a birth date or year, fewer letters than this match more people than the date does.
const tellingLetters = 5

/** Names as prefixes of words, all of which a person has; and from when to when they were born, YYYY-MM-DD. */
export interface NameQuery {
  names: readonly string[]
  born?: { from: string; to: string }
}

export interface FoundIds {
  ids: string[]
  cut: boolean
}

/**
 * Ids of the patients that match, at most `searchCap + 1`, in the order of names; `cut` says that
 * it stopped looking before the end, so that there may be more.
 */
export async function findByNames(
  db: Reader,
  { names: words, born: birthDate }: NameQuery,
): Promise<FoundIds> {
  const [lead, ...others] = words
  const params = {
    ...Object.fromEntries(
      words.flatMap((word, i) => [
        [`word${i}`, word],
        [`inLine${i}`, ` ${word}`],
      ]),
    ),
    end: (lead ?? '') + last,
    // Of some there is a year only, which stands before its days.
    from: (birthDate && birthDate.from !== birthDate.to ? birthDate.from.slice(0, 4) : birthDate?.from) ?? '',
    to: birthDate?.to ?? '',
  }
  if (birthDate && (lead === undefined || narrows(birthDate, lead))) {
    const day = birthDate.from === birthDate.to
    const ids = folded(await byBirth(`${words.length}${day ? '=' : '-'}`, db, params))
    return { ids, cut: ids.length > searchCap }
  }
  if (lead === undefined) return { ids: [], cut: false }
  const alone = others.length === 0 && !birthDate
  const rows = alone
    ? await byPrefix(db, params)
    : await byWords(`${others.length}${birthDate ? '+' : '-'}`, db, params)
  const ids = folded(rows)
  return { ids, cut: ids.length > searchCap || rows.some(isBeyond) }
}

// One statement says of both, since to ask PostgreSQL twice takes longer than to look.
const beyond = ''
const isBeyond = (row: { patient_id: string }) => row.patient_id === beyond

const folded = (rows: { patient_id: string }[]) =>
  [...new Set(rows.filter((row) => !isBeyond(row)).map((row) => row.patient_id))].slice(0, searchCap + 1)

/** Whether fewer people were born then than have a word that begins so. */
const narrows = ({ from, to }: { from: string; to: string }, lead: string) =>
  from === to || (from.slice(0, 4) === to.slice(0, 4) && lead.length < tellingLetters)

const begunBy = (db: Reader, p: Record<string, string>) =>
  db
    .selectFrom('patient_term')
    .where('term', '>=', p.word0!)
    .where('term', '<', p.end!)
    .orderBy('term')
    .orderBy('words')

const byPrefix = prepared(
  (db, p: Record<string, string>) => begunBy(db, p).select('patient_id').limit(rowCap),
  'kept',
)

const byWords = preparedBy(
  (shape: string) => (db: Reader, p: Record<string, string>) => {
    const near = begunBy(db, p).select(['patient_id', 'words', 'birth_date']).limit(scanCap)
    let narrowed = db.selectFrom(near.as('near')).select('patient_id')
    for (let i = 1; i <= Number.parseInt(shape, 10); i++)
      // A word begins after a space in the line; replace needs no escaping of what was typed.
      narrowed = narrowed.where(sql<boolean>`replace(near.words, ${p[`inLine${i}`]}, '') <> near.words`)
    if (shape.endsWith('+'))
      narrowed = narrowed.where('birth_date', '>=', p.from!).where('birth_date', '<=', p.to!)
    const oneMore = begunBy(db, p).select('term').limit(1).offset(scanCap)
    return db
      .selectFrom(narrowed.limit(rowCap).as('narrowed'))
      .select('patient_id')
      .unionAll(db.selectFrom(oneMore.as('more')).select(sql<string>`${beyond}`.as('patient_id')))
  },
  'kept',
)

const byLine = prepared(
  (db, p: { word: string; line: string }) =>
    db
      .selectFrom('patient_term')
      .select(['patient_id', 'birth_date'])
      .where('term', '=', p.word)
      .where('words', '=', p.line)
      .limit(searchCap),
  'kept',
)

/** Ids of those who have one name and no other: “Paul Paul” is among all who are called so in some way. */
export async function findByOnlyName(db: Reader, word: string, born: NameQuery['born']): Promise<string[]> {
  const rows = await byLine(db, { word, line: ` ${word}` })
  return rows
    .filter(({ birth_date }) => !born || (birth_date >= born.from && birth_date <= born.to))
    .map((row) => row.patient_id)
}

// In the order of names whoever was born when: an order by birth date would tell which of two is the older.
const byBirth = preparedBy(
  (shape: string) => (db: Reader, p: Record<string, string>) => {
    const all = db.selectFrom('patient').select('id as patient_id')
    let born = shape.endsWith('=')
      ? all.where('birth_date', '=', p.from!)
      : all.where('birth_date', '>=', p.from!).where('birth_date', '<=', p.to!)
    for (let i = 0; i < Number.parseInt(shape, 10); i++)
      born = born.where(sql<boolean>`replace(words, ${p[`inLine${i}`]}, '') <> words`)
    return born.orderBy('words').limit(searchCap + 1)
  },
  'kept',
)

// A number that more people share than anybody looks through is nobody's in particular: a hospital's own, or a row of zeros.
const sharedBy = 3_000

const byWhole = preparedBy((count: number) => (db: Reader, p: Record<string, string>) => {
  const keys = Array.from({ length: count }, (_, i) => i)
  const reached = db
    .selectFrom('contact_point')
    .select('patient_id')
    .where(
      'value_key',
      'in',
      keys.map((i) => p[`key${i}`]!),
    )
    .where('ended_at', 'is', null)
    .limit(sharedBy)
  return db
    .selectFrom('patient_term')
    .select(['patient_id', 'words', 'birth_date'])
    .where(
      'term',
      'in',
      keys.map((i) => p[`term${i}`]!),
    )
    .unionAll(
      db
        .selectFrom(reached.as('c'))
        .innerJoin('patient as p', 'p.id', 'c.patient_id')
        .select(['c.patient_id', 'p.words', 'p.birth_date']),
    )
    .orderBy('words')
    .limit(rowCap)
})

/**
 * Ids of the patients with a number or address, narrowed as by `findByNames` or to those whose names are alike, in the
 * order of names.
 */
export async function findByNumber(
  db: Reader,
  { keys }: Proof,
  { names, born }: NameQuery,
  alike: ReadonlySet<string> = new Set(),
): Promise<FoundIds> {
  const params = keys.flatMap((key, i) => [
    [`key${i}`, key],
    [`term${i}`, wholeTerm(key)],
  ])
  const rows = await byWhole(keys.length, db, Object.fromEntries(params))
  const ids = folded(
    rows.filter(
      ({ patient_id, words, birth_date }) =>
        (names.every((name) => words.includes(` ${name}`)) || alike.has(patient_id)) &&
        (!born || (birth_date >= born.from && birth_date <= born.to)),
    ),
  )
  return { ids, cut: ids.length > searchCap }
}

const mrnsOf = preparedBy(
  (count: number) => (db: Reader, p: Record<string, string>) =>
    db
      .selectFrom('patient')
      .select(['id', 'mrn'])
      .where(
        'id',
        'in',
        Array.from({ length: count }, (_, i) => p[i]!),
      ),
)

/** Those of some patients whose record number, as lists show it, ends so; in the order given. */
export async function withMrnEnding(db: Reader, ids: readonly string[], ending: string): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await mrnsOf(ids.length, db, Object.fromEntries(ids.entries()))
  const having = new Set(
    rows.filter(({ mrn }) => identifierKey(mrn.slice(-shownOfMrn)) === ending).map((row) => row.id),
  )
  return ids.filter((id) => having.has(id))
}
