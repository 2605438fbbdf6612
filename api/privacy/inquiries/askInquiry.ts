import { act } from '../../acts/act.ts'
import { hashToken, newToken } from '../../core/access/keys.ts'
import { daysAfter } from '../../core/calendar.ts'
import { newId } from '../../core/db/id.ts'
import { Conflict } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { mailOfStaff, managerOf } from '../../staff/published.ts'
import { tellStaff } from '../../staff/tellStaff.ts'
import { alertDone } from '../alerts/schema.ts'
import { onAlerts } from '../alerts/target.ts'
import { privacyPolicy } from '../policy.ts'
import * as words from '../words.ts'
import { inquiryAsked } from './schema.ts'

/**
 * Asks whom an alert is about, or their manager, by a link that works once and for some days. The mail says nothing of the alert, and the page
 * behind it shows no patient: whoever reads that mailbox learns that somebody was asked, on which days, and the officer's words (2026-11-27).
 */
export const askInquiry = act({
  ...onAlerts,
  name: 'privacy-alert.asked',
  letter: 'C',
  words: {
    en: 'Asked an employee or manager about a privacy alert',
    es: 'Preguntó a un empleado o gerente por una alerta de privacidad',
  },
  verb: { en: 'Ask the employee or manager', es: 'Preguntar al empleado o gerente' },
  at: 'POST /api/privacy-alerts/{id}/inquiries',
  status: 201,
  params: idParam,
  body: inquiryAsked,
  reply: alertDone,
  guards: { notOwn: true, from: ['open'] },
  async do(trx, ctx, row, { asked, question }) {
    if (row.staff_id === null) throw new Conflict(words.askedOfNoOne)
    const staffId = asked === 'employee' ? row.staff_id : await managerOf(trx, row.staff_id)
    const to = staffId && (await mailOfStaff(trx, staffId))
    if (!to) throw new Conflict(words.noAccountToAsk)
    const now = ctx.now()
    const id = newId(now.getTime())
    const token = newToken()
    const { inquiryDays } = await readPolicy(trx, privacyPolicy)
    const expiresAt = daysAfter(now, inquiryDays)
    await trx
      .insertInto('alert_inquiry')
      .values({
        id,
        alert_id: row.id,
        asked,
        staff_id: to.id,
        question,
        token_hash: hashToken(token),
        asked_by: ctx.actor.id,
        asked_at: now.toISOString(),
        expires_at: expiresAt,
        answered_at: null,
        was_work: null,
        answer: null,
      })
      .execute()
    // A fragment never reaches a server, its logs or a referrer.
    const link = `${ctx.desk.config.publicUrl}/#/inquiry?token=${token}`
    await tellStaff(trx, ctx, to, 'staff-privacy-question', { link }, expiresAt)
    return { reply: row, detail: { inquiry: id, asked, staff: to.id }, after: deliverSoon }
  },
})
