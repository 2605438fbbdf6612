import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Desk } from '../context.ts'
import { busyRefusal, type Dialect } from './refusal.ts'

/** Begins a request, at once or later, or answers it. */
export type Gate = (request: IncomingMessage, reply: ServerResponse, begin: () => void) => void

const tellEveryMs = 1_000

/** The gate before the app: metrics count whom it refuses, and the log says how many, a line a second at most. */
export function gateOf(desk: Desk, dialects: readonly Dialect[]): Gate {
  const refuse = busyRefusal(dialects)
  let refused = 0
  function tell(): void {
    desk.log.warn({ refused }, 'more was asked than can be done')
    refused = 0
  }
  return (request, reply, begin) =>
    desk.entrance.come(request, begin, (area) => {
      refuse(request, reply)
      desk.onAnswered?.(request.method ?? '', `/${area}/*`, reply.statusCode, 0)
      if (refused++ === 0) setTimeout(tell, tellEveryMs).unref()
    })
}
