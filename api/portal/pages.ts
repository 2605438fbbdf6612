import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { DeskApp } from '../acts/endpoint.ts'
import { accessPolicy } from '../core/access/policy.ts'
import { escapeHtml } from '../core/http/escapeHtml.ts'
import { readPolicy } from '../core/policy.ts'
import { pageTexts } from './pageTexts.ts'

type Texts = Record<keyof (typeof pageTexts)['en'], string>
const asset = (name: string) => readFileSync(path.join(import.meta.dirname, name), 'utf8')

/** The pages behind mailed links. Plain HTML and one script: they must work on any phone. */
export function portalPages(app: DeskApp): void {
  const script = asset('page.js')
  const style = asset('page.css')
  app.get('/portal/page.js', (c) => c.body(script, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))
  const passkeys = asset('passkeys.js')
  app.get('/portal/passkeys.js', (c) =>
    c.body(passkeys, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  )
  app.get('/portal/page.css', (c) => c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }))

  const pages: Record<string, (t: Texts) => { title: string; body: string }> = {
    activate: (t) => ({ title: t.activateTitle, body: passwordForm(t, letterCode(t)) }),
    reset: (t) => ({ title: t.resetTitle, body: passwordForm(t) }),
    prove: (t) => ({ title: t.proveTitle, body: proveForm(t) }),
    proved: (t) => ({ title: t.proveTitle, body: '' }),
    confirm: (t) => ({ title: t.confirmTitle, body: confirmForm(t) }),
    'not-me': (t) => ({ title: t.notMeTitle, body: notMeForm(t) }),
    forgot: (t) => ({ title: t.forgotTitle, body: forgotForm(t) }),
  }
  for (const [name, page] of Object.entries(pages))
    app.get(`/portal/${name}`, async (c) => {
      const { language, desk } = c.get('ctx')
      const { hospitalName, passwordCharacters } = await readPolicy(desk.db.read, accessPolicy)
      const { passwordHint, ...texts } = pageTexts[language]
      const t = { ...texts, passwordHint: passwordHint.replace('{characters}', String(passwordCharacters)) }
      c.header('Cache-Control', 'no-store')
      return c.html(layout(name, language, hospitalName, t, page(t)))
    })
}

function layout(
  name: string,
  language: string,
  hospital: string,
  t: Texts,
  { title, body }: { title: string; body: string },
): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} · ${escapeHtml(hospital)}</title>
<link rel="stylesheet" href="/portal/page.css">
<script type="module" src="/portal/page.js"></script>
</head>
<body data-page="${name}" data-texts="${escapeHtml(JSON.stringify(t))}">
<header>${escapeHtml(hospital)}</header>
<main>
<h1>${escapeHtml(title)}</h1>
<div id="notice" role="status" hidden tabindex="-1"></div>
${body}
</main>
</body>
</html>`
}

/** Shown to whoever comes without a link: they have a letter before them. */
const letterCode = (t: Texts) => `
<div id="letter" hidden>
<label for="letter-code">${t.letterCode}</label>
<p class="hint" id="letter-hint">${t.letterHint}</p>
<input id="letter-code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40" aria-describedby="letter-hint">
</div>`

const passwordForm = (t: Texts, before = '') => `
<form id="form" novalidate>
<p>${t.intro}</p>${before}
<fieldset><legend>${t.birthDate}</legend>
<div class="date">
<label>${t.month}<input name="month" inputmode="numeric" autocomplete="bday-month" maxlength="2" required></label>
<label>${t.day}<input name="day" inputmode="numeric" autocomplete="bday-day" maxlength="2" required></label>
<label class="year">${t.year}<input name="year" inputmode="numeric" autocomplete="bday-year" maxlength="4" required></label>
</div></fieldset>
<label for="password">${t.password}</label>
<p class="hint" id="password-hint">${t.passwordHint}</p>
<input id="password" name="password" type="password" autocomplete="new-password" aria-describedby="password-hint" required>
<label class="check"><input type="checkbox" id="show">${t.show}</label>
<button>${t.save}</button>
</form>`

const forgotForm = (t: Texts) => `
<form id="form" novalidate>
<label for="username">${t.username}</label>
<input id="username" name="username" autocomplete="username" inputmode="email" autocapitalize="none" spellcheck="false" required>
<button>${t.sendLink}</button>
</form>`

const proveForm = (t: Texts) => `
<form id="form" novalidate>
<p>${t.proveIntro}</p>
<button>${t.proveGo}</button>
</form>`

const notMeForm = (t: Texts) => `
<form id="form" novalidate>
<p>${t.notMeIntro}</p>
<button>${t.notMeGo}</button>
</form>`

const confirmForm = (t: Texts) => `
<form id="form" novalidate>
<p>${t.confirmIntro}</p>
<p class="warning">${t.confirmWarning}</p>
<label for="number">${t.number}</label>
<input id="number" name="number" inputmode="numeric" autocomplete="off" maxlength="6" required>
<button>${t.confirm}</button>
</form>`
