import { html } from 'hono/html'
import type { Html } from '../../acts/page.ts'
import type { Language } from '../../core/words.ts'
import { pageTexts } from '../pageTexts.ts'

export type Typed = Readonly<Record<string, string>>

/** A form of somebody who is not signed in. The script tells by its id which one it is. */
export const plainForm = (page: string, inside: Html): Html =>
  html`<form id="form" method="post" action="/portal/${page}">${inside}</form>`

/**
 * The secret of a mailed link stands behind the “#” of its address, which no browser sends: the script moves it in here. Without a
 * script it is typed, or the link pasted; so is the code of a letter. What came once comes back out of sight.
 */
export function secretField(
  language: Language,
  page: 'activate' | 'reset' | 'not-me' | 'prove',
  typed: Typed,
): Html {
  const t = pageTexts[language]
  if (typed.secret) return html`<input type="hidden" name="secret" value="${typed.secret}">`
  const [label, hint] = page === 'activate' ? [t.letterCode, t.letterHint] : [t.wholeLink, t.wholeLinkHint]
  return html`<div id="typed-secret">
<label for="secret">${label}</label>
<p class="hint" id="secret-hint">${hint}</p>
<input id="secret" name="secret" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="400" required aria-describedby="secret-hint">
</div>`
}

/** Of a pasted link what stands behind its “#”, of anything else all of it. */
export const secretIn = ({ secret = '' }: Typed): string =>
  /#(?:code|token)=([\w-]+)/.exec(secret)?.[1] ?? secret.trim()

export function birthDateOf({ year = '', month = '', day = '' }: Typed): string {
  return `${year.trim()}-${month.trim().padStart(2, '0')}-${day.trim().padStart(2, '0')}`
}

export function passwordFields(
  language: Language,
  page: 'activate' | 'reset',
  typed: Typed,
  least: number,
): Html {
  const t = pageTexts[language]
  const part = (name: 'month' | 'day' | 'year', most: number) =>
    html`<label class="${name}">${t[name]}<input name="${name}" value="${typed[name] ?? ''}" inputmode="numeric" autocomplete="bday-${name}" maxlength="${most}" required></label>`
  return html`<p>${t.intro}</p>${secretField(language, page, typed)}
<fieldset><legend>${t.birthDate}</legend>
<div class="date">${part('month', 2)}${part('day', 2)}${part('year', 4)}</div></fieldset>
<label for="password">${t.password}</label>
<p class="hint" id="password-hint">${t.passwordHint.replace('{characters}', String(least))}</p>
<input id="password" name="password" type="password" autocomplete="new-password" aria-describedby="password-hint" required>
<label class="check" hidden><input type="checkbox" id="show">${t.show}</label>
<button>${t.save}</button>`
}

export const usernameFields = (language: Language, { username = '' }: Typed): Html => {
  const t = pageTexts[language]
  return html`<label for="username">${t.username}</label>
<input id="username" name="username" value="${username}" autocomplete="username" inputmode="email" autocapitalize="none" spellcheck="false" required>
<button>${t.sendLink}</button>`
}

/** Only a passkey answers this one, and only a script asks for a passkey. */
export const confirmFields = (language: Language): Html => {
  const t = pageTexts[language]
  return html`<p>${t.confirmIntro}</p>
<p class="warning">${t.confirmWarning}</p>
<noscript><p>${t.needsScript}</p></noscript>
<label for="number">${t.number}</label>
<input id="number" name="number" inputmode="numeric" autocomplete="off" maxlength="6" required>
<button>${t.confirm}</button>`
}
