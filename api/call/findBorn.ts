import type { Kysely } from 'kysely'
import type { callersPolicy } from '../callers/policy.ts'
import type { StaffCtx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import type { PolicyOf } from '../core/policy.ts'
import { type Alike, findAlike, findAlikeBornOn, havingPairs } from '../patients/findAlike.ts'
import { findByNames, type NameQuery } from '../patients/searchQueries.ts'
import type { Proof, SearchTerms } from '../patients/searchTerms.ts'
import { enough, type Meant, meanwhile, ranked, yearOf } from './findNamed.ts'
import type { Found } from './findPeople.ts'
import { askOfFew } from './proveInSearch.ts'

/*
 * A name with a whole birth date, which may have been misheard (2026-11-26). A date that was a little wrong may count for
 * nothing, or it would tell which is nearly right: it agrees whole, which narrows, or the answer is that of the names and the
 * year, to the letter the same for every other day of that year. Whether it agrees is said, is asked first of those who have
 * the very names and then of those whose names are alike, and costs as it did: of few people, in the budget of each of them;
 * of more, in the budget that whoever asks has for birth dates of one year.
 */

type Reader = Kysely<Tables>

// As alike, and born that day: nobody else is meant.
const certainly = 0.8

/** Who may be meant, by names and years of birth, which lists show: nothing of it depends on more of a birth date. */
export interface MayBe {
  /** Who has the very names. */
  exact: readonly string[]
  /** Whose names are like those, in one of the years or whenever they were born. */
  alikeIn(db: Reader, born?: NameQuery['born']): Promise<Alike[]>
}

/**
 * Looks for who may be meant before anything is counted or compared, so that a transaction waits for no more of it than it
 * must (2026-11-27): whoever has the very names, and who is alike where nobody has.
 */
export async function mayBeMeant(
  db: Reader,
  { names, typed, birthDates }: SearchTerms,
  meant: Meant,
): Promise<MayBe> {
  const years = birthDates.map(yearOf)
  const exact = await meanwhile(
    db,
    spanned(years, (born) => findByNames(db, { names, born })),
    typed,
    meant,
  )
  // Of most nothing alike has to be looked for, and then each is worked out once.
  let paired: ReturnType<typeof havingPairs> | undefined
  const found = new Map<string, Alike[]>()
  const alikeIn = async (from: Reader, born?: NameQuery['born']) => {
    const known = found.get(born?.from ?? '')
    if (known) return known
    const understood = await meant.understood()
    paired ??= havingPairs(from, understood.pairs)
    const alike = await findAlike(from, understood, born, paired)
    found.set(born?.from ?? '', alike)
    return alike
  }
  if (exact.length === 0) await Promise.all(years.map((born) => alikeIn(db, born)))
  return { exact, alikeIn }
}

/** What was asked in vain: nobody who may be meant was born that day, or not all were compared. */
export interface NotBorn {
  /** Of those born that day, who is a little alike. */
  agreeing: readonly string[]
  tried: string[]
  uncompared: boolean
}

/**
 * Who of those who may be meant was born that day.
 * @param over whether that last budget is used up: then nothing is compared
 */
export async function findBorn(
  trx: Trx,
  ctx: StaffCtx,
  policy: PolicyOf<typeof callersPolicy>,
  { names, typed, birthDates }: SearchTerms,
  over: boolean,
  { exact, alikeIn }: MayBe,
): Promise<Found | NotBorn> {
  const alikeOfYears = async () => {
    const alike: Alike[] = []
    for (const date of birthDates) alike.push(...(await alikeIn(trx, yearOf(date))))
    return alike
  }
  const proof: Proof = { kind: 'birthDate', keys: birthDates }
  const asked = new Set<string>()
  const spent: string[] = []
  const tried: string[] = []
  const agreeing: string[] = []
  /** Those of a group who were born that day, and those of whom it may not be asked any more. */
  const bornOf = async (ids: readonly string[]): Promise<string[]> => {
    const answer = await askOfFew(trx, ctx, policy, ids, [proof])
    for (const id of ids) asked.add(id)
    tried.push(...answer.tried)
    spent.push(...answer.ids.filter((id) => answer.tried.includes(id)))
    return answer.ids.filter((id) => !answer.tried.includes(id))
  }
  const agreed = (ids: readonly string[], alike: ReadonlySet<string>): Found => ({
    ids: [...ids, ...spent],
    alike,
    cut: false,
    tried,
    uncompared: spent.length > 0,
    born: spent.length > 0 ? null : new Set(ids),
  })

  if (!over) {
    if (exact.length > policy.peopleAskedOneByOne) {
      const born = await spanned(birthDates, (date) =>
        findByNames(trx, { names, born: { from: date, to: date } }),
      )
      if (born.length > 0) return agreed(born, nobody)
    } else {
      const born = await bornOf(exact)
      if (born.length > 0) return agreed(born, nobody)
    }
    const ids = (await alikeOfYears()).map((one) => one.id).filter((id) => !exact.includes(id))
    const alike = [...new Set(ids)]
    if (alike.length <= policy.peopleAskedOneByOne) {
      const born = await bornOf(alike)
      if (born.length > 0) return agreed(born, new Set(born))
    }
    const others = (await findAlikeBornOn(trx, typed, birthDates)).filter(({ id }) => !asked.has(id))
    const certain = others.filter((one) => one.likeness >= certainly).map((one) => one.id)
    if (certain.length > 0) return agreed(certain, new Set(certain))
    agreeing.push(...others.slice(0, enough / 2).map((one) => one.id))
  }
  return { agreeing, tried, uncompared: over || spent.length > 0 }
}

/**
 * The answer of names and years. Nothing of it is compared or counted, so that it is looked for when the transaction that did has
 * ended, and on several connections (2026-11-27).
 */
export async function findByYears(
  db: Reader,
  { names, birthDates }: SearchTerms,
  { alikeIn }: MayBe,
  { agreeing, tried, uncompared }: NotBorn,
): Promise<Found> {
  const exactly = findByNames(db, { names })
  // Its failure is told with the others'.
  exactly.catch(() => {})
  const alike = (
    await Promise.all([alikeIn(db), ...birthDates.map((date) => alikeIn(db, yearOf(date)))])
  ).flat()
  const { ids, alike: like, cut } = ranked(await exactly, alike, birthDates)
  const rest = ids.filter((id) => !agreeing.includes(id))
  return {
    ids: [...agreeing, ...rest],
    alike: new Set([...agreeing, ...like]),
    cut,
    tried,
    uncompared,
    born: uncompared ? null : new Set(agreeing),
  }
}

const nobody: ReadonlySet<string> = new Set()

/** What is found in each of some spans, together. */
async function spanned<S>(
  spans: readonly S[],
  find: (span: S) => Promise<{ ids: string[] }>,
): Promise<string[]> {
  const found = new Set<string>()
  for (const span of spans) for (const id of (await find(span)).ids) found.add(id)
  return [...found]
}
