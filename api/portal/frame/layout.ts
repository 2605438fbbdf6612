import { html } from 'hono/html'
import type { Html, PatientPage } from '../../acts/page.ts'
import type { Language } from '../../core/words.ts'
import { andFor } from '../../patients/actingFor.ts'
import { pageTexts } from '../pageTexts.ts'
import { frameWords } from './words.ts'

export interface Framed {
  language: Language
  hospital: string
  title: string
  /** The path below `/portal/` that is shown, without what it was asked with. */
  path: string
  /** The pages of the menu, where somebody is signed in. */
  menu: readonly PatientPage[] | undefined
  /** What is said of the portal to everybody: outages and announcements that go on. */
  news?: readonly { kind: 'outage' | 'announcement'; text: string }[]
  notice?: { lines: readonly string[]; wrong: boolean } | undefined
  body: Html
  /** By which proxy access somebody acts for another: links go on with it. */
  grant?: string | undefined
}

const other = { en: 'es', es: 'en' } as const

/** A page with what stands around each: the hospital's name, the menu, the other language, the way out. */
export function framed({
  language,
  hospital,
  title,
  path,
  menu,
  news = [],
  notice,
  body,
  grant,
}: Framed): Html {
  const t = frameWords[language]
  const to = other[language]
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · ${hospital}</title>
${menu ? html`<script src="/portal/failures.js"></script>` : ''}
<link rel="stylesheet" href="/portal/page.css">
<script type="module" src="/portal/page.js"></script>
</head>
<body data-page="${path}" data-texts="${JSON.stringify(pageTexts[language])}" class="wide">
<a class="skip" href="#main">${t.skip}</a>
<header><span>${hospital}</span> <a href="/portal/${path}?language=${to}${andFor(grant, '&')}" lang="${to}" hreflang="${to}">${t.other}</a></header>
${menu ? menuOf(menu, path, language, grant) : ''}
<main id="main">
${news.map(({ kind, text }) => html`<p class="news ${kind}"><strong>${t[kind]}:</strong> ${text}</p>`)}
<h1>${title}</h1>
<div id="notice" role="${notice?.wrong ? 'alert' : 'status'}" class="${notice?.wrong ? 'wrong' : ''}" tabindex="-1" ${notice ? '' : 'hidden'}>${noticeOf(notice)}</div>
${body}
</main>
<footer><a href="/portal/state">${t.isItUp}</a></footer>
</body>
</html>`
}

const noticeOf = (notice: Framed['notice']) => {
  const [first, ...rest] = notice?.lines ?? []
  return rest.length > 0
    ? html`<strong>${first}</strong><ul>${rest.map((line) => html`<li>${line}</li>`)}</ul>`
    : (first ?? '')
}

function menuOf(menu: readonly PatientPage[], path: string, language: Language, grant?: string): Html {
  const t = frameWords[language]
  const link = (to: string, title: string) =>
    html`<li ${path.startsWith(`${to}/`) ? html`class="above"` : ''}><a href="/portal/${to}${andFor(grant)}" ${to === path ? html`aria-current="page"` : ''}>${title}</a></li>`
  return html`<nav aria-label="${t.menu}"><ul>
${link('home', t.home)}${menu.map((page) => link(page.path, page.title[language]))}
<li><form method="post" action="/portal/sign-out"><button class="second">${t.signOut}</button></form></li>
</ul></nav>`
}
