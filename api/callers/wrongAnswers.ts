import type { Kysely } from 'kysely'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import type { Factor } from './compare.ts'

/** Counts an answer, unless it was given before that day. */
export async function countAnswer(
  trx: Trx,
  ctx: Ctx,
  patientId: string,
  day: string,
  { factor, key, wrong }: { factor: Factor; key: string; wrong: boolean },
): Promise<void> {
  await trx
    .insertInto('caller_wrong_answer')
    .values({
      patient_id: patientId,
      hospital_day: day,
      factor,
      answer_mac: ctx.desk.keys.mac(`wrong-answer:${patientId}:${factor}`, key),
      wrong: wrong ? 1 : 0,
    })
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** Forgets the wrong answers given before a hospital day. */
export async function forgetWrongAnswers(db: Kysely<Tables>, day: string): Promise<void> {
  await db.deleteFrom('caller_wrong_answer').where('hospital_day', '<', day).execute()
  await db.deleteFrom('caller_question').where('hospital_day', '<', day).execute()
}
