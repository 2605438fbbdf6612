import type { GuardCall, Target } from '../../acts/act.ts'
import { type Counted, holdLimit } from '../../core/access/throttle.ts'
import { TooMany } from '../../core/errors.ts'
import { patientByNumber } from '../../patients/queries.ts'
import { guessesOver } from '../words.ts'

interface Named {
  /** Undefined when number and birth date are not of one patient. */
  patientId: string | undefined
  /** Wrong ones that this person gave. */
  guesses: Counted
}
type Given = { mrn: string; birthDate: string }

/**
 * A patient named by number and birth date, by somebody who cannot search. One person's tries take turns, so that many
 * at once count like many in a row.
 */
export const onNamedPatient = {
  async load(trx, ctx, { mrn, birthDate }) {
    const guesses = await holdLimit(trx, ctx, `emergency:${ctx.actor.id}`)
    return { guesses, patientId: await patientByNumber(trx, mrn, birthDate) }
  },
  about: ({ patientId }) => ({ patientIds: patientId === undefined ? [] : [patientId] }),
  guards: {
    guessesLeft: ({ found: { guesses } }: GuardCall<Named, Given>, _wanted: true) =>
      guesses.waitMs > 0 ? new TooMany(guessesOver, guesses.waitMs / 1000) : undefined,
  },
} satisfies Target<Given, Named>
