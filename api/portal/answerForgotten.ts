import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { lastNotAhead } from '../core/ahead.ts'
import { hourMs } from '../core/calendar.ts'
import { type Ctx, type Desk, systemCtx } from '../core/context.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { issueLink } from '../logins/issueLink.ts'
import type { AccountRow } from '../logins/published.ts'
import {
  accountByUsername,
  childhoodContacts,
  countHistory,
  holdAccountByUsername,
} from '../logins/published.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { enqueueMail, secretsLeft } from '../mail/enqueueMail.ts'
import { guardiansContacts } from '../patients/guardiansContacts.ts'
import { notLiving } from '../patients/living.ts'
import { patientsPolicy } from '../patients/policy.ts'
import type { PatientRow } from '../patients/published.ts'
import { channelsToProve } from '../patients/sharedContacts.ts'
import { holdPatient } from '../patients/target.ts'
import { distrust } from '../patients/trustedChannel.ts'
import { portalPolicy } from './policy.ts'
import { aboutLogin } from './target.ts'

export const resetRequested: Action = {
  name: 'account.reset-requested',
  letter: 'E',
  words: {
    en: 'Answered a request for a new password',
    es: 'Respondió a una solicitud de contraseña nueva',
  },
  watch: 'nothing',
}

const atOnce = 50

/** Works through the requests taken down; each is answered once, whichever node gets it. */
export async function answerForgotten(desk: Desk): Promise<number> {
  const waiting = await desk.db.write
    .selectFrom('forgot_request')
    .select('id')
    .orderBy('id')
    .limit(atOnce)
    .execute()
  let answered = 0
  for (const { id } of waiting) if (await transact(desk.db, (trx) => answerOne(trx, desk, id))) answered++
  if (answered) deliverSoon(desk)
  return answered
}

async function answerOne(trx: Trx, desk: Desk, id: string): Promise<boolean> {
  const request = await trx
    .deleteFrom('forgot_request')
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (!request) return false
  const ctx: Ctx = { ...systemCtx(desk, 'forgotten-passwords', request.request_id), ip: request.ip }
  const named = await accountByUsername(trx, request.username_key)
  if (!named) return false
  // The patient first, as acts do: mails about one patient are counted one after the other.
  const patient = await holdPatient(trx, ctx, named.patient_id)
  const login = await holdAccountByUsername(trx, ctx, request.username_key)
  if (login?.patient_id !== patient.id || notLiving(patient)) return false
  if (!['active', 'locked'].includes(login.status)) return false
  const hourAgo = new Date(ctx.now().getTime() - hourMs).toISOString()
  const { resetRequestsAnHour } = await readPolicy(trx, portalPolicy)
  const asked = await countHistory(trx, patient.id, 'reset-requested', hourAgo, lastNotAhead(ctx.now()))
  if (asked >= resetRequestsAnHour) return false
  const locked = login.status === 'locked'
  await desk.tell(trx, ctx, [
    { patientId: patient.id, kind: 'reset-requested', reason: locked ? 'locked' : null },
  ])
  await record(trx, ctx, resetRequested, { ...aboutLogin(login), outcome: locked ? 'denied' : 'success' })
  return writeTo(trx, ctx, login, patient)
}

/**
 * A link where the login is active, else word that it is locked. To a guardian's email a teenager's link takes level 3, which a page
 * cannot ask for (2026-11-28). @returns whether there was an address to write to
 */
async function writeTo(trx: Trx, ctx: Ctx, login: AccountRow, patient: PatientRow): Promise<boolean> {
  const policy = await readPolicy(trx, patientsPolicy)
  const isGuardians = await guardiansContacts(trx, patient, ctx.now())
  const isChildhoods = await childhoodContacts(trx, patient.id)
  const contact = (await channelsToProve(trx, patient.id)).find(
    (channel) =>
      distrust(channel, patient, { now: ctx.now() }, policy) === undefined &&
      !isGuardians(channel) &&
      !isChildhoods(channel),
  )
  if (!contact || !(await secretsLeft(trx, ctx, patient.id))) return false
  const { language } = patient
  if (login.status === 'active') await issueLink(trx, ctx, login, 'reset', contact, language, null)
  else await enqueueMail(trx, ctx, { template: 'login-locked', patientId: patient.id, contact, language })
  return true
}
