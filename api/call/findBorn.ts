import type { callersPolicy } from '../callers/policy.ts'
import type { StaffCtx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import type { PolicyOf } from '../core/policy.ts'
import { findAlike, findAlikeBornOn, havingPairs } from '../patients/findAlike.ts'
import { findByNames, type NameQuery } from '../patients/searchQueries.ts'
import type { Proof, SearchTerms } from '../patients/searchTerms.ts'
import { atMostOnce, enough, findRanked, type Meant, yearOf } from './findNamed.ts'
import type { Found } from './findPeople.ts'
import { askOfFew } from './proveInSearch.ts'

/*
 * A name with a whole birth date, which may have been misheard (2026-11-26). A date that was a little wrong may count for
 * nothing, or it would tell which is nearly right: it agrees whole, which narrows, or the answer is that of the names and the
 * year, to the letter the same for every other day of that year. Whether it agrees is said, is asked first of those who have
 * the very names and then of those whose names are alike, and costs as it did: of few people, in the budget of each of them;
 * of more, in the budget that whoever asks has for birth dates of one year.
 */

// As alike, and born that day: nobody else is meant.
const certainly = 0.8

/** @param over whether that last budget is used up: then nothing is compared */
export async function findBorn(
  trx: Trx,
  ctx: StaffCtx,
  policy: PolicyOf<typeof callersPolicy>,
  { names, typed, birthDates }: SearchTerms,
  over: boolean,
  meant: Meant,
): Promise<Found> {
  // Of most nothing alike has to be looked for, and then each is worked out once.
  const paired = atMostOnce(async () => havingPairs(trx, (await meant.understood()).pairs))
  const alikeIn = async (born?: NameQuery['born']) =>
    findAlike(trx, await meant.understood(), born, await paired())
  const alikeOfYears = atMostOnce(async () =>
    (await Promise.all(birthDates.map((date) => alikeIn(yearOf(date))))).flat(),
  )
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
    const exact = await spanned(birthDates.map(yearOf), (born) => findByNames(trx, { names, born }))
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
  const uncompared = over || spent.length > 0
  const alike = [...(await alikeIn()), ...(await alikeOfYears())]
  const ranked = await findRanked(trx, names, alike, birthDates)
  const rest = ranked.ids.filter((id) => !agreeing.includes(id))
  return {
    ids: [...agreeing, ...rest],
    alike: new Set([...agreeing, ...ranked.alike]),
    cut: ranked.cut,
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
