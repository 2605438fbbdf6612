import { generateSync } from 'otplib'
import type { DeskApp } from '../api/acts/endpoint.ts'
import type { Role } from '../api/core/access/permissions.ts'
import { escapeHtml } from '../api/core/http/escapeHtml.ts'
import type { Outbox } from './outbox.ts'

export interface DemoLogin {
  role: Role
  name: string
  email: string
  password: string
  secret: string
}

/** What a demo needs and production must not have: passwords and codes on a page, and the mails that left. */
export function demoPages(
  app: DeskApp,
  staff: readonly DemoLogin[],
  patientPassword: string,
  outbox: Outbox,
): void {
  app.get('/demo', (c) => {
    c.header('Cache-Control', 'no-store')
    const people = staff
      .map(
        (s) =>
          `<tr><td>${s.role}</td><td>${escapeHtml(s.email)}</td><td><code>${escapeHtml(s.password)}</code></td><td><code class="code">${generateSync({ secret: s.secret })}</code></td><td><code>${s.secret}</code></td></tr>`,
      )
      .join('')
    const mails = outbox.mails
      .map(
        (m) =>
          `<article><h3>${escapeHtml(m.subject)}</h3><p class="quiet">to ${escapeHtml(m.to)}, ${m.at.toISOString().slice(11, 19)} UTC</p><pre>${linked(m.text)}</pre></article>`,
      )
      .join('')
    return c.html(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Portal Desk demo</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<style nonce="${c.get('cspNonce')}">body{font:1rem/1.5 system-ui;max-width:64rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse}td,th{text-align:left;padding:.3rem .8rem .3rem 0}.code{font-size:1.3rem;font-weight:700}article{border:1px solid #8888;border-radius:.5rem;padding:0 1rem;margin:1rem 0}pre{white-space:pre-wrap;overflow-wrap:anywhere}.quiet{opacity:.8}.scroll{overflow-x:auto}</style>
</head><body><main><h1>Portal Desk demo</h1><p>Every person here is made up. This page exists in the demo only. <a href="/">Open the console</a></p>
<h2>Who can sign in</h2><div class="scroll" tabindex="0"><table><thead><tr><th>Role</th><th>E-mail</th><th>Password</th><th>Code now</th><th>Authenticator secret</th></tr></thead><tbody>${people}</tbody></table></div>
<p>A code works once and changes every 30 seconds: reload for the next. Patients’ logins have the password <code>${escapeHtml(patientPassword)}</code></p>
<h2>Mail and text messages that left</h2>${mails || '<p>None yet.</p>'}</main></body></html>`)
  })
}

const linked = (text: string) =>
  escapeHtml(text).replace(/https?:\/\/[^\s&]+/g, (url) => `<a href="${url}">${url}</a>`)
