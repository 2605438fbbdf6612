import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import type { DeskApp } from '../../acts/endpoint.ts'
import { spendRequest } from '../../acts/limits.ts'
import type { PageAsked, PageFile, PatientPage } from '../../acts/page.ts'
import { recordOtherSite } from '../../acts/permit.ts'
import { accessPolicy } from '../../core/access/policy.ts'
import type { Desk, DeskEnv, PatientCtx } from '../../core/context.ts'
import { type AppError, BadRequest, NotSignedIn, onError } from '../../core/errors.ts'
import * as guard from '../../core/http/guard.ts'
import { languageCookie } from '../../core/http/language.ts'
import { readPolicy } from '../../core/policy.ts'
import { type Language, said } from '../../core/words.ts'
import { showState } from '../../incidents/list.ts'
import { andFor, forOf } from '../../patients/actingFor.ts'
import { type Framed, framed } from './layout.ts'
import { frameWords } from './words.ts'

export type C = Context<DeskEnv>
export type Notice = Framed['notice']
export interface Shown extends Pick<Framed, 'title' | 'path' | 'body' | 'notice'> {
  status?: number
  /** It says of outages and announcements what is said by itself. */
  quiet?: true
  /** Without the menu: a mailed link may be another’s than whoever is signed in here. */
  alone?: true
}

/** How every page of the portal is served, whoever it is for: in one frame, in the language that was chosen, its forms from here. */
export function pageServer(app: DeskApp, desk: Desk) {
  const { pages } = desk.catalogue
  // What people come for stands before what is about their account.
  const menu = pages
    .filter((page) => page.about !== undefined)
    .sort((a, b) => Number(b.isCare ?? false) - Number(a.isCare ?? false))

  const comingBack = pages
    .filter((page) => page.comesBack)
    .map(({ path }) => new RegExp(`^${path.replace(/:\w+/g, '[\\w-]+')}$`))
  /** Of what an address or a form says of where to go on, only a page that others lead to. */
  const backTo = (path: string | undefined) =>
    path !== undefined && comingBack.some((one) => one.test(path)) ? path : undefined

  async function send(c: C, { status = 200, quiet, alone, ...shown }: Shown): Promise<Response> {
    const { language, actor } = c.get('ctx')
    const { hospitalName } = await readPolicy(desk.db.read, accessPolicy)
    const signedIn = actor.type === 'patient' && !alone ? menu : undefined
    const { reply: state } = await showState.show(c.get('ctx'), {}, c)
    const news = quiet ? [] : state.notices
    c.status(status as 200)
    return c.html(
      framed({
        language,
        hospital: hospitalName,
        menu: signedIn,
        news,
        grant: forOf(c.req.query()),
        ...shown,
      }),
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

  const sameOrigin = guard.sameOrigin(desk, recordOtherSite, true)
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

  return { pages, menu, backTo, send, on }
}

export function signedIn(c: C): PatientCtx {
  const ctx = c.get('ctx')
  if (ctx.actor.type !== 'patient') throw new NotSignedIn()
  return ctx as PatientCtx
}

/** A language that is asked for is kept: it says nothing of anybody. */
function chooseLanguage(c: C): void {
  const asked = c.req.query('language')
  if (asked !== 'en' && asked !== 'es') return
  c.get('ctx').language = asked
  setCookie(c, languageCookie, asked, { sameSite: 'Lax', path: '/', maxAge: yearSeconds })
}
const yearSeconds = 31_536_000

export const fields = async (c: C): Promise<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(await c.req.text()))

/** The same of a form that may have files. A field of one that was left empty is none. */
export async function fieldsAndFiles(c: C): Promise<Pick<PageAsked, 'typed' | 'files'>> {
  const type = c.req.header('content-type') ?? ''
  if (!type.startsWith('multipart/form-data')) return { typed: await fields(c), files: [] }
  // The bytes may have been read before, where the crowd is counted.
  const body = new Response(await c.req.arrayBuffer(), { headers: { 'Content-Type': type } })
  const sent = await body.formData().catch(() => {
    throw new BadRequest(noForm)
  })
  const typed: Record<string, string> = {}
  const files: PageFile[] = []
  for (const [name, value] of sent)
    if (typeof value === 'string') typed[name] = value
    else if (value.size > 0) {
      const content = Buffer.from(await value.arrayBuffer()).toString('base64')
      files.push({ name: value.name, mediaType: value.type, content })
    }
  return { typed, files }
}
const noForm = said('no-form', 'What was sent is not a form.', 'Lo enviado no es un formulario.')

/** What was wrong, each field by its rule, as a list under one sentence. */
export function noticeOf(error: AppError, language: Language, labels: PatientPage['labels'] = {}): Notice {
  const say = (text: string | { en: string; es: string }) =>
    typeof text === 'string' ? text : text[language]
  // A rule is the rest of a sentence that begins with what the field is called.
  const broken = Object.entries(error.extra.errors ?? {}).map(
    ([field, rule]) => `${labels[field]?.[language] ?? field} ${say(rule)}`,
  )
  const lines = broken.length > 0 ? [frameWords[language].wrong, ...broken] : [error.words[language]]
  return { lines, wrong: true }
}
