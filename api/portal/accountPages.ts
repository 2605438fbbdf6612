import { html } from 'hono/html'
import { doneBy, type Html, type PageAsked, type PatientPage, seen } from '../acts/page.ts'
import { ownForm } from '../acts/pageForm.ts'
import type { PatientCtx } from '../core/context.ts'
import { AppError, Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { momentInWords } from '../core/words.ts'
import { accountTexts, deviceTexts } from './accountTexts.ts'
import { closeOwnLogin } from './closeOwnLogin.ts'
import { endMySession, endOtherSessions, listSessions } from './mySessions.ts'
import { listPasskeys, removePasskey } from './passkeys/myPasskeys.ts'
import { beginFactor, removeFactor, renewRecoveryCodes, setFactor } from './secondFactor.ts'
import { askForCode, askForSentCode, keyToConfirm, offered, recoveryCodesOf } from './secondStep.ts'
import { sendFactorCode, showFactor } from './sentCodes.ts'
import { showMe } from './showMe.ts'
import { wrongFactorCode, wrongSentCode } from './words.ts'

async function showAccount(ctx: PatientCtx, { typed }: PageAsked): Promise<Html> {
  const t = accountTexts[ctx.language]
  const begun = keyToConfirm(typed)
  if (begun) return askForCode(ctx, begun.secret, begun.uri)
  const factor = await seen(showFactor, ctx)
  if (typed.step === 'confirm-sent' && factor.method === null) return askForSentCode(ctx, typed.sentTo ?? '')
  const [me, { passkeys }, { timeZone }] = await Promise.all([
    seen(showMe, ctx),
    seen(listPasskeys, ctx),
    readPolicy(ctx.desk.db.read),
  ])
  const when = (at: string) => momentInWords(at, timeZone, ctx.language)
  return html`<p>${t.signsInAs} <strong>${me.username}</strong>.</p>
<p><a href="/portal/account/sessions">${t.sessionsLink}</a></p>
<h2>${t.stepTitle}</h2><p>${t.whatFor}</p>
${offered(ctx, factor)}
<h2>${t.passkeys}</h2>
${
  passkeys.length === 0
    ? html`<p>${t.noPasskeys}</p>`
    : html`<ul class="entries">${passkeys.map(
        (one) =>
          html`<li><strong>${one.name}</strong><p class="quiet">${t.added} ${when(one.createdAt)} · ${one.lastUsedAt ? html`${t.used} ${when(one.lastUsedAt)}` : t.never}</p>
${ownForm({ step: 'passkey', id: one.id }, html`<button class="second">${removePasskey.verb[ctx.language]}: ${one.name}</button>`)}</li>`,
      )}</ul>`
}
<h2>${t.closeTitle}</h2><p><a href="/portal/account/close">${t.closeLink}</a></p>`
}

export const accountPage: PatientPage = {
  path: 'account',
  title: { en: 'Signing in', es: 'Inicio de sesión' },
  about: {
    en: 'A second step for your safety, where you are signed in, passkeys, closing your account',
    es: 'Un segundo paso para su seguridad, dónde tiene la sesión iniciada, llaves de acceso, cerrar su cuenta',
  },
  done: { en: 'It is done.', es: 'Listo.' },
  labels: { code: { en: 'Code', es: 'Código' } },
  show: showAccount,
  async post(ctx, { typed }) {
    const { step, code = '' } = typed
    if (step === 'begin') {
      const { reply } = await doneBy(beginFactor, ctx, {})
      return { once: askForCode(ctx, reply.secret, reply.uri) }
    }
    if (step === 'send') {
      const { reply } = await doneBy(sendFactorCode, ctx, { channelId: typed.channel })
      return { once: askForSentCode(ctx, reply.sentTo) }
    }
    if (step === 'send-to-remove') {
      const { reply } = await doneBy(sendFactorCode, ctx, {})
      return { once: askForSentCode(ctx, reply.sentTo, 'remove') }
    }
    if (step === 'renew') {
      const { reply } = await doneBy(renewRecoveryCodes, ctx, {})
      return { once: recoveryCodesOf(ctx, reply.recoveryCodes) }
    }
    if (step === 'passkey') {
      await doneBy(removePasskey, ctx, { id: typed.id })
      return 'account?done'
    }
    try {
      if (step === 'remove') await doneBy(removeFactor, ctx, { code })
      else {
        const { reply } = await doneBy(setFactor, ctx, { code })
        return { once: recoveryCodesOf(ctx, reply.recoveryCodes) }
      }
    } catch (error) {
      // A wrong code ends no session here: it is said beside the field.
      const words = [wrongFactorCode, wrongSentCode].find(
        (one) => error instanceof AppError && error.extra.code === one.code,
      )
      throw words ? new Invalid({ code: words }) : error
    }
    return 'account?done'
  },
}

/** Where somebody is signed in, and the way to end each. */
const sessionsPage: PatientPage = {
  path: 'account/sessions',
  title: { en: 'Where you are signed in', es: 'Dónde tiene la sesión iniciada' },
  done: { en: 'It is done.', es: 'Listo.' },
  async show(ctx) {
    const { language } = ctx
    const t = accountTexts[language]
    const [{ sessions }, { timeZone }] = await Promise.all([
      seen(listSessions, ctx),
      readPolicy(ctx.desk.db.read),
    ])
    const when = (at: string) => momentInWords(at, timeZone, language)
    return html`<p>${t.sessionsIntro}</p><ul class="entries">${sessions.map(
      (
        one,
      ) => html`<li><strong>${deviceTexts[one.device ?? 'other'][language]}</strong>${one.current ? html` · ${t.thisOne}` : ''}
<p class="quiet">${t.sessionTimes.replace('{from}', when(one.startedAt)).replace('{last}', when(one.lastSeenAt))}${one.address ? html` · ${t.network} ${one.address}` : ''}</p>
${one.current ? '' : ownForm({ id: one.id }, html`<button class="second">${endMySession.verb[language]}</button>`)}</li>`,
    )}</ul>
${sessions.length > 1 ? ownForm({ id: 'others' }, html`<button>${endOtherSessions.verb[language]}</button>`) : ''}
<p class="warning">${t.notYou}</p>
<p><a href="/portal/account">${t.backToAccount}</a></p>`
  },
  async post(ctx, { typed }) {
    if (typed.id === 'others') await doneBy(endOtherSessions, ctx, {})
    else await doneBy(endMySession, ctx, { id: typed.id })
    return 'account/sessions?done'
  },
}

const closeAccountPage: PatientPage = {
  path: 'account/close',
  title: { en: 'Close my account', es: 'Cerrar mi cuenta' },
  async show({ language }) {
    const t = accountTexts[language]
    return html`<ul>${t.closing.map((line) => html`<li>${line}</li>`)}</ul>
${ownForm({}, html`<button>${t.sure}</button>`)}
<p><a href="/portal/account">${t.keep}</a></p>`
  },
  async post(ctx) {
    await doneBy(closeOwnLogin, ctx, {})
    return 'sign-in?closed'
  },
}

export const accountPages: PatientPage[] = [accountPage, sessionsPage, closeAccountPage]
