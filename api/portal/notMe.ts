import { act } from '../acts/act.ts'
import { escalateCase, handOver } from '../cases/escalateCase.ts'
import { refuseLeaving } from '../cases/leaveRecords.ts'
import { queueOf } from '../cases/lists.ts'
import { aboutCase, holdSurvivor } from '../cases/target.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { closeToStranger } from '../logins/closeToStranger.ts'
import { holdNoticeLink } from '../logins/noticeLinks.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { alertNotMe } from '../privacy/alerts/alertNotMe.ts'
import { refuseDeadLink } from './deadLinks.ts'
import * as schema from './schema.ts'

/**
 * Whoever was told of a change says that it was not theirs. What they can do by it is to close, never to open: a mailbox may be
 * somebody else's by now, so it proves nobody and the log calls them nobody. Security is alerted in the same transaction, and
 * the case the change was made in, or the one it goes on as, becomes theirs where it is still open.
 */
export const notMe = act({
  name: 'account.reported-not-me',
  letter: 'U',
  words: {
    en: 'Answered a notice: this was not me',
    es: 'Respondió a un aviso: no fui yo',
  },
  watch: 'nothing',
  verb: { en: 'Report that it was not you', es: 'Avisar de que no fue usted' },
  tag: 'Patient portal',
  at: 'POST /portal/v1/not-me',
  needs: 'public',
  once: false,
  body: schema.notMe,
  reply: schema.nothing,
  async do(trx, ctx, _found, { token }) {
    const found = await holdNoticeLink(trx, ctx, token)
    if (!found) return refuseDeadLink(trx, ctx, { kind: 'reset', secret: token })
    const { link, patient, login } = found
    const handed = link.case_id ? await toSecurity(trx, ctx, link.case_id) : undefined
    const { fields, ...ended } = await closeToStranger(trx, ctx, found)
    await alertNotMe(trx, ctx, { patientId: patient.id, staffId: link.staff_id })
    return {
      reply: {},
      about: {
        patientIds: [patient.id],
        object: login ? { type: 'portal-account', id: login.id } : { type: 'patient', id: patient.id },
        ...(link.case_id && { caseId: link.case_id }),
      },
      fields,
      detail: { notice: link.notice, ...ended },
      // Who is not on file knows nothing of what the patient did.
      tells: [
        link.only_change
          ? { patientId: patient.id, kind: 'contact-change-ended', reason: 'not-me' }
          : link.only_grant
            ? { patientId: patient.id, kind: 'proxy-ended', reason: 'not-me' }
            : { patientId: patient.id, kind: 'reported-not-me', reason: link.notice },
      ],
      ...(handed && { also: [handed] }),
      after: deliverSoon,
    }
  },
})

/** Hands an open case, or the one it was merged into, to security, unless it is there. @returns the event of it */
async function toSecurity(trx: Trx, ctx: Ctx, caseId: string) {
  const row = await holdSurvivor(trx, ctx, caseId)
  if (!row || row.status === 'closed' || queueOf(row.status, row.escalated_to) === 'security')
    return undefined
  // What records alone decides keeps it there; security has the alert, and acts by it (2026-11-27).
  if (await refuseLeaving(trx, ctx, row, 'security')) return undefined
  const said = await handOver(trx, ctx, row, 'security')
  return [escalateCase, { ...aboutCase(row), object: { type: 'case', id: row.id }, ...said }] as const
}
