import type { Kysely } from 'kysely'
import { hashToken, newToken } from '../core/access/keys.ts'
import { daysAfter } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { held } from '../core/db/lock.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { type PatientRow, patientById } from '../patients/published.ts'
import { holdPatient } from '../patients/target.ts'
import { loginsPolicy } from './policy.ts'
import { type AccountRow, holdAccountByPatient } from './published.ts'

type NoticeLink = Tables['notice_link']
export interface OnNotice {
  link: NoticeLink
  patient: PatientRow
  login: AccountRow | undefined
}

/**
 * Makes the link of a notice, by which whoever reads it says “this was not me”. It knows who made the change, where a member of
 * staff did, and in which case: that is what security asks about. @returns the address; its secret stands in the fragment
 */
export async function noticeLink(
  trx: Trx,
  ctx: Ctx,
  about: Pick<NoticeLink, 'patient_id' | 'notice' | 'case_id' | 'only_change' | 'only_grant'>,
): Promise<string> {
  const { notMeDays } = await readPolicy(trx, loginsPolicy)
  const now = ctx.now()
  const token = newToken()
  await trx
    .insertInto('notice_link')
    .values({
      ...about,
      id: newId(),
      token_hash: hashToken(token),
      staff_id: ctx.actor.type === 'staff' ? ctx.actor.id : null,
      created_at: now.toISOString(),
      expires_at: daysAfter(now, notMeDays),
      used_at: null,
    })
    .execute()
  return `${ctx.desk.config.publicUrl}/portal/not-me#token=${token}`
}

/** A notice's link that still works, with the patient and login it is about, all held until the transaction ends. */
export async function holdNoticeLink(trx: Trx, ctx: Ctx, token: string): Promise<OnNotice | undefined> {
  const live = trx
    .selectFrom('notice_link')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now().toISOString())
  const seen = await live.executeTakeFirst()
  if (!seen || !(await patientById(trx, seen.patient_id))) return undefined
  const patient = await holdPatient(trx, ctx, seen.patient_id)
  const login = await holdAccountByPatient(trx, ctx, patient.id)
  const link = await held(ctx.desk.db, live).executeTakeFirst()
  return link && { link, patient, login }
}

/**
 * One answer is given for all that were told until now: who kept several mails has one say.
 * @param only the change that was told at an address which is not on file, or the access that was told to a proxy: of that one
 */
export async function spendNoticeLinks(
  trx: Trx,
  patientId: string,
  now: string,
  only: Pick<NoticeLink, 'only_change' | 'only_grant'>,
): Promise<void> {
  await trx
    .updateTable('notice_link')
    .set({ used_at: now })
    .where('patient_id', '=', patientId)
    .where('used_at', 'is', null)
    .$if(!!only.only_change, (query) => query.where('only_change', '=', only.only_change!))
    .$if(!!only.only_grant, (query) => query.where('only_grant', '=', only.only_grant!))
    .execute()
}

/** Forgets links that are over. */
export async function forgetNoticeLinks(db: Kysely<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('notice_link').where('expires_at', '<', now.toISOString()).execute()
}
