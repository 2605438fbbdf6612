import type { Kysely } from 'kysely'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { staffNames } from '../staff/published.ts'
import type { Factor } from './compare.ts'
import type { VerificationRow } from './tables.ts'

/** What was answered about a patient on a day of the hospital, whoever asked. */
export interface Answered {
  /** Different wrong answers. */
  wrong: number
  /** Different answers by question: wrong ones, and right ones of which nobody was told that they are. */
  asked: ReadonlyMap<string, number>
}

export async function answersOn(db: Kysely<Tables>, patientId: string, day: string): Promise<Answered> {
  const rows = await db
    .selectFrom('caller_wrong_answer')
    .select((eb) => ['factor', eb.fn.countAll<number>().as('n'), eb.fn.sum<number>('wrong').as('wrong')])
    .where('patient_id', '=', patientId)
    .where('hospital_day', '=', day)
    .groupBy('factor')
    .execute()
  return {
    wrong: rows.reduce((sum, row) => sum + Number(row.wrong), 0),
    asked: new Map(rows.map(({ factor, n }) => [factor, n])),
  }
}

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

export async function changeVerification(
  trx: Trx,
  id: string,
  change: Partial<VerificationRow>,
): Promise<void> {
  await trx.updateTable('verification').set(change).where('id', '=', id).execute()
}

export function verificationById(db: Kysely<Tables>, id: string): Promise<VerificationRow | undefined> {
  return db.selectFrom('verification').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The verifications of a case, newest first, with who made them. */
export function verificationsOf(db: Kysely<Tables>, caseId: string) {
  return db
    .selectFrom('verification as v')
    .innerJoin(staffNames(db).as('s'), 's.id', 'v.staff_id')
    .selectAll('v')
    .select('s.name')
    .where('v.case_id', '=', caseId)
    .orderBy('v.created_at', 'desc')
    .execute()
}

/** Forgets the wrong answers given before a hospital day. */
export async function forgetWrongAnswers(db: Kysely<Tables>, day: string): Promise<void> {
  await db.deleteFrom('caller_wrong_answer').where('hospital_day', '<', day).execute()
  await db.deleteFrom('caller_question').where('hospital_day', '<', day).execute()
}
