import { html } from 'hono/html'
import type { Language } from '../../core/words.ts'
import { pageTexts } from '../pageTexts.ts'
import type { Framed } from './layout.ts'

const both = (name: 'username' | 'currentPassword' | 'code') => ({
  en: pageTexts.en[name],
  es: pageTexts.es[name],
})
export const signInLabels = {
  username: both('username'),
  password: both('currentPassword'),
  code: both('code'),
}

interface Given {
  notice?: Framed['notice']
  username?: string
  wantsCode?: boolean
  /** The page below `/portal/` on which it goes on. */
  to?: string | undefined
}

/** The way in. Without a script whoever has a second factor types the password once more, beside the code. */
export function signInForm(
  language: Language,
  { notice, username = '', wantsCode = false, to }: Given,
): Pick<Framed, 'title' | 'path' | 'body' | 'notice'> {
  const t = pageTexts[language]
  const code = html`<div id="second-factor" ${wantsCode ? '' : 'hidden'}>
<label for="code">${t.code}</label>
<p class="hint" id="code-hint">${t.codeHint}</p>
<input id="code" name="code" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" maxlength="24" aria-describedby="code-hint">
</div>`
  return {
    title: t.signInTitle,
    path: 'sign-in',
    notice,
    body: html`<form id="form" method="post" action="/portal/sign-in">
${to === undefined ? '' : html`<input type="hidden" name="to" value="${to}">`}
<label for="username">${t.username}</label>
<input id="username" name="username" value="${username}" autocomplete="username" inputmode="email" autocapitalize="none" spellcheck="false" required>
<label for="password">${t.currentPassword}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<label class="check" hidden><input type="checkbox" id="show">${t.show}</label>
${code}
<button>${t.signIn}</button>
<button type="button" id="by-passkey" class="second" hidden>${t.signInByPasskey}</button>
<p><a href="/portal/forgot">${t.forgot}</a></p>
</form>`,
  }
}
