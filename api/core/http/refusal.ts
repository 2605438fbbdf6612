import type { IncomingMessage, ServerResponse } from 'node:http'
import { Busy, comeAgainSeconds } from '../errors.ts'
import { problemBody, problemMedia } from '../problemBody.ts'
import type { Language } from '../words.ts'
import { languageOf } from './language.ts'

/** How an interface says what others say as a problem (RFC 9457). */
export interface Dialect {
  /** Under which path. */
  under: string
  headers: Record<string, string>
  say(problem: ReturnType<typeof problemBody>): object
}

const usual: Dialect = { under: '/', headers: { 'Content-Type': problemMedia }, say: (problem) => problem }

/** What is left of this much or less of a body is read and thrown away, so that the connection can be used again. */
const mostThrownAway = 64 * 1024

/**
 * Refuses what was not begun, where there is a crowd: to make the app say so would take most of what an answer takes. What is said
 * is what the app would say, made once, without the id of a request: there is no line of the log to find by it.
 */
export function busyRefusal(dialects: readonly Dialect[] = []) {
  const { status, title, words, extra } = new Busy(comeAgainSeconds)
  const said = [...dialects, usual].map(({ under, headers, say }) => {
    const text = (language: Language) =>
      JSON.stringify(say(problemBody(language, status, title, words, extra)))
    const always = {
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
      'Retry-After': String(comeAgainSeconds),
      ...headers,
    }
    return { under, always, body: { en: text('en'), es: text('es') } }
  })
  return (request: IncomingMessage, reply: ServerResponse): void => {
    const { url = '/', headers } = request
    const { always, body } = said.find(({ under }) => url.startsWith(under)) ?? said.at(-1)!
    const text = body[languageOf(headers.cookie, headers['accept-language'])]
    const left = headers['transfer-encoding']
      ? Number.POSITIVE_INFINITY
      : Number(headers['content-length'] ?? 0)
    reply.writeHead(status, {
      ...always,
      'Content-Length': Buffer.byteLength(text),
      ...(left > mostThrownAway && { Connection: 'close' }),
    })
    // Text leaves with the head in one write, bytes in another.
    reply.end(text)
  }
}
