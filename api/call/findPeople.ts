import type { Kysely } from 'kysely'
import { callersPolicy } from '../callers/policy.ts'
import { hospitalDay } from '../core/calendar.ts'
import type { StaffCtx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import { type PolicyOf, readPolicy } from '../core/policy.ts'
import { findByNicknames } from '../patients/nicknames.ts'
import { type FoundIds, findByNames, findByNumber, type NameQuery } from '../patients/searchQueries.ts'
import type { Proof, SearchTerms } from '../patients/searchTerms.ts'
import { type Asked, askOfFew, countNumber, fewPeople, mayAskBirthDate } from './proveInSearch.ts'

export type Found = FoundIds &
  Omit<Asked, 'ids'> & {
    /** Who was found by a name that stands for the one that was typed. */
    nicknamed: ReadonlySet<string>
  }

// With as many by the very words, nobody looks for others.
const enough = 10

/**
 * Who is meant by what was typed. Names and years find, since lists show them. What proves identity narrows only within
 * budgets that are counted in the transaction that compares, before anything is shown.
 */
export async function findPeople(ctx: StaffCtx, terms: SearchTerms): Promise<Found> {
  if (terms.numbers.length === 0 && terms.birthDates.length === 0)
    return { ...(await findNamed(ctx.desk.db.read, terms)), tried: [], uncompared: false }
  const policy = await readPolicy(ctx.desk.db.read, callersPolicy)
  const day = hospitalDay(ctx.now(), policy.timeZone)
  return transact(ctx.desk.db, (trx) => prove(trx, ctx, day, policy, terms))
}

async function prove(
  trx: Trx,
  ctx: StaffCtx,
  day: string,
  policy: PolicyOf<typeof callersPolicy>,
  { names, born, birthDates, numbers }: SearchTerms,
): Promise<Found> {
  const years = birthDates.length > 0 ? birthDates.map(yearOf) : [born]
  let over = false
  for (const one of birthDates) over = !(await mayAskBirthDate(trx, ctx, day, policy, one)) || over
  // Beyond that budget only the years narrow, also where the other century could still be asked.
  const dates: Proof[] = over || birthDates.length === 0 ? [] : [{ kind: 'birthDate', keys: birthDates }]
  if (names.length > 0) {
    const named = await merged(years, (year) => findNamed(trx, { names, born: year }))
    if (named.ids.length <= fewPeople) {
      const asked = await askOfFew(trx, ctx, day, policy, named.ids, [...dates, ...numbers])
      return { ...asked, nicknamed: named.nicknamed, cut: false, uncompared: asked.uncompared || over }
    }
  }
  const [first, ...others] = numbers
  if (!first) {
    const spans = over ? years : birthDates.map((one) => ({ from: one, to: one }))
    const found = await merged(spans, (span) => findNamed(trx, { names, born: span }))
    return { ...found, tried: [], uncompared: over }
  }
  const numbered = await merged(years, async (year) => ({
    ...(await findByNumber(trx, first, { names, born: year })),
    nicknamed: new Set<string>(),
  }))
  if (numbered.ids.length > 0) await countNumber(trx, ctx, day, policy, first)
  const rest = [...dates, ...others]
  if (rest.length === 0 || numbered.ids.length === 0) return { ...numbered, tried: [], uncompared: over }
  const asked = await askOfFew(trx, ctx, day, policy, numbered.ids.slice(0, fewPeople), rest)
  return {
    ...asked,
    nicknamed: numbered.nicknamed,
    cut: numbered.ids.length > fewPeople,
    uncompared: asked.uncompared || over,
  }
}

const yearOf = (day: string) => ({ from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` })

/** What is found in each of some spans of birth dates, together. */
async function merged<S>(spans: readonly S[], find: (span: S) => Promise<Named>): Promise<Named> {
  const found: Named[] = []
  for (const span of spans) found.push(await find(span))
  return {
    ids: [...new Set(found.flatMap((one) => one.ids))],
    cut: found.some((one) => one.cut),
    nicknamed: new Set(found.flatMap((one) => [...one.nicknamed])),
  }
}

type Named = Pick<Found, 'ids' | 'cut' | 'nicknamed'>

/** By the words that were typed first, then by names they stand for. */
async function findNamed(db: Kysely<Tables>, query: NameQuery): Promise<Named> {
  const exact = await findByNames(db, query)
  const nicknamed =
    exact.ids.length < enough
      ? (await findByNicknames(db, query)).filter((id) => !exact.ids.includes(id))
      : []
  return { ids: [...exact.ids, ...nicknamed], cut: exact.cut, nicknamed: new Set(nicknamed) }
}
