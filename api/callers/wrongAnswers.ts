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

interface Answer {
  factor: Asked
  key: string
  wrong: boolean
}

/** Counts an answer, unless it was given within the last day. The patient is held, so that two at once do not count twice. */
export const countAnswer = (trx: Trx, ctx: Ctx, patientId: string, answer: Answer): Promise<void> =>
  countAnswers(trx, ctx, [{ patientId, ...answer }])

/** The same of several, about several patients, who are held. */
export async function countAnswers(
  trx: Trx,
  ctx: Ctx,
  answers: readonly (Answer & { patientId: string })[],
): Promise<void> {
  // PostgreSQL takes no empty list.
  if (answers.length === 0) return
  const rows = new Map(
    answers.map(({ patientId, factor, key, wrong }) => {
      const answer_mac = ctx.desk.keys.mac(`wrong-answer:${patientId}:${factor}`, key)
      const row = {
        patient_id: patientId,
        answered_at: ctx.now().toISOString(),
        factor,
        answer_mac,
        wrong: wrong ? 1 : 0,
      }
      // The patient and the question are within it.
      return [answer_mac, row]
    }),
  )
  const before = await trx
    .selectFrom('caller_wrong_answer')
    .select('answer_mac')
    .where(
      'patient_id',
      'in',
      answers.map((answer) => answer.patientId),
    )
    .where('answer_mac', 'in', [...rows.keys()])
    .where('answered_at', '>', dayBefore(ctx.now()))
    .execute()
  for (const { answer_mac } of before) rows.delete(answer_mac)
  if (rows.size > 0)
    await trx
      .insertInto('caller_wrong_answer')
      .values([...rows.values()])
      .execute()
}

/** Forgets what was answered and asked before the last day. */
export async function forgetWrongAnswers(db: Kysely<Tables>, now: Date): Promise<void> {
  const before = dayBefore(now)
  await db.deleteFrom('caller_wrong_answer').where('answered_at', '<=', before).execute()
  await db.deleteFrom('caller_question').where('last_asked_at', '<=', before).execute()
}
