import { html } from 'hono/html'
import type { DeskApp } from '../../acts/endpoint.ts'
import { doneBy, type Html } from '../../acts/page.ts'
import { accessPolicy } from '../../core/access/policy.ts'
import type { Ctx, Desk } from '../../core/context.ts'
import { AppError } from '../../core/errors.ts'
import { readPolicy } from '../../core/policy.ts'
import { type Language, momentInWords } from '../../core/words.ts'
import { showState } from '../../incidents/list.ts'
import { beginProofing } from '../../proofing/beginProofing.ts'
import { finishProofing } from '../../proofing/finishProofing.ts'
import { activate } from '../activate.ts'
import { forgotPassword } from '../forgotPassword.ts'
import { notMe } from '../notMe.ts'
import { pageTexts } from '../pageTexts.ts'
import { resetPassword } from '../resetPassword.ts'
import {
  birthDateOf,
  confirmFields,
  passwordFields,
  plainForm,
  secretField,
  secretIn,
  type Typed,
  usernameFields,
} from './linkForms.ts'
import { fields, type Notice, noticeOf, pageServer } from './serve.ts'
import { frameWords } from './words.ts'

type TextName = keyof (typeof pageTexts)['en']

/** What a page says once its form worked. */
interface Said {
  says: string
  then?: Html
  headers?: Readonly<Record<string, string | readonly string[]>> | undefined
}

/** A page that whoever comes by a mailed link, or has forgotten something, uses without being signed in. */
interface LinkPage {
  title: TextName
  show(language: Language, typed: Typed, passwordCharacters: number): Html
  post?(ctx: Ctx, typed: Typed): Promise<Said>
}

/** What fields are called where one is refused; the secret of a link has two names. */
const labels = Object.fromEntries(
  (['birthDate', 'password', 'username'] as const).map((name) => [
    name,
    { en: pageTexts.en[name], es: pageTexts.es[name] },
  ]),
)

const chosen = ({ language }: Ctx, username: string): Said => {
  const t = pageTexts[language]
  const then = html`<p>${t.doneNext} (${username})</p><p><a class="button" href="/portal/sign-in">${t.signIn}</a></p>`
  return { says: t.done, then }
}

const pages: Record<string, LinkPage> = {
  activate: {
    title: 'activateTitle',
    show: (language, typed, least) =>
      plainForm('activate', passwordFields(language, 'activate', typed, least)),
    async post(ctx, typed) {
      const { password = '' } = typed
      const given = { code: secretIn(typed), birthDate: birthDateOf(typed), password }
      return chosen(ctx, (await doneBy(activate, ctx, given)).reply.username)
    },
  },
  reset: {
    title: 'resetTitle',
    show: (language, typed, least) => plainForm('reset', passwordFields(language, 'reset', typed, least)),
    async post(ctx, typed) {
      const { password = '' } = typed
      const given = { token: secretIn(typed), birthDate: birthDateOf(typed), password }
      return chosen(ctx, (await doneBy(resetPassword, ctx, given)).reply.username)
    },
  },
  forgot: {
    title: 'forgotTitle',
    show: (language, typed) => plainForm('forgot', usernameFields(language, typed)),
    async post(ctx, { username = '' }) {
      return { says: (await doneBy(forgotPassword, ctx, { username })).reply.message }
    },
  },
  'not-me': {
    title: 'notMeTitle',
    show: (language, typed) => {
      const t = pageTexts[language]
      return plainForm(
        'not-me',
        html`<p>${t.notMeIntro}</p>${secretField(language, 'not-me', typed)}<button>${t.notMeGo}</button>`,
      )
    },
    async post(ctx, typed) {
      await doneBy(notMe, ctx, { token: secretIn(typed) })
      return { says: pageTexts[ctx.language].notMeDone }
    },
  },
  prove: {
    title: 'proveTitle',
    show: (language, typed) => {
      const t = pageTexts[language]
      return plainForm(
        'prove',
        html`<p>${t.proveIntro}</p>${secretField(language, 'prove', typed)}<button>${t.proveGo}</button>`,
      )
    },
    async post(ctx, typed) {
      const { reply, headers } = await doneBy(beginProofing, ctx, { token: secretIn(typed) })
      const t = pageTexts[ctx.language]
      // A form may lead nowhere but here, so that the way out is a link.
      const then = html`<p><a class="button" href="${reply.url}">${t.proveGo}</a></p>`
      return { says: t.proveReady, then, headers }
    },
  },
  proved: {
    title: 'proveTitle',
    show: (language, typed) =>
      plainForm(
        'proved',
        html`${came
          .filter((name) => typed[name] !== undefined)
          .map((name) => html`<input type="hidden" name="${name}" value="${typed[name]}">`)}
<button>${pageTexts[language].proveFinish}</button>`,
      ),
    async post(ctx, typed) {
      const given = Object.fromEntries(came.map((name) => [name, typed[name]]))
      await doneBy(finishProofing, ctx, given)
      return { says: pageTexts[ctx.language].proved }
    },
  },
  confirm: { title: 'confirmTitle', show: (language) => plainForm('confirm', confirmFields(language)) },
}
/** What the identity service sends people back with. */
const came = ['state', 'code', 'iss', 'error']

/** The pages behind mailed links: plain forms, so that they work on any phone, and without a script. */
export function linkPages(app: DeskApp, desk: Desk): void {
  const { on, send } = pageServer(app, desk)
  on('get', 'state', async (c) => {
    const ctx = c.get('ctx')
    const t = frameWords[ctx.language]
    const [{ reply }, { timeZone }] = await Promise.all([
      showState.show(ctx, {}, c),
      readPolicy(desk.db.read),
    ])
    const since = (at: string) => momentInWords(at, timeZone, ctx.language)
    const body = html`<p><strong>${reply.up ? t.up : t.down}</strong></p>
${reply.notices.map((one) => html`<p>${one.text}<br><span class="quiet">${t.stateSince} ${since(one.since)}</span></p>`)}
<p>${t.stateHelp}</p>`
    return send(c, { title: t.stateTitle, path: 'state', body, quiet: true })
  })
  for (const [path, page] of Object.entries(pages)) {
    const head = (ctx: Ctx) => ({ title: pageTexts[ctx.language][page.title], path, alone: true as const })
    const form = async (ctx: Ctx, typed: Typed) =>
      page.show(ctx.language, typed, (await readPolicy(desk.db.read, accessPolicy)).passwordCharacters)
    on('get', path, async (c) => {
      const ctx = c.get('ctx')
      const typed = path === 'proved' ? c.req.query() : {}
      return send(c, { ...head(ctx), body: await form(ctx, typed) })
    })
    if (page.post)
      on('post', path, async (c) => {
        const ctx = c.get('ctx')
        const typed = await fields(c)
        try {
          const { says, then = html``, headers = {} } = await page.post!(ctx, typed)
          for (const [name, values] of Object.entries(headers))
            for (const value of [values].flat()) c.header(name, value, { append: true })
          return send(c, { ...head(ctx), notice: { lines: [says], wrong: false }, body: then })
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          const { errors = {} } = error.extra
          const dead = (errors.code ?? errors.token ?? errors.state) !== undefined
          const { secret: _, ...others } = typed
          return send(c, {
            ...head(ctx),
            status: error.status,
            notice: dead ? deadNotice(path, ctx.language) : noticeOf(error, ctx.language, labels),
            body: await form(ctx, dead ? others : typed),
          })
        }
      })
  }
}

function deadNotice(path: string, language: Language): Notice {
  const t = pageTexts[language]
  return { lines: [path === 'activate' ? t.letterWrong : t.dead], wrong: true }
}
