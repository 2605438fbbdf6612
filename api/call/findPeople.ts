import { callersPolicy } from '../callers/policy.ts'
import type { StaffCtx } from '../core/context.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import { type PolicyOf, readPolicy } from '../core/policy.ts'
import { namesInUse } from '../patients/namesInUse.ts'
import { findByNumber, withMrnEnding } from '../patients/searchQueries.ts'
import { isWhole, type Proof, type SearchTerms } from '../patients/searchTerms.ts'
import { findBorn, findByYears, type MayBe, mayBeMeant, type NotBorn } from './findBorn.ts'
import { findNamed, type Meant, meantBy, merged, type Named, yearOf } from './findNamed.ts'
import { type Asked, askOfFew, countNumber, mayAskBirthDate, wasCounted } from './proveInSearch.ts'

export type Found = Named &
  Omit<Asked, 'ids'> & {
    /** Who was born on the day that was typed; null where none was, or not all who are shown were compared. */
    born: ReadonlySet<string> | null
  }

/**
 * Who is meant by what was typed. Names and years find, since lists show them. What proves identity narrows only within
 * budgets that are counted in the transaction that compares, before anything is shown. The end of a record's number, which
 * lists show too, narrows among those who are shown without it, and finds nobody else (2026-11-26).
 */
export async function findPeople(ctx: StaffCtx, terms: SearchTerms): Promise<Found> {
  if (terms.ending) {
    const numbers = terms.numbers.filter((one) => one.keys[0] !== terms.ending)
    const found = await find(ctx, { ...terms, numbers })
    const ids = await withMrnEnding(ctx.desk.db.read, found.ids, terms.ending)
    if (ids.length > 0) return { ...found, ids }
  }
  // Not the end of a number that is shown: as a whole number it is a question like any other.
  return find(ctx, terms)
}

async function find(ctx: StaffCtx, terms: SearchTerms): Promise<Found> {
  const { db } = ctx.desk
  const { names, typed, numbers, birthDates } = terms
  const proves = numbers.length > 0 || birthDates.length > 0
  const meant = meantBy(typed, () => namesInUse(db))
  if (!proves)
    return { ...(await findNamed(db.read, terms, meant)), tried: [], uncompared: false, born: null }
  const free = await findFreely(ctx, terms)
  if (free) return free
  const [policy, mayBe] = await Promise.all([
    readPolicy(db.read, callersPolicy),
    names.length > 0 && numbers.length === 0 ? mayBeMeant(db.read, terms, meant) : undefined,
    // Within a transaction nobody may wait for another connection.
    names.length > 0 && meant.inUse(),
  ])
  const answer = await transact(db, (trx) => prove(trx, ctx, policy, terms, meant, mayBe))
  return 'ids' in answer ? answer : findByYears(db.read, terms, mayBe!, answer)
}

/**
 * A number alone that was counted before costs nothing: who has it is looked up without a transaction. One that is nobody's counts
 * too: pages show its end, and what is left could be tried through (2026-11-27).
 */
async function findFreely(
  ctx: StaffCtx,
  { names, born, birthDates, numbers }: SearchTerms,
): Promise<Found | undefined> {
  const [number, another] = numbers
  if (!number || another || names.length > 0 || birthDates.length > 0) return undefined
  const { read } = ctx.desk.db
  const found = await findByNumber(read, number, { names, ...(born && { born }) })
  if (!(await wasCounted(read, ctx, number, found.ids.length > 0 || isWhole(number)))) return undefined
  return { ...found, alike: new Set(), tried: [], uncompared: false, born: null }
}

async function prove(
  trx: Trx,
  ctx: StaffCtx,
  policy: PolicyOf<typeof callersPolicy>,
  terms: SearchTerms,
  meant: Meant,
  mayBe: MayBe | undefined,
): Promise<Found | NotBorn> {
  const { names, birthDates, numbers } = terms
  let over = false
  for (const one of birthDates) over = !(await mayAskBirthDate(trx, ctx, policy, one)) || over
  const [first, ...others] = numbers
  if (mayBe) return findBorn(trx, ctx, policy, terms, over, mayBe)
  const years = birthDates.length > 0 ? birthDates.map(yearOf) : [terms.born]
  // Beyond that budget only the years narrow, also where the other century could still be asked.
  const dates: Proof[] = over || birthDates.length === 0 ? [] : [{ kind: 'birthDate', keys: birthDates }]
  const found = ({ ids, tried, uncompared }: Asked, { alike, cut }: Pick<Named, 'alike' | 'cut'>): Found => ({
    ids,
    tried,
    alike,
    cut,
    uncompared: uncompared || over,
    born: birthDates.length === 0 || uncompared || over ? null : new Set(ids),
  })
  if (!first) {
    const spans = over ? years : birthDates.map((one) => ({ from: one, to: one }))
    const born = await merged(spans, (span) => findNamed(trx, { ...terms, born: span }, meant))
    return found({ ids: born.ids, tried: [], uncompared: false }, born)
  }
  const few = policy.peopleAskedOneByOne
  let alike: ReadonlySet<string> = new Set()
  if (names.length > 0) {
    const named = await merged(years, (born) => findNamed(trx, { ...terms, born }, meant))
    const people = fewOf(named, few)
    if (people) {
      const asked = await askOfFew(trx, ctx, policy, people, [...dates, ...numbers])
      return found(asked, { alike: named.alike, cut: false })
    }
    alike = named.alike
  }
  const numbered = await merged(years, async (born) => ({
    ...(await findByNumber(trx, first, { names, born }, alike)),
    alike,
  }))
  // Beside a name the number is asked of those who bear it: that it is none of theirs is an answer too.
  const asked = names.length > 0 || numbered.ids.length > 0 || isWhole(first)
  await countNumber(trx, ctx, policy, first, asked)
  const rest = [...dates, ...others]
  if (rest.length === 0 || numbered.ids.length === 0)
    return found({ ids: numbered.ids, tried: [], uncompared: false }, numbered)
  const answer = await askOfFew(trx, ctx, policy, numbered.ids.slice(0, few), rest)
  return found(answer, { alike, cut: numbered.ids.length > few })
}

/** Whom to ask one by one: everybody, where they are few, and else those who have the very names, where those are. */
function fewOf({ ids, alike }: Named, few: number): string[] | undefined {
  if (ids.length <= few) return ids
  const exact = ids.filter((id) => !alike.has(id))
  return exact.length > 0 && exact.length <= few ? exact : undefined
}
