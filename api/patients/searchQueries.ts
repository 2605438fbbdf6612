import { type Kysely, type RawBuilder, sql } from 'kysely'
import { holds, isPostgres, unseen } from '../core/db/oneOf.ts'
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
// So many rows are looked through sooner than it is found out which of two words has fewer.
const few = 2_000
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
  const [lead] = words
  const params = {
    ...Object.fromEntries(
      words.flatMap((word, i) => [
        [`word${i}`, word],
        [`end${i}`, word + last],
        [`inLine${i}`, ` ${word}`],
      ]),
    ),
    // Of some there is a year only, which stands before its days.
    from: (birthDate && birthDate.from !== birthDate.to ? birthDate.from.slice(0, 4) : birthDate?.from) ?? '',
    to: birthDate?.to ?? '',
  }
  if (lead === undefined && !birthDate) return { ids: [], cut: false }
  const rows = await rowsOf(db, words, birthDate, params)
  const ids = folded(rows)
  return { ids, cut: ids.length > searchCap || rows.some(isBeyond) }
}

function rowsOf(db: Reader, words: readonly string[], born: NameQuery['born'], p: Record<string, string>) {
  const [lead] = words
  const count = words.length
  if (!born) return count === 1 ? byPrefix(db, p) : byWords(`${count}`, db, p)
  const day = born.from === born.to
  if (lead === undefined || day) return byBirth(`${count}${day ? '=' : '-'}`, db, p)
  return byWords(`${count}${narrows(born, lead) ? 'born' : '+'}`, db, p)
}

// One statement says of both, since to ask PostgreSQL twice takes longer than to look.
const beyond = ''
const isBeyond = (row: { patient_id: string }) => row.patient_id === beyond

const folded = (rows: { patient_id: string }[]) =>
  [...new Set(rows.filter((row) => !isBeyond(row)).map((row) => row.patient_id))].slice(0, searchCap + 1)

/** Whether fewer people were born then than have a word that begins so, where many have. */
const narrows = ({ from, to }: { from: string; to: string }, lead: string) =>
  from.slice(0, 4) === to.slice(0, 4) && lead.length < tellingLetters

const begunBy = (db: Reader, p: Record<string, string>, i = 0) =>
  db
    .selectFrom('patient_term')
    .where('term', '>=', unseen(db, p[`word${i}`]!))
    .where('term', '<', unseen(db, p[`end${i}`]!))
    .orderBy('term')
    .orderBy('words')

const byPrefix = prepared(
  (db, p: Record<string, string>) => begunBy(db, p).select('patient_id').limit(rowCap),
  'kept',
)

/**
 * Of two words mostly one is rare, and who has it can be looked through: of a million people some hundreds have the rarer one of a
 * surname and a given name, and thousands the other. Only where both are common, all who have the longer one are looked
 * through, or all who were born in one year. SQLite looks through them sooner than it finds out which is rare (2026-11-27).
 * @param shape how many words; then what is known of the birth date: nothing, from when to when, or one year that tells more
 */
const byWords = preparedBy(
  (shape: string) => (db: Reader, p: Record<string, string>) => {
    const count = Number.parseInt(shape, 10)
    const isBorn = shape !== `${count}`
    const among = (i: number, most: number, when: RawBuilder<boolean>) => {
      const near = begunBy(db, p, i).select(['patient_id', 'words', 'birth_date']).limit(most)
      let some = db.selectFrom(near.as('near')).select('near.patient_id').where(when)
      for (let other = 0; other < count; other++)
        if (other !== i) some = some.where(holds(db, 'near.words', p[`inLine${other}`]!))
      return isBorn ? some.where('birth_date', '>=', p.from!).where('birth_date', '<=', p.to!) : some
    }
    const everybody = (when: RawBuilder<boolean>) => {
      if (shape.endsWith('born'))
        return db
          .selectFrom(bornBy(db, p, count, '-').as('born'))
          .select('born.patient_id')
          .where(when)
      const many = among(0, scanCap, when).limit(rowCap)
      const oneMore = begunBy(db, p).select('term').limit(1).offset(scanCap)
      return db
        .selectFrom(many.as('many'))
        .select('many.patient_id')
        .unionAll(
          db.selectFrom(oneMore.as('more')).select(sql<string>`${beyond}`.as('patient_id')).where(when),
        )
    }
    if (!isPostgres(db)) return everybody(sql`1 = 1`)
    const isFew = (i: number) =>
      sql<boolean>`not exists ${begunBy(db, p, i).select('term').limit(1).offset(few)}`
    const lead = sql<boolean>`(select few from lead)`
    const other = sql<boolean>`(select few from other)`
    const found = db
      // Found out once, and of the second word only where many have the first.
      .with('lead', (q) => q.selectNoFrom(isFew(0).as('few')))
      .with('other', (q) => q.selectNoFrom((count > 1 ? isFew(1) : sql<boolean>`false`).as('few')))
      .selectFrom(among(0, few, lead).as('rare'))
      .select('rare.patient_id')
      .unionAll(everybody(sql`not ${lead} and not ${other}`))
    return count > 1 ? found.unionAll(among(1, few, sql`not ${lead} and ${other}`)) : found
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
const bornBy = (db: Reader, p: Record<string, string>, words: number, when: '=' | '-') => {
  const all = db.selectFrom('patient').select('id as patient_id')
  let born =
    when === '='
      ? all.where('birth_date', '=', p.from!)
      : all.where('birth_date', '>=', p.from!).where('birth_date', '<=', p.to!)
  for (let i = 0; i < words; i++) born = born.where(holds(db, 'words', p[`inLine${i}`]!))
  return born.orderBy('words').limit(searchCap + 1)
}

const byBirth = preparedBy(
  (shape: string) => (db: Reader, p: Record<string, string>) =>
    bornBy(db, p, Number.parseInt(shape, 10), shape.endsWith('=') ? '=' : '-'),
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
