import type { Kysely } from 'kysely'
import { act, type GuardCall, type Target } from '../../acts/act.ts'
import { view } from '../../acts/view.ts'
import { hashToken } from '../../core/access/keys.ts'
import { held } from '../../core/db/lock.ts'
import type { Tables } from '../../core/db/tables.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { staffNames } from '../../staff/published.ts'
import type { inquiryTo } from '../lists.ts'
import { inquiryOver, noInquiry } from '../words.ts'
import { inquiryAnswered, inquiryShown, inquiryThanks, inquiryToken } from './schema.ts'

const inquiries = (db: Kysely<Tables>, token: string) =>
  db
    .selectFrom('alert_inquiry as i')
    .innerJoin('privacy_alert as a', 'a.id', 'i.alert_id')
    .select(['i.id', 'i.alert_id', 'i.asked', 'i.staff_id', 'i.question', 'i.expires_at', 'i.answered_at'])
    .select(['a.status', 'a.first_day', 'a.last_day', 'a.staff_id as about'])
    .where('i.token_hash', '=', hashToken(token))

type Inquiry = NonNullable<Awaited<ReturnType<ReturnType<typeof inquiries>['executeTakeFirst']>>>

/** It was not answered, its days are not over, and the review goes on. */
const works = (found: Inquiry, now: Date) =>
  found.answered_at === null && found.expires_at > now.toISOString() && found.status === 'open'

const object = ({ alert_id }: Inquiry) => ({ object: { type: 'privacy-alert', id: alert_id } })

/** What a link asks. Whoever holds it is not signed in, so it shows nothing of any patient. */
export const showInquiry = view({
  name: 'privacy-inquiry.opened',
  letter: 'R',
  words: {
    en: 'Opened the question about a privacy alert',
    es: 'Abrió la pregunta sobre una alerta de privacidad',
  },
  watch: 'nothing',
  at: 'POST /api/privacy-inquiry',
  summary: 'Show what a mailed link asks',
  tag: 'Privacy alerts',
  needs: 'public',
  asks: inquiryToken,
  reply: inquiryShown,
  async show(ctx, { token }) {
    const db = ctx.desk.db.read
    const found = await inquiries(db, token).executeTakeFirst()
    if (!found) throw new NotFound(noInquiry)
    if (!works(found, ctx.now())) throw new Conflict(inquiryOver)
    const person = await staffNames(db).where('id', '=', found.about!).executeTakeFirstOrThrow()
    return {
      reply: {
        asked: found.asked as (typeof inquiryTo)[number],
        staffName: person.name,
        firstDay: found.first_day,
        lastDay: found.last_day,
        question: found.question,
        expiresAt: found.expires_at,
      },
      seen: { ...object(found), detail: { inquiry: found.id } },
    }
  },
})

const onInquiry = {
  async load(trx, ctx, { token }) {
    const found = await held(ctx.desk.db, inquiries(trx, token)).executeTakeFirst()
    if (!found) throw new NotFound(noInquiry)
    return found
  },
  about: object,
  guards: {
    /** The link still works. */
    works: ({ found, ctx }: GuardCall<Inquiry, unknown>, _wanted: true) =>
      works(found, ctx.now()) ? undefined : new Conflict(inquiryOver),
  },
} satisfies Target<{ token: string }, Inquiry>

/** Keeps the answer with the alert; the link works no more. Who answered is whom it was mailed to, as far as a mailbox proves it. */
export const answerInquiry = act({
  name: 'privacy-inquiry.answered',
  letter: 'U',
  words: {
    en: 'Answered the question about a privacy alert',
    es: 'Respondió a la pregunta sobre una alerta de privacidad',
  },
  watch: 'nothing',
  verb: { en: 'Send the answer', es: 'Enviar la respuesta' },
  tag: 'Privacy alerts',
  at: 'POST /api/privacy-inquiry/answer',
  needs: 'public',
  once: false,
  body: inquiryAnswered,
  reply: inquiryThanks,
  on: onInquiry,
  guards: { works: true },
  async do(trx, ctx, found, { wasWork, answer }) {
    await trx
      .updateTable('alert_inquiry')
      .set({ answered_at: ctx.now().toISOString(), was_work: wasWork, answer })
      .where('id', '=', found.id)
      .execute()
    return {
      reply: { answered: true },
      detail: { inquiry: found.id, asked: found.asked, staff: found.staff_id, wasWork },
    }
  },
})

/** What was asked about an alert, and answered, the oldest first. */
export async function inquiriesOf(db: Kysely<Tables>, alertId: string) {
  const rows = await db
    .selectFrom('alert_inquiry as i')
    .innerJoin(staffNames(db).as('t'), 't.id', 'i.staff_id')
    .innerJoin(staffNames(db).as('b'), 'b.id', 'i.asked_by')
    .select(['i.id', 'i.asked', 'i.question', 'i.asked_at', 'i.expires_at', 'i.answered_at', 'i.was_work'])
    .select(['i.answer', 't.name as to', 'b.name as by'])
    .where('i.alert_id', '=', alertId)
    .orderBy('i.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    asked: row.asked,
    to: row.to,
    question: row.question,
    askedBy: row.by,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    answeredAt: row.answered_at,
    wasWork: row.was_work,
    answer: row.answer,
  }))
}
