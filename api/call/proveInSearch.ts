import type { Kysely } from 'kysely'
import type { callersPolicy } from '../callers/policy.ts'
import { recentAnswersOf } from '../callers/published.ts'
import { mayAsk, wasAsked } from '../callers/questionBudget.ts'
import { countAnswers } from '../callers/wrongAnswers.ts'
import { secondsOfADay } from '../core/calendar.ts'
import type { StaffCtx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { TooMany } from '../core/errors.ts'
import type { PolicyOf } from '../core/policy.ts'
import { maskProof } from '../patients/mask.ts'
import { agreesWith, type Known, provenBy } from '../patients/provenBy.ts'
import type { PatientRow } from '../patients/published.ts'
import type { Proof } from '../patients/searchTerms.ts'
import { shownOfMrn } from '../patients/shownOfMrn.ts'
import { holdPatients } from '../patients/target.ts'
import { searchesOver } from './words.ts'

/*
 * A filter over what may not be read is a read of it (2026-11-26). What proves identity is asked of a few people as at a
 * verification, in the same budget; and of many within a budget of whoever asks.
 */

export interface Asked {
  /** Who is shown: with whom it agrees, and with whom it was not compared. */
  ids: string[]
  /** About whom something was asked that is not so, or was not compared any more. */
  tried: string[]
  /** Somebody is shown with whom it was not compared: too much was asked about them in the last day. */
  uncompared: boolean
}

/**
 * Compares proofs with each of a few people. Each wrong one counts as a wrong answer about them, unless it agrees with
 * one of them: then it was asked about that one. Of whom a day's answers are used up, nothing is compared, so that the
 * reply is the same whatever was asked.
 */
export async function askOfFew(
  trx: Trx,
  ctx: StaffCtx,
  policy: PolicyOf<typeof callersPolicy>,
  ids: readonly string[],
  proofs: readonly Proof[],
): Promise<Asked> {
  const held = await holdPatients(trx, ctx, ids)
  const known = proofs.every(({ kind }) => kind === 'birthDate') ? bornAs(held) : await provenBy(trx, ids)
  const wrongOf = new Map<string, readonly Proof[]>()
  const spent = new Set<string>()
  for (const [id, recent] of await recentAnswersOf(trx, ids, ctx.now()))
    if (
      recent.wrong >= policy.wrongAnswersADay ||
      proofs.some(({ kind }) => (recent.asked.get(kind) ?? 0) >= policy.wrongAnswersPerQuestion)
    )
      spent.add(id)
    else
      wrongOf.set(
        id,
        proofs.filter((proof) => !agreesWith(known.get(id)!, proof)),
      )
  const right = ids.filter((id) => wrongOf.get(id)?.length === 0)
  const tried = ids.filter((id) => !right.includes(id))
  if (right.length === 0)
    await countAnswers(
      trx,
      ctx,
      [...wrongOf].flatMap(([patientId, wrong]) =>
        wrong.map(({ kind, keys }) => ({ patientId, factor: kind, key: keys[0]!, wrong: true })),
      ),
    )
  return {
    ids: ids.filter((id) => right.includes(id) || spent.has(id)),
    tried,
    uncompared: spent.size > 0,
  }
}

/** All that there is to know of people of whom a birth date is asked and nothing else. */
const bornAs = (people: ReadonlyMap<string, PatientRow>): Map<string, Known> =>
  new Map([...people].map(([id, { birth_date }]) => [id, { birthDate: birth_date, keys: new Set() }]))

/** Whether one more birth date of its year may be asked; beyond, only the year narrows. */
export const mayAskBirthDate = (
  trx: Trx,
  ctx: StaffCtx,
  policy: PolicyOf<typeof callersPolicy>,
  birthDate: string,
): Promise<boolean> =>
  mayAsk(trx, ctx, `born-${birthDate.slice(0, 4)}`, birthDate, policy.birthDatesOfOneYear)

/** The numbers and addresses that are shown alike, by a keyed hash. */
export const shownAlike = (ctx: StaffCtx, number: Proof): string =>
  ctx.desk.keys.mac(`shown:${number.kind}`, maskProof(number)).slice(0, 16)

/** Whether it has more to it than what is shown of it. */
const hidesMore = ({ kind, keys }: Proof) => kind !== 'mrn' || keys[0]!.length > shownOfMrn

/**
 * Counts a number or an address that was asked of everybody, within the last day. Pages show how it ends: those that end alike may be
 * one patient's, and are few, found or not, as the birth dates of one year are (2026-11-27).
 * @param asked whether it is somebody's, is whole, or was asked beside a name; else it may be the beginning of another
 * @throws TooMany when more were asked than anybody needs
 */
export async function countNumber(
  trx: Trx,
  ctx: StaffCtx,
  policy: PolicyOf<typeof callersPolicy>,
  number: Proof,
  asked: boolean,
): Promise<void> {
  const key = number.keys[0]!
  const may =
    (!hidesMore(number) ||
      (await mayAsk(trx, ctx, shownAlike(ctx, number), key, policy.numbersShownAlike))) &&
    (!asked || (await mayAsk(trx, ctx, 'number', key, policy.numbersSearchedADay)))
  if (!may) throw new TooMany(searchesOver, secondsOfADay)
}

/** Whether this number was counted before, so that it is not counted again. */
export const wasCounted = async (
  db: Kysely<Tables>,
  ctx: StaffCtx,
  number: Proof,
  asked: boolean,
): Promise<boolean> =>
  asked
    ? wasAsked(db, ctx, 'number', number.keys[0]!)
    : !hidesMore(number) || wasAsked(db, ctx, shownAlike(ctx, number), number.keys[0]!)
