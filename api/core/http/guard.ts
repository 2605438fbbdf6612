import { randomUUID } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { routePath } from 'hono/route'
import { isLoopback } from '../configFaults.ts'
import type { Actor, Ctx, Desk, DeskEnv } from '../context.ts'
import { asOneRequest } from '../db/committed.ts'
import { newId } from '../db/id.ts'
import { AppError, Forbidden, Invalid } from '../errors.ts'
import { fill, said } from '../words.ts'
import { addressOf } from './address.ts'
import { goneOf, isUnsafe } from './crowd.ts'
import { languageOf } from './language.ts'

/** Gives each request an id, the log and a context whose actor is not known yet; logs method, route and time only. */
export function open(desk: Desk): MiddlewareHandler<DeskEnv> {
  return async (c, next) => {
    const started = performance.now()
    const requestId = newId()
    c.set('requestId', requestId)
    c.set('log', desk.log)
    c.set('cspNonce', randomUUID())
    c.set('ctx', {
      desk,
      actor: { type: 'anonymous' },
      requestId,
      ip: addressOf(c.req.header('x-forwarded-for'), remoteOf(c), desk.config.trustProxy),
      cookie: c.req.header('cookie'),
      agent: c.req.header('user-agent'),
      language: languageOf(c.req.header('cookie'), c.req.header('accept-language')),
      now: desk.clock,
      crowd: /^\/(portal|fhir|apps)\//.test(c.req.path) ? 'patients' : 'staff',
      isGone: goneOf(c.env),
    })
    await asOneRequest(next)
    // The route's pattern, not the address: an address may carry an id or a mailed code.
    const ms = performance.now() - started
    const route = routePath(c, -1)
    desk.onAnswered?.(c.req.method, route, c.res.status, ms)
    desk.log.info({ requestId, method: c.req.method, route, status: c.res.status, ms: Math.round(ms) })
  }
}

/** Nowhere where it came by no connection, as tests ask: to learn that by an error costs a fiftieth of what they do. */
function remoteOf(c: Context): string | undefined {
  if (!c.env?.incoming) return undefined
  try {
    return getConnInfo(c).remote.address
  } catch {
    return undefined
  }
}

/**
 * The security headers of every answer. They are set before the answer is made: set on a finished one they would
 * each time turn the server's own light response into a full one, which costs more than the rest of the stack.
 */
export function headers(desk: Desk): MiddlewareHandler<DeskEnv> {
  const always: [string, string][] = [
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'no-referrer'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Permissions-Policy', 'camera=(), microphone=(), geolocation=()'],
  ]
  if (desk.config.publicUrl.startsWith('https:'))
    always.push(['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'])
  return (c, next) => {
    for (const [name, value] of always) c.header(name, value)
    c.header('Content-Security-Policy', contentPolicy(c.get('cspNonce')))
    c.header('X-Request-Id', c.get('requestId'))
    return next()
  }
}

const contentPolicy = (nonce: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; img-src 'self' data:; ` +
  "font-src 'self'; manifest-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'"

/** Probes of an orchestrator come by address, and show nothing of anybody. */
const anyHost = new Set(['/healthz', '/readyz'])

/**
 * Answers to the names this server has, `PUBLIC_URL`'s and this machine's, and to no other: a page whose name was made to
 * point here (DNS rebinding) would be of one origin with us.
 */
export function knownHost(desk: Desk): MiddlewareHandler<DeskEnv> {
  const own = new URL(desk.config.publicUrl).hostname
  return (c, next) => {
    const { hostname } = new URL(c.req.url)
    // With a token metrics are nobody's by their name.
    const open =
      anyHost.has(c.req.path) || (c.req.path === '/metrics' && desk.config.metricsToken !== undefined)
    if (hostname !== own && !isLoopback(hostname) && !open)
      throw new AppError(
        421,
        { en: 'Misdirected request', es: 'Solicitud mal dirigida' },
        said(
          'unknown-host',
          'This server does not answer to that host name.',
          'Este servidor no responde a ese nombre de host.',
        ),
      )
    return next()
  }
}

export const noStore: MiddlewareHandler = (c, next) => {
  c.header('Cache-Control', 'no-store')
  return next()
}

const shownHeaders = ['ETag', 'Last-Modified', 'Retry-After']

/**
 * Lets pages of other origins ask, as apps in a browser do, with a token and without cookies: what a page is answered it had to show
 * a token for.
 */
export const anyOrigin: MiddlewareHandler = cors({
  origin: '*',
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['Authorization', 'Content-Type', 'Accept', 'If-None-Match'],
  exposeHeaders: shownHeaders,
})

/** The same of what is answered before that. */
export const forAnyOrigin = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': shownHeaders.join(),
}

const mostBytes = 64 * 1024
/** Messages have attachments beside them, as base64; how large each may be is policy (2026-11-27). */
const withFiles = /^\/portal\/(v1\/message-threads|messages)(\/|$)/
const mostWithFiles = 144 * mostBytes

const tooLarge = (most: number) =>
  new AppError(
    413,
    { en: 'Too large', es: 'Demasiado grande' },
    fill(
      said(
        'too-large',
        'The request body is larger than {most} KiB.',
        'El cuerpo de la solicitud supera los {most} KiB.',
      ),
      { most: most / 1024 },
    ),
  )
const limitStream = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw tooLarge(maxSize)
    },
  })
const [limitPlain, limitFiles] = [limitStream(mostBytes), limitStream(mostWithFiles)]

/** Refuses bodies over 64 KiB, of messages over some more. One that states its length is judged by it; only a stream has to be watched. */
export const limitBody: MiddlewareHandler = (c, next) => {
  if (!isUnsafe(c.req.method)) return next()
  const files = withFiles.test(c.req.path)
  const stated = c.req.header('content-length')
  if (stated === undefined || c.req.header('transfer-encoding') !== undefined)
    return (files ? limitFiles : limitPlain)(c, next)
  const most = files ? mostWithFiles : mostBytes
  if (Number(stated) > most) throw tooLarge(most)
  return next()
}

/** Whether a request brings more than what anybody may send. */
export const bringsFiles = ({ req }: Context): boolean =>
  isUnsafe(req.method) &&
  withFiles.test(req.path) &&
  (req.header('transfer-encoding') !== undefined || Number(req.header('content-length') ?? 0) > mostBytes)

/** Bodies are JSON or absent: a form another site submits is neither. */
export const onlyJson: MiddlewareHandler = (c, next) => {
  if (isUnsafe(c.req.method) && !/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    throw new AppError(
      415,
      { en: 'Unsupported media type', es: 'Tipo de contenido no admitido' },
      said('only-json', 'Send the body as application/json.', 'Envíe el cuerpo como application/json.'),
    )
  return next()
}

type Tell = (ctx: Ctx, route: string) => Promise<void>

/**
 * Refuses an unsafe request that a cookie authenticates unless it comes from our own pages: whatever the browser says of
 * where it comes from, `Sec-Fetch-Site` and `Origin`, has to say so, and one of them has to be there. With `whoever`, one that no
 * cookie authenticates as well: a form of another site must not sign anybody in. What is refused is told, with its route.
 */
export function sameOrigin(desk: Desk, tell: Tell, whoever = false): MiddlewareHandler<DeskEnv> {
  const own = new URL(desk.config.publicUrl).origin
  return async (c, next) => {
    if (isUnsafe(c.req.method) && (whoever || c.req.header('cookie'))) {
      const site = c.req.header('sec-fetch-site')
      const origin = c.req.header('origin')
      const ours =
        (site === undefined ? origin !== undefined : site === 'same-origin') &&
        (origin === undefined || isOwn(origin, c.req.header('host'), own))
      if (!ours) {
        await tell(c.get('ctx'), `${c.req.method} ${routePath(c, -1)}`)
        throw new Forbidden(
          said('other-site', 'The request came from another site.', 'La solicitud vino de otro sitio.'),
        )
      }
    }
    return next()
  }
}

function isOwn(origin: string, host: string | undefined, own: string): boolean {
  if (origin === own) return true
  // On this machine the same server answers to localhost and to 127.0.0.1.
  return URL.canParse(origin) && isLoopback(new URL(origin).hostname) && new URL(origin).host === host
}

/**
 * Finds the staff session. A request marked as background keeps the session but does not count as activity, nor does a
 * stream: the browser opens it again by itself and cannot mark it.
 */
export const findStaff: MiddlewareHandler<DeskEnv> = async (c, next) => {
  const ctx = c.get('ctx')
  const byItself =
    c.req.header('x-background') === '1' || c.req.header('accept')?.startsWith('text/event-stream') === true
  const found = await ctx.desk.sessions.find(ctx.cookie, !byItself)
  // The console says for whom its page was drawn; in another tab somebody else may have signed in since.
  const drawnFor = c.req.header('x-staff')
  const session = drawnFor === undefined || drawnFor === found?.staff.id ? found : undefined
  ctx.session = session
  if (session?.state === 'complete') {
    const { id, name, role } = session.staff
    const actor: Actor = { type: 'staff', id, name, role, sid: session.sid, authTime: session.authTime }
    ctx.actor = actor
  }
  await next()
}

export const readIdempotencyKey: MiddlewareHandler<DeskEnv> = async (c, next) => {
  const key = c.req.header('idempotency-key')
  if (key !== undefined && isUnsafe(c.req.method)) {
    if (!/^[\x21-\x7e]{8,100}$/.test(key))
      throw new Invalid({
        'Idempotency-Key': {
          en: 'must be 8 to 100 printable ASCII characters',
          es: 'debe tener de 8 a 100 caracteres ASCII imprimibles',
        },
      })
    const ctx: Ctx = c.get('ctx')
    ctx.idempotency = { key, request: `${c.req.method} ${c.req.path}\n${await c.req.text()}` }
  }
  await next()
}
