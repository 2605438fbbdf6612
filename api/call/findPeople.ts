import { hospitalDay } from '../core/calendar.ts'
import type { StaffCtx } from '../core/context.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import { type Policy, readPolicy } from '../core/policy.ts'
import { type FoundIds, findByNames, findByNumber } from '../patients/searchQueries.ts'
import type { Proof, SearchTerms } from '../patients/searchTerms.ts'
import { type Asked, askOfFew, countNumber, fewPeople, mayAskBirthDate } from './proveInSearch.ts'

export type Found = FoundIds & Omit<Asked, 'ids'>

/**
 * Who is meant by what was typed. Names and years find, since lists show them. What proves identity narrows only within
 * budgets that are counted in the transaction that compares, before anything is shown.
 */
export async function findPeople(ctx: StaffCtx, terms: SearchTerms): Promise<Found> {
  if (terms.numbers.length === 0 && !terms.birthDate)
    return { ...(await findByNames(ctx.desk.db.read, terms)), tried: [], uncompared: false }
  const policy = await readPolicy(ctx.desk.db.read)
  const day = hospitalDay(ctx.now(), policy.timeZone)
  return transact(ctx.desk.db, (trx) => prove(trx, ctx, day, policy, terms))
}

async function prove(
  trx: Trx,
  ctx: StaffCtx,
  day: string,
  policy: Policy,
  { names, born, birthDate, numbers }: SearchTerms,
): Promise<Found> {
  const year = birthDate ? yearOf(birthDate) : born
  const dateGoes = birthDate !== undefined && (await mayAskBirthDate(trx, ctx, day, policy, birthDate))
  const dates: Proof[] = dateGoes ? [{ kind: 'birthDate', keys: [birthDate] }] : []
  const withoutDate = birthDate !== undefined && !dateGoes
  if (names.length > 0) {
    const named = await findByNames(trx, { names, born: year })
    if (named.ids.length <= fewPeople) {
      const asked = await askOfFew(trx, ctx, day, policy, named.ids, [...dates, ...numbers])
      return { ...asked, cut: false, uncompared: asked.uncompared || withoutDate }
    }
  }
  const [first, ...others] = numbers
  if (!first) {
    const found = await findByNames(trx, {
      names,
      born: dateGoes ? { from: birthDate!, to: birthDate! } : year,
    })
    return { ...found, tried: [], uncompared: withoutDate }
  }
  const numbered = await findByNumber(trx, first, { names, born: year })
  if (numbered.ids.length > 0) await countNumber(trx, ctx, day, policy, first)
  const rest = [...dates, ...others]
  if (rest.length === 0 || numbered.ids.length === 0)
    return { ...numbered, tried: [], uncompared: withoutDate }
  const asked = await askOfFew(trx, ctx, day, policy, numbered.ids.slice(0, fewPeople), rest)
  return { ...asked, cut: numbered.ids.length > fewPeople, uncompared: asked.uncompared || withoutDate }
}

const yearOf = (day: string) => ({ from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` })
