import { hashToken } from '../../core/access/keys.ts'
import type { Ctx } from '../../core/context.ts'
import type { Trx } from '../../core/db/transact.ts'
import type { ChallengeFor } from '../tables.ts'

/*
 * A session has one challenge, the last it was given, as a hash: it goes with the session, any node can check it, and an
 * answer of another session finds none (2026-11-26).
 */

export async function keepChallenge(
  trx: Trx,
  ctx: Ctx,
  sid: string,
  what: { challenge: string; for: ChallengeFor; minutes: number },
): Promise<void> {
  await trx
    .updateTable('staff_session')
    .set({
      challenge_hash: hashToken(what.challenge),
      challenge_for: what.for,
      challenge_until: new Date(ctx.now().getTime() + what.minutes * 60_000).toISOString(),
    })
    .where('sid', '=', sid)
    .execute()
}

/**
 * Uses the challenge of a session up, whatever comes of it. Whoever asks holds the row of the session's person, so that of
 * many at once one has it.
 * @returns whether it was the one that was answered, for this, and in time
 */
export async function takeChallenge(
  trx: Trx,
  ctx: Ctx,
  sid: string,
  answer: { challenge: string | undefined; for: ChallengeFor },
): Promise<boolean> {
  const row = await trx
    .selectFrom('staff_session')
    .select(['challenge_hash', 'challenge_for', 'challenge_until'])
    .where('sid', '=', sid)
    .executeTakeFirst()
  await trx
    .updateTable('staff_session')
    .set({ challenge_hash: null, challenge_for: null, challenge_until: null })
    .where('sid', '=', sid)
    .execute()
  return (
    answer.challenge !== undefined &&
    row?.challenge_hash === hashToken(answer.challenge) &&
    row.challenge_for === answer.for &&
    row.challenge_until !== null &&
    row.challenge_until > ctx.now().toISOString()
  )
}
