import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import type { DeskApp } from '../../acts/endpoint.ts'
import { spendRequest } from '../../acts/limits.ts'
import { doneBy, onceField, type PageAsked, type PatientPage, seen } from '../../acts/page.ts'
import { accessPolicy } from '../../core/access/policy.ts'
import type { Desk, DeskEnv, PatientCtx } from '../../core/context.ts'
import { AppError, NotSignedIn, onError } from '../../core/errors.ts'
import * as guard from '../../core/http/guard.ts'
import { readPolicy } from '../../core/policy.ts'
import type { Language } from '../../core/words.ts'
import { andFor, forOf, whomLine } from '../../patients/actingFor.ts'
import { portalPolicy } from '../policy.ts'
import { showMe } from '../showMe.ts'
import { signIn } from '../signIn.ts'
import { signOut } from '../signOut.ts'
import { deviceOf, forgetSession, keepDevice, keepSession, sessionOf } from './cookies.ts'
import { type Framed, framed } from './layout.ts'
import { signInForm, signInLabels } from './signInForm.ts'
import { frameWords } from './words.ts'

type C = Context<DeskEnv>
type Notice = Framed['notice']
interface Shown extends Pick<Framed, 'title' | 'path' | 'body' | 'notice'> {
  status?: number
}

/**
 * The pages of signed-in patients, each as a room declares it, and the way in and out. They work without a script: forms are
 * posted and answered with where to go next. A session stands in a cookie that only these pages, and the API for them, take.
 */
export function patientPages(app: DeskApp, desk: Desk): void {
  const { pages } = desk.catalogue
  const menu = pages.filter((page) => page.about !== undefined)

  const comingBack = pages
    .filter((page) => page.comesBack)
    .map(({ path }) => new RegExp(`^${path.replace(/:\w+/g, '[\\w-]+')}$`))
  /** Of what an address or a form says of where to go on, only a page that others lead to. */
  const backTo = (path: string | undefined) =>
    path !== undefined && comingBack.some((one) => one.test(path)) ? path : undefined

  async function send(c: C, { status = 200, ...shown }: Shown): Promise<Response> {
    const { language, actor } = c.get('ctx')
    const { hospitalName } = await readPolicy(desk.db.read, accessPolicy)
    const signedIn = actor.type === 'patient' ? menu : undefined
    c.status(status as 200)
    return c.html(
      framed({ language, hospital: hospitalName, menu: signedIn, grant: forOf(c.req.query()), ...shown }),
    )
  }

  /** A refusal as a page: the same words as over the API. */
  async function fail(c: C, error: unknown, path: string): Promise<Response> {
    if (error instanceof NotSignedIn) {
      const to = backTo(c.req.path.replace('/portal/', ''))
      return c.redirect(`/portal/sign-in?ended${to ? `&to=${encodeURIComponent(to)}` : ''}`, 303)
    }
    const problem = onError(error as Error, c)
    const { detail } = (await problem.json()) as { detail: string }
    const t = frameWords[c.get('ctx').language]
    return send(c, {
      status: problem.status,
      title: t.problem,
      path,
      body: html`<p>${detail}</p><p><a href="/portal/home${andFor(forOf(c.req.query()))}">${t.back}</a></p>`,
    })
  }

  const sameOrigin = guard.sameOrigin(desk, true)
  const on = (method: 'get' | 'post', path: string, work: (c: C) => Promise<Response>) =>
    app[method](`/portal/${path}`, async (c) => {
      chooseLanguage(c)
      // Of a page without any referrer a form comes with the origin “null”, which is nobody's.
      c.header('Referrer-Policy', 'same-origin')
      try {
        if (method === 'post') await sameOrigin(c, async () => {})
        await spendRequest(c.get('ctx'))
        return await work(c)
      } catch (error) {
        return fail(c, error, path.includes(':') ? 'home' : path)
      }
    })

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
      const wantsCode = ['second-factor-wanted', 'wrong-second-factor'].includes(error.extra.code ?? '')
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
    signedIn(c)
    const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? sessionOf(c)!
    await keep(c, token, c.req.header('x-device'))
    return c.json({})
  })

  on('post', 'sign-out', async (c) => {
    const ctx = c.get('ctx')
    if (ctx.actor.type === 'patient') await doneBy(signOut, ctx, {})
    forgetSession(c)
    return c.redirect('/portal/sign-in?out', 303)
  })

  async function keep(c: C, token: string, device: string | undefined): Promise<void> {
    keepSession(c, token)
    const { portalDeviceDays } = await readPolicy(desk.db.read, portalPolicy)
    if (device !== undefined) keepDevice(c, device, portalDeviceDays)
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
        const typed = await fields(c)
        const { [onceField]: key = '' } = typed
        if (/^[\w-]{20,100}$/.test(key))
          ctx.idempotency = { key, request: `POST ${c.req.path}\n${JSON.stringify(typed)}` }
        const asked = { ...askedOf(c), typed }
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

function signedIn(c: C): PatientCtx {
  const ctx = c.get('ctx')
  if (ctx.actor.type !== 'patient') throw new NotSignedIn()
  return ctx as PatientCtx
}

/** A language that is asked for is kept: it says nothing of anybody. */
function chooseLanguage(c: C): void {
  const asked = c.req.query('language')
  if (asked !== 'en' && asked !== 'es') return
  c.get('ctx').language = asked
  setCookie(c, guard.languageCookie, asked, { sameSite: 'Lax', path: '/', maxAge: yearSeconds })
}
const yearSeconds = 31_536_000

const fields = async (c: C): Promise<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(await c.req.text()))

const askedOf = (c: C): PageAsked => ({
  params: c.req.param() as Record<string, string>,
  query: c.req.query(),
  typed: {},
})

const pathOf = ({ path }: PatientPage, { params }: PageAsked): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

/** What was wrong, each field by its rule, as a list under one sentence. */
function noticeOf(error: AppError, language: Language, labels: PatientPage['labels'] = {}): Notice {
  const say = (text: string | { en: string; es: string }) =>
    typeof text === 'string' ? text : text[language]
  const broken = Object.entries(error.extra.errors ?? {}).map(
    ([field, rule]) => `${labels[field]?.[language] ?? field}: ${say(rule)}`,
  )
  const lines = broken.length > 0 ? [frameWords[language].wrong, ...broken] : [error.words[language]]
  return { lines, wrong: true }
}
