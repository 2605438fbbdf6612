import { act } from '../acts/act.ts'
import { NotFound } from '../core/errors.ts'
import { closeLogin } from '../logins/closeLogin.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { patientById } from '../patients/published.ts'
import { ownLogin } from './ownLogin.ts'
import * as schema from './schema.ts'
import { aboutLogin } from './target.ts'
import { noLogin } from './words.ts'

/**
 * A patient wants no login any more: right after a sign-in, since a session left open somewhere must not close it. The record
 * stays, as does who may act for them: both are the hospital's to end. The desk lets them in again as anybody whose login is
 * closed (2026-11-27).
 */
export const closeOwnLogin = act({
  name: 'portal.login-closed',
  letter: 'U',
  words: { en: 'Closed their own portal account', es: 'Cerró su propia cuenta del portal' },
  watch: 'nothing',
  verb: { en: 'Close my account', es: 'Cerrar mi cuenta' },
  tag: 'Patient portal',
  at: 'POST /portal/v1/close',
  needs: 'patient',
  // Its answer ends the session that could ask for it again.
  once: false,
  reply: schema.nothing,
  async do(trx, ctx) {
    const held = await ownLogin(trx, ctx)
    const patient = await patientById(trx, held.patient_id)
    if (!patient) throw new NotFound(noLogin)
    const { login, fields, sessionsEnded } = await closeLogin(
      trx,
      ctx,
      { patient, login: held },
      'patient-request',
    )
    return {
      reply: {},
      signsOut: true,
      about: aboutLogin(login),
      fields,
      detail: { sessionsEnded },
      tells: [{ patientId: patient.id, kind: 'disabled', reason: 'patient-request' }],
      after: deliverSoon,
    }
  },
})
