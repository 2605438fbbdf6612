import type { GuardCall, Target } from '../../acts/act.ts'
import { countAttempt, type Limit } from '../../core/access/throttle.ts'
import { TooMany } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { bearersOf, patientByNumber } from '../../patients/published.ts'
import { standing } from '../../patients/survivor.ts'
import { privacyPolicy } from '../policy.ts'
import { guessesOver } from '../words.ts'

interface Named {
  /** Undefined when number and birth date are not of one patient; of a record that was merged, the one that stands. */
  patientId: string | undefined
  /** Whom the number means, whether or not the birth date is theirs: about them it was guessed. */
  bearers: string[]
  /** What counts this person's wrong ones. */
  limit: Limit
  /** How long the next try must still wait. */
  waitMs: number
}
type Given = { mrn: string; birthDate: string }

/**
 * A patient named by number and birth date, by somebody who cannot search. One person's tries take turns and each is
 * counted before its answer is known, so that many at once are worth no more than many in a row.
 */
export const onNamedPatient = {
  async load(trx, ctx, { mrn, birthDate }) {
    const policy = await readPolicy(trx, privacyPolicy)
    const limit = {
      key: `emergency:${ctx.actor.id}`,
      free: policy.emergencyGuesses,
      forgets: policy.emergencyGuessForgottenMinutes,
    }
    const waitMs = await countAttempt(trx, ctx, [limit])
    const named = await patientByNumber(trx, mrn, birthDate)
    // An old card bears the number of a record that was merged: in an emergency nobody asks twice (2026-11-28).
    const patientId = named && (await standing(trx, named))?.id
    const bearers = named ? [...new Set([named, patientId!])] : await bearersOf(trx, mrn)
    return { limit, waitMs, patientId, bearers }
  },
  about: ({ bearers }) => ({ patientIds: bearers }),
  guards: {
    guessesLeft: ({ found: { waitMs } }: GuardCall<Named, Given>, _wanted: true) =>
      waitMs > 0 ? new TooMany(guessesOver, waitMs / 1000) : undefined,
  },
} satisfies Target<Given, Named>
