import { act } from '../acts/act.ts'
import { view } from '../acts/view.ts'
import { Conflict, Invalid, NotFound, NotSignedIn, TooMany } from '../core/errors.ts'
import { accountByPatient } from '../logins/published.ts'
import { chooseChannel, codeChannels, sendCode, sentFactorOf } from '../logins/sentFactor.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { maskContact } from '../patients/mask.ts'
import { patientById } from '../patients/published.ts'
import { ownLogin } from './ownLogin.ts'
import * as schema from './schema.ts'
import { ownSecondFactor } from './shown.ts'
import { factorOf, inSession } from './spendFactor.ts'
import { aboutLogin } from './target.ts'
import {
  hasSecondFactor,
  noCodeChannel,
  noLogin,
  notAChannel,
  secondsOfAnHour,
  sentCodesOver,
} from './words.ts'

/** What is asked for at each sign-in, how many recovery codes are left, and where codes could be sent. */
export const showFactor = view({
  name: 'portal.second-factor-read',
  letter: 'R',
  words: {
    en: 'Looked at their second step for signing in',
    es: 'Consultó su segundo paso para iniciar sesión',
  },
  watch: 'nothing',
  at: 'GET /portal/v1/second-factor',
  summary: 'Your second step for signing in',
  tag: 'Patient portal',
  needs: 'patient',
  reply: schema.secondFactor,
  async show(ctx) {
    const db = ctx.desk.db.read
    const { patientId } = ctx.actor
    const [patient, login] = [await patientById(db, patientId), await accountByPatient(db, patientId)]
    if (!patient || !login) throw new NotSignedIn()
    return {
      reply: await ownSecondFactor(db, ctx, patient, login),
      seen: aboutLogin(login),
    }
  },
})

/**
 * Sends a code by email or text message: to set codes up as the second step, or, where they are, to remove it. An email is no second
 * factor by NIST SP 800-63B-4 (3.1.3.1); patients who have nothing else are better off with it than with a password alone (2026-11-27).
 */
export const sendFactorCode = act({
  name: 'portal.second-factor-code-sent',
  letter: 'U',
  words: {
    en: 'Asked for a code by email or text message',
    es: 'Pidió un código por correo o mensaje de texto',
  },
  watch: 'nothing',
  verb: { en: 'Send me a code', es: 'Enviarme un código' },
  tag: 'Patient portal',
  at: 'POST /portal/v1/second-factor/send',
  needs: 'patient',
  body: schema.factorChannel,
  reply: schema.codeSent,
  async do(trx, ctx, _found, { channelId }) {
    const login = await ownLogin(trx, ctx)
    const patient = await patientById(trx, login.patient_id)
    if (!patient) throw new NotFound(noLogin)
    const factor = await factorOf(trx, login.id)
    if (factor?.method === 'totp') throw new Conflict(hasSecondFactor)
    if (!factor) {
      const channels = await codeChannels(trx, ctx, patient)
      const to = channelId === undefined ? channels[0] : channels.find((one) => one.id === channelId)
      if (!to)
        throw channels.length === 0 ? new Conflict(noCodeChannel) : new Invalid({ channelId: notAChannel })
      const begun = await sentFactorOf(trx, login.id)
      if (begun?.contact_point_id !== to.id) await chooseChannel(trx, login.id, to.id)
    }
    const chosen = (await sentFactorOf(trx, login.id))!.contact_point_id
    const channel = await sendCode(trx, ctx, patient, login, chosen, inSession)
    if (channel === 'none') throw new Conflict(noCodeChannel)
    if (channel === 'over') throw new TooMany(sentCodesOver, secondsOfAnHour)
    return {
      reply: { sentTo: maskContact(channel) },
      about: aboutLogin(login),
      detail: { channel: channel.system },
      after: deliverSoon,
    }
  },
})
