import type { Kysely } from 'kysely'
import { dayBefore } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import type { Factor } from './compare.ts'

/**
 * What is counted: an answer to a question, a code from the caller's own authenticator, or one that we sent; the last has tries
 * of its own, so that a wrong one is told here and is none of the day's wrong answers.
 */
type Asked = Factor | 'secondFactor' | 'code'

/** Counts an answer, unless it was given within the last day. The patient is held, so that two at once do not count twice. */
export async function countAnswer(
  trx: Trx,
  ctx: Ctx,
  patientId: string,
  { factor, key, wrong }: { factor: Asked; key: string; wrong: boolean },
): Promise<void> {
  const answer_mac = ctx.desk.keys.mac(`wrong-answer:${patientId}:${factor}`, key)
  const before = await trx
    .selectFrom('caller_wrong_answer')
    .select('answered_at')
    .where('patient_id', '=', patientId)
    .where('factor', '=', factor)
    .where('answer_mac', '=', answer_mac)
    .where('answered_at', '>', dayBefore(ctx.now()))
    .executeTakeFirst()
  if (before) return
  await trx
    .insertInto('caller_wrong_answer')
    .values({
      patient_id: patientId,
      answered_at: ctx.now().toISOString(),
      factor,
      answer_mac,
      wrong: wrong ? 1 : 0,
    })
    .execute()
}

/** Forgets what was answered and asked before the last day. */
export async function forgetWrongAnswers(db: Kysely<Tables>, now: Date): Promise<void> {
  const before = dayBefore(now)
  await db.deleteFrom('caller_wrong_answer').where('answered_at', '<=', before).execute()
  await db.deleteFrom('caller_question').where('last_asked_at', '<=', before).execute()
}
