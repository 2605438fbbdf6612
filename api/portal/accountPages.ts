import { html } from 'hono/html'
import { doneBy, type Html, type PageAsked, type PatientPage, seen } from '../acts/page.ts'
import { ownForm } from '../acts/pageForm.ts'
import type { PatientCtx } from '../core/context.ts'
import { AppError, Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { momentInWords } from '../core/words.ts'
import { accountTexts } from './accountTexts.ts'
import { closeOwnLogin } from './closeOwnLogin.ts'
import { listPasskeys } from './passkeys/myPasskeys.ts'
import { beginFactor, removeFactor, setFactor } from './secondFactor.ts'
import { showMe } from './showMe.ts'
import { wrongFactorCode } from './words.ts'

const codeField = (label: string) =>
  html`<label for="code">${label}</label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="7" required>`

/** The secret stands in this answer only: whoever mistypes the code gets it back from the form they sent. */
function askForCode({ language }: PatientCtx, secret: string, uri: string): Html {
  const t = accountTexts[language]
  return html`<p>${t.addTo}</p><p>${t.key}: <code class="key">${secret.replace(/(.{4})/g, '$1 ').trim()}</code></p>
<p><a href="${uri}">${t.openApp}</a></p><p class="warning">${t.onlyOnce}</p>
${ownForm({ step: 'confirm', secret, uri }, html`${codeField(t.code)}<button>${t.confirm}</button>`)}`
}

// What comes back from a form is shown as a key or as a link to an app, and as nothing else.
const isSecret = (secret = ''): boolean => /^[A-Z2-7]{16,64}$/.test(secret)
const isAppLink = (uri = ''): boolean => uri.startsWith('otpauth://totp/')

async function showAccount(ctx: PatientCtx, { typed }: PageAsked): Promise<Html> {
  const t = accountTexts[ctx.language]
  if (typed.step === 'confirm' && isSecret(typed.secret) && isAppLink(typed.uri))
    return askForCode(ctx, typed.secret!, typed.uri!)
  const [me, { passkeys }, { timeZone }] = await Promise.all([
    seen(showMe, ctx),
    seen(listPasskeys, ctx),
    readPolicy(ctx.desk.db.read),
  ])
  const when = (at: string) => momentInWords(at, timeZone, ctx.language)
  return html`<p>${t.signsInAs} <strong>${me.username}</strong>.</p>
<h2>${t.stepTitle}</h2><p>${t.whatFor}</p>
${
  me.secondFactor
    ? html`<p>${t.on}</p><p class="quiet">${t.lost}</p>
${ownForm({ step: 'remove' }, html`<p>${t.toTurnOff}</p>${codeField(t.code)}<button>${t.turnOff}</button>`)}`
    : html`<p>${t.off}</p>${ownForm({ step: 'begin' }, html`<button>${t.turnOn}</button>`)}`
}
<h2>${t.passkeys}</h2>
${
  passkeys.length === 0
    ? html`<p>${t.noPasskeys}</p>`
    : html`<ul class="entries">${passkeys.map(
        (one) =>
          html`<li><strong>${one.name}</strong><p class="quiet">${t.added} ${when(one.createdAt)} · ${one.lastUsedAt ? html`${t.used} ${when(one.lastUsedAt)}` : t.never}</p></li>`,
      )}</ul>`
}
<h2>${t.closeTitle}</h2><p><a href="/portal/account/close">${t.closeLink}</a></p>`
}

export const accountPage: PatientPage = {
  path: 'account',
  title: { en: 'Signing in', es: 'Inicio de sesión' },
  about: {
    en: 'A second step for your safety, passkeys, closing your account',
    es: 'Un segundo paso para su seguridad, llaves de acceso, cerrar su cuenta',
  },
  done: { en: 'It is done.', es: 'Listo.' },
  labels: { code: { en: 'Code from the app', es: 'Código de la aplicación' } },
  show: showAccount,
  async post(ctx, { typed }) {
    const { step, code = '' } = typed
    if (step === 'begin') {
      const { reply } = await doneBy(beginFactor, ctx, {})
      return { once: askForCode(ctx, reply.secret, reply.uri) }
    }
    try {
      await doneBy(step === 'remove' ? removeFactor : setFactor, ctx, { code })
    } catch (error) {
      // A wrong code ends no session here: it is said beside the field.
      if (error instanceof AppError && error.extra.code === wrongFactorCode.code)
        throw new Invalid({ code: wrongFactorCode })
      throw error
    }
    return 'account?done'
  },
}

export const closeAccountPage: PatientPage = {
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
