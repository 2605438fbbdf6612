import { html } from 'hono/html'
import type { DeskApp } from '../../acts/endpoint.ts'
import { doneBy, onceField, type PageAsked, type PatientPage, seen } from '../../acts/page.ts'
import { knownDevice } from '../../core/access/device.ts'
import type { Desk } from '../../core/context.ts'
import { AppError, NotSignedIn } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { andFor, forOf, whomLine } from '../../patients/actingFor.ts'
import { portalPolicy } from '../policy.ts'
import { showMe } from '../showMe.ts'
import { signIn } from '../signIn.ts'
import { signOut } from '../signOut.ts'
import {
  codeWanted,
  noCodeChannel,
  sentCodesOver,
  sentCodeWanted,
  wrongFactorCode,
  wrongSentCode,
} from '../words.ts'
import { deviceOf, forgetSession, keepDevice, keepSession, sessionOf } from './cookies.ts'
import { type C, fields, fieldsAndFiles, type Notice, noticeOf, pageServer, signedIn } from './serve.ts'
import { signInForm, signInLabels } from './signInForm.ts'
import { frameWords } from './words.ts'

/**
 * The pages of signed-in patients, each as a room declares it, and the way in and out. They work without a script: forms are
 * posted and answered with where to go next. A session stands in a cookie that only these pages, and the API for them, take.
 */
export function patientPages(app: DeskApp, desk: Desk): void {
  const { pages, menu, backTo, send, on } = pageServer(app, desk)

  on('get', 'sign-in', async (c) => {
    const { language, actor } = c.get('ctx')
    const asked = new URL(c.req.url).searchParams
    const to = backTo(asked.get('to') ?? undefined)
    if (actor.type === 'patient') return c.redirect(`/portal/${to ?? 'home'}`, 303)
    const t = frameWords[language]
    const told = asked.has('ended')
      ? t.ended
      : asked.has('out')
        ? t.signedOut
        : asked.has('closed')
          ? t.closed
          : undefined
    return send(c, signInForm(language, { to, notice: told ? { lines: [told], wrong: false } : undefined }))
  })

  on('post', 'sign-in', async (c) => {
    const ctx = c.get('ctx')
    const { username = '', password = '', code, to: wanted } = await fields(c)
    const to = backTo(wanted)
    try {
      const given = { username, password, code: code || undefined, device: deviceOf(c) }
      const { reply } = await doneBy(signIn, ctx, given)
      await keep(c, reply.token, reply.device)
      return c.redirect(`/portal/${to ?? 'home'}`, 303)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const wantsCode = wantsTheCode.includes(error.extra.code ?? '')
      const form = signInForm(ctx.language, {
        notice: noticeOf(error, ctx.language, signInLabels),
        username,
        to,
        wantsCode: wantsCode || Boolean(code),
      })
      return send(c, { status: error.status, ...form })
    }
  })

  // Whoever signed in by a script, with a passkey or a code, comes with the token of that session.
  on('post', 'enter', async (c) => {
    const { actor } = signedIn(c)
    const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? sessionOf(c)!
    await keep(c, token, c.req.header('x-device'), actor.id)
    return c.json({})
  })

  on('post', 'sign-out', async (c) => {
    const ctx = c.get('ctx')
    if (ctx.actor.type === 'patient') await doneBy(signOut, ctx, {})
    forgetSession(c)
    return c.redirect('/portal/sign-in?out', 303)
  })

  /** @param script the login, where a script signed in: it cannot read what the browser keeps, and is given a new device each time. */
  async function keep(c: C, token: string, device: string | undefined, script?: string): Promise<void> {
    keepSession(c, token)
    const { portalDeviceDays: days } = await readPolicy(desk.db.read, portalPolicy)
    const kept = script && knownDevice(desk.keys, deviceOf(c), script, desk.clock(), days)
    if (device !== undefined && !kept) keepDevice(c, device, days)
  }

  on('get', 'home', async (c) => {
    const ctx = signedIn(c)
    const t = frameWords[ctx.language]
    const me = await seen(showMe, ctx)
    const grant = forOf(c.req.query())
    return send(c, {
      title: t.homeTitle,
      path: 'home',
      body: html`<p>${t.hello}, ${me.givenName} ${me.familyName}.</p>
${await whomLine(ctx, 'home', grant, 'any')}
${menu.length > 0 ? html`<h2>${t.whatFor}</h2>` : ''}
<ul class="tiles">${menu.map(
        (
          page,
        ) => html`<li><a href="/portal/${page.path}${andFor(grant)}"><strong>${page.title[ctx.language]}</strong>
<span>${page.about![ctx.language]}</span></a></li>`,
      )}</ul>
<div id="passkeys"></div>`,
    })
  })

  for (const page of pages) {
    const show = async (c: C, asked: PageAsked, notice?: Notice, status?: number) => {
      const ctx = signedIn(c)
      const body = await page.show(ctx, asked)
      const title = page.title[ctx.language]
      return send(c, { title, path: pathOf(page, asked), body, notice, ...(status && { status }) })
    }
    on('get', page.path, async (c) => {
      const asked = askedOf(c)
      const done = 'done' in asked.query && page.done?.[c.get('ctx').language]
      return show(c, asked, done ? { lines: [done], wrong: false } : undefined)
    })
    if (page.post)
      on('post', page.path, async (c) => {
        const ctx = signedIn(c)
        const sent = await fieldsAndFiles(c)
        const { [onceField]: key = '' } = sent.typed
        if (/^[\w-]{20,100}$/.test(key))
          ctx.idempotency = { key, request: `POST ${c.req.path}\n${JSON.stringify(sent)}` }
        const asked = { ...askedOf(c), ...sent }
        try {
          const next = await page.post!(ctx, asked)
          if (typeof next === 'string') return c.redirect(`/portal/${next}`, 303)
          return send(c, { title: page.title[ctx.language], path: pathOf(page, asked), body: next.once })
        } catch (error) {
          if (!(error instanceof AppError) || error.status === 404 || error instanceof NotSignedIn)
            throw error
          return show(c, asked, noticeOf(error, ctx.language, page.labels), error.status)
        }
      })
  }
}

/** What a sign-in answers that goes on with a code. */
const wantsTheCode = [
  codeWanted,
  wrongFactorCode,
  sentCodeWanted,
  wrongSentCode,
  sentCodesOver,
  noCodeChannel,
].map(({ code }) => code)

const askedOf = (c: C): PageAsked => ({
  params: c.req.param() as Record<string, string>,
  query: c.req.query(),
  typed: {},
  files: [],
})

const pathOf = ({ path }: PatientPage, { params }: PageAsked): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
