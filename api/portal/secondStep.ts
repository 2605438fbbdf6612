import type { z } from '@hono/zod-openapi'
import { html } from 'hono/html'
import type { Html } from '../acts/page.ts'
import { ownForm } from '../acts/pageForm.ts'
import type { PatientCtx } from '../core/context.ts'
import { accountTexts } from './accountTexts.ts'
import type { secondFactor } from './schema.ts'
import { renewRecoveryCodes } from './secondFactor.ts'
import { sendFactorCode } from './sentCodes.ts'

/* The parts of the page on which a patient turns a second step on and off. */

const codeField = (label: string) =>
  html`<label for="code">${label}</label><input id="code" name="code" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" maxlength="24" required>`

/** The secret stands in this answer only: whoever mistypes the code gets it back from the form they sent. */
export function askForCode({ language }: PatientCtx, secret: string, uri: string): Html {
  const t = accountTexts[language]
  return html`<p>${t.addTo}</p><p>${t.key}: <code class="key">${secret.replace(/(.{4})/g, '$1 ').trim()}</code></p>
<p><a href="${uri}">${t.openApp}</a></p><p class="warning">${t.onlyOnce}</p>
${ownForm({ step: 'confirm', secret, uri }, html`${codeField(t.code)}<button>${t.confirm}</button>`)}`
}

// What comes back from a form is shown as a key or as a link to an app, and as nothing else.
export function keyToConfirm({ step, secret = '', uri = '' }: Readonly<Record<string, string>>) {
  const whole = /^[A-Z2-7]{16,64}$/.test(secret) && uri.startsWith('otpauth://totp/')
  return step === 'confirm' && whole ? { secret, uri } : undefined
}

/** The field for a code that is on its way: to turn the second step on with it, or off. */
export function askForSentCode(
  { language }: PatientCtx,
  sentTo: string,
  step: 'confirm-sent' | 'remove' = 'confirm-sent',
): Html {
  const t = accountTexts[language]
  const button = step === 'remove' ? t.turnOff : t.confirm
  return html`<p>${t.sent} <strong>${sentTo}</strong>. ${t.takesAMinute}</p>
${ownForm({ step, sentTo }, html`${codeField(t.sentCode)}<button>${button}</button>`)}
<p><a href="/portal/account">${t.backToAccount}</a></p>`
}

/** They are shown in this answer only. */
export function recoveryCodesOf({ language }: PatientCtx, codes: readonly string[]): Html {
  const t = accountTexts[language]
  return html`<p>${t.codesIntro}</p><ol class="codes">${codes.map((one) => html`<li><code class="key">${one}</code></li>`)}</ol>
<p class="warning">${t.codesWarning}</p><p><a class="button" href="/portal/account">${t.codesKept}</a></p>`
}

/** What is on, and how it is turned off; or the ways there are to turn one on. */
export function offered({ language }: PatientCtx, factor: z.output<typeof secondFactor>): Html {
  const t = accountTexts[language]
  if (factor.method === null)
    return html`<p>${t.off}</p><h3>${t.byApp}</h3><p>${t.byAppWhat}</p>
${ownForm({ step: 'begin' }, html`<button>${t.turnOn}</button>`)}
<h3>${t.byMessage}</h3><p>${t.byMessageWhat}</p>
${
  factor.channels.length === 0
    ? html`<p>${t.noChannel}</p>`
    : ownForm(
        { step: 'send' },
        html`<fieldset><legend>${t.whereTo}</legend>${factor.channels.map(
          (one, n) =>
            html`<label class="check"><input type="radio" name="channel" value="${one.id}" ${n === 0 ? 'checked' : ''}>${one.system === 'email' ? t.email : t.text} ${one.shown}</label>`,
        )}</fieldset><button class="second">${sendFactorCode.verb[language]}</button>`,
      )
}`
  const sends = factor.method === 'code'
  return html`<p>${sends ? html`${t.onSent} ${factor.sentTo ?? '…'}` : t.on}</p>
<p>${t.codesLeft}: <strong>${factor.recoveryCodesLeft}</strong></p>
${ownForm({ step: 'renew' }, html`<button class="second">${renewRecoveryCodes.verb[language]}</button>`)}
<p class="quiet">${t.lost}</p>
${sends ? ownForm({ step: 'send-to-remove' }, html`<button class="second">${sendFactorCode.verb[language]}</button>`) : ''}
${ownForm({ step: 'remove' }, html`<p>${sends ? t.toTurnOffSent : t.toTurnOff}</p>${codeField(sends ? t.sentCode : t.code)}<button>${t.turnOff}</button>`)}`
}
