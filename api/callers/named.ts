import { secondsOfADay } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { TooMany } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import type { PatientRow } from '../patients/published.ts'
import { callersPolicy } from './policy.ts'
import { recentAnswers } from './published.ts'
import { namedTooOften } from './words.ts'
import { countAnswer } from './wrongAnswers.ts'

/** Whoever bears a record number that was said, and which of them was born on the day said with it. */
export interface Named {
  /** Held until the transaction ends. */
  bearers: readonly PatientRow[]
  birthDate: string
  /** The one with whom both agree; nobody where two do. */
  patient: PatientRow | undefined
}

/**
 * Compares a number and a birth date with whoever bears the number. What is asked so is asked about them, whoever else the
 * call is about: it counts in their budget (`countWrongName`), and they stand in the log (2026-11-26).
 */
export function compareNamed(bearers: readonly PatientRow[], birthDate: string): Named {
  const [patient, another] = bearers.filter(({ birth_date }) => birth_date === birthDate)
  return { bearers, birthDate, patient: another ? undefined : patient }
}

/** Why nobody is compared any more with whoever bears the number: a day's wrong answers about them are used up. */
export async function missingNames(trx: Trx, ctx: Ctx, { bearers }: Named): Promise<TooMany | undefined> {
  const policy = await readPolicy(trx, callersPolicy)
  for (const { id } of bearers) {
    const { wrong, asked } = await recentAnswers(trx, id, ctx.now())
    if (wrong >= policy.wrongAnswersADay || (asked.get('birthDate') ?? 0) >= policy.wrongAnswersPerQuestion)
      return new TooMany(namedTooOften, secondsOfADay)
  }
  return undefined
}

/** Counts a birth date that is nobody's of those who bear the number. */
export async function countWrongName(trx: Trx, ctx: Ctx, { bearers, birthDate }: Named): Promise<void> {
  for (const { id } of bearers)
    await countAnswer(trx, ctx, id, { factor: 'birthDate', key: birthDate, wrong: true })
}
