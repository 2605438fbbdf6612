import { type IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Provider } from 'oidc-provider'
import type { DeskApp } from '../acts/endpoint.ts'
import { spendRequest } from '../acts/limits.ts'
import { networkOf } from '../core/access/throttle.ts'
import type { Ctx, Desk, DeskEnv } from '../core/context.ts'
import { readPolicy } from '../core/policy.ts'
import { framed } from '../portal/frame/layout.ts'
import { appPageTexts } from './pageTexts.ts'
import { appsPolicy } from './policy.ts'
import { answering, createProvider } from './provider.ts'

const mounted = '/apps'

/**
 * Serves the OpenID provider below `/apps`. It is made of Koa, which wants a request and an answer of Node's: it is given such, and
 * what it answered goes on as any other answer does, with our headers, our limits and a line in our log (2026-11-27).
 */
export function appsServer(app: DeskApp, desk: Desk): void {
  let provider: Provider | undefined
  app.all(`${mounted}/*`, async (c) => {
    const ctx = c.get('ctx')
    // Nobody is signed in here; what a network may ask for is what one session may.
    await spendRequest(ctx, `apps:${networkOf(ctx.ip)}`)
    const policy = await readPolicy(desk.db.read, appsPolicy)
    provider ??= createProvider(desk, refusal)
    const revokes = c.req.path.endsWith('/revocation')
    const signedWith = assertionIn(await c.req.text())
    return answering({ ctx, policy, revokes, ...(signedWith && { signedWith }) }, () =>
      ask(c, desk, provider!),
    )
  })
}

/** Which key an app says it signed with, where it shows who it is by that. */
function assertionIn(body: string): { kid: string | undefined } | undefined {
  const [header] = new URLSearchParams(body).get('client_assertion')?.split('.') ?? []
  if (header === undefined) return undefined
  try {
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'))
    return { kid: typeof kid === 'string' ? kid : undefined }
  } catch {
    return { kid: undefined }
  }
}

/** The page of a refusal with which nobody can be sent back to the app. */
async function refusal({ desk, language }: Ctx, why: string): Promise<string> {
  const { hospitalName: hospital } = await readPolicy(desk.db.read)
  const body = html`<p>${appPageTexts.startAgain[language]}</p><p class="quiet" lang="en">${why}</p>`
  const title = appPageTexts.problem[language]
  return String(await framed({ language, hospital, title, path: 'sign-in', menu: undefined, body }))
}

/** Of the cookies of a browser only those that the provider set for what is under way: it keeps nobody signed in. */
const ownCookies = (header: string | undefined): string =>
  (header ?? '')
    .split(/;\s*/)
    .filter((one) => /^_interaction\w*(\.sig)?=/.test(one))
    .join('; ')

async function ask(c: Context<DeskEnv>, desk: Desk, provider: Provider): Promise<Response> {
  const { host, protocol } = new URL(desk.config.publicUrl)
  const { pathname, search, searchParams } = new URL(c.req.url)
  const url = new URL(pathname + search, desk.config.publicUrl)
  // A token that is renewed is given to those who agreed to it in words: to that, a page is always shown (RFC 8252, 8.6).
  if (pathname === `${mounted}/auth` && searchParams.get('prompt') !== 'none')
    url.searchParams.set('prompt', 'consent')
  const originalUrl = url.pathname + url.search
  const content = Buffer.from(await c.req.text())
  const { 'transfer-encoding': _chunks, ...headers } = c.req.header()
  const request = Object.assign(Readable.from([content]), {
    method: c.req.method,
    url: originalUrl.slice(mounted.length),
    originalUrl,
    // It is reached by our name, whatever stands between.
    headers: {
      ...headers,
      ...(content.length > 0 && { 'content-length': String(content.length) }),
      cookie: ownCookies(c.req.header('cookie')),
      host,
      'x-forwarded-host': host,
      'x-forwarded-proto': protocol.slice(0, -1),
    },
    socket: {},
    httpVersionMajor: 1,
    httpVersionMinor: 1,
  }) as unknown as IncomingMessage
  const answer = new ServerResponse(request)
  const body = new Promise<string | Uint8Array<ArrayBuffer> | undefined>((resolve) => {
    answer.end = ((chunk?: string | Uint8Array<ArrayBuffer>) => {
      resolve(chunk)
      return answer
    }) as ServerResponse['end']
  })
  await provider.callback()(request, answer)
  const answered = await body
  for (const [name, value] of Object.entries(answer.getHeaders()))
    if (name !== 'content-length')
      for (const one of [value].flat()) c.header(name, String(one), { append: name === 'set-cookie' })
  return c.body(answered ?? '', answer.statusCode as 200)
}
