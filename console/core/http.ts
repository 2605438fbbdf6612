import type { fetchUtils } from 'react-admin'
import { Fault, lost, refused, tooManyRequests } from './fault.ts'
import type { Intent } from './intent.ts'
import { prove } from './proof.ts'
import { countActivity, sessionNow } from './session.ts'
import { currentLocale } from './words/i18n.ts'

interface Reply {
  status: number
  headers: Headers
  body: string
  json: any
}

/** One request and its answer, whatever the answer is. */
async function ask(url: string, options: fetchUtils.Options): Promise<Reply> {
  const method = options.method ?? 'GET'
  const headers = new Headers(options.headers)
  headers.set('Accept', 'application/json')
  headers.set('Accept-Language', currentLocale())
  if (method !== 'GET') headers.set('Content-Type', 'application/json')
  // Who the page was drawn for: where another tab signed in somebody else, nothing is done in their name.
  const mine = sessionNow().signedIn?.staff.id
  if (mine && !url.startsWith('/api/session')) headers.set('X-Staff', mine)
  const changes = method !== 'GET' && !/^\/api\/session|\/search$/.test(url)
  let response: Response
  let body: string
  // Without a network nothing leaves.
  const left = navigator.onLine
  try {
    response = await fetch(url, {
      method,
      headers,
      body: options.body,
      signal: options.signal,
      credentials: 'same-origin',
    })
    body = await response.text()
  } catch (failure) {
    if (options.signal?.aborted) throw failure
    throw lost(changes && left)
  }
  if (!response.ok) throw refused(response.status, body, response.headers, changes)
  if (!headers.has('X-Background')) countActivity()
  const json = isJson(response) && body !== '' ? JSON.parse(body) : undefined
  if (json === undefined && body !== '') throw refused(502, body, response.headers, changes)
  return { status: response.status, headers: response.headers, body, json }
}

const isJson = (response: Response) => /json/.test(response.headers.get('Content-Type') ?? '')

/** Longer is said rather than waited for. */
const longestWaitSeconds = 10

/** Whether more was asked for at once than a session may, and nothing else stands in the way. */
const crowded = ({ status, code, waitSeconds }: Fault) =>
  status === 429 && code === tooManyRequests && waitSeconds !== undefined && waitSeconds <= longestWaitSeconds

/**
 * Calls the API on our own origin. A session that ended meanwhile, or a second factor that is wanted anew, is asked for
 * over the page; then the same request goes out again, and whoever waits for it never knew. So it does after some seconds
 * where the desk was asked for too much at once: it refused before it did anything.
 */
export async function httpClient(url: string, options: fetchUtils.Options = {}): Promise<Reply> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask(url, options)
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      if (crowded(failure) && tries <= 3) {
        await new Promise((resolve) => setTimeout(resolve, failure.waitSeconds! * 1000))
        options.signal?.throwIfAborted()
        continue
      }
      const wanted = failure.status === 401 ? 'sign-in' : failure.lacks('fresh-sign-in') ? 'code' : undefined
      const proving = url.startsWith('/api/session') && (options.method ?? 'GET') !== 'GET'
      if (wanted === undefined || proving || !(await prove(wanted))) throw failure
    }
  }
}

/** Sends what changes something. With an intent the request keeps its key until a definite answer came. */
async function change<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: unknown,
  intent?: Intent,
): Promise<T> {
  const text = JSON.stringify(body)
  const headers = new Headers(intent && { 'Idempotency-Key': intent.keyFor(`${method} ${path} ${text}`) })
  try {
    const { json } = await httpClient(`/api${path}`, { method, body: text, headers })
    intent?.settle()
    return json
  } catch (failure) {
    if (failure instanceof Fault && failure.definite) intent?.settle()
    throw failure
  }
}

export const post = <T>(path: string, body: unknown = {}, intent?: Intent) =>
  change<T>('POST', path, body, intent)

export const put = <T>(path: string, body: unknown, intent: Intent) => change<T>('PUT', path, body, intent)

export const remove = <T>(path: string, intent?: Intent) => change<T>('DELETE', path, undefined, intent)

/**
 * Sends what nobody waits for: where the session ended meanwhile, it is not this that asks for a sign-in. Nor is it said with an
 * answer of 401: react-admin would leave for the sign-in page, and what was typed would be gone with this one.
 */
export async function putQuietly(path: string, body: unknown): Promise<void> {
  try {
    await ask(`/api${path}`, { method: 'PUT', body: JSON.stringify(body) })
  } catch (failure) {
    throw failure instanceof Fault && failure.status === 401
      ? new Error('not sent, as nobody is signed in')
      : failure
  }
}

export interface Reading {
  /** Nobody asked: it does not count as a person being there. */
  background?: boolean
  signal?: AbortSignal
}

/** Reads. What the console asks for by itself, in the background, does not count as a person being there. */
export async function get<T>(path: string, background = false, signal?: AbortSignal): Promise<T> {
  const headers = new Headers(background ? { 'X-Background': '1' } : {})
  const { json } = await httpClient(`/api${path}`, { headers, signal })
  return json
}
