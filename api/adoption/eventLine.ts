import { createHash } from 'node:crypto'
import { z } from 'zod'
import { dayMs } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import { issueWords, text } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { rule } from '../core/words.ts'
import { type FeedField, feedFields, feedKinds } from './lists.ts'
import type { NotedEvent } from './noteEvents.ts'
import { adoptionPolicy } from './policy.ts'

const moment = z.iso.datetime({
  offset: true,
  error: rule('must be an ISO 8601 moment', 'debe ser un momento ISO 8601'),
})
const line = z.strictObject({
  mrn: text(100),
  id: text(100),
  kind: z.enum([...feedKinds, 'withdrawn']),
  at: moment,
  seconds: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  until: moment.optional(),
  corrects: text(100).optional(),
  withdraws: text(100).optional(),
})
type Given = z.output<typeof line>

const earliest = Date.UTC(2000, 0, 1)

export type Read = { mrn: string; event: Omit<NotedEvent, 'patientId'> } | { reason: string }

/** Reads lines of another portal: what is wrong with one is said by its field, and no value of it. */
export async function lineReader(ctx: Ctx): Promise<(text: string | undefined) => Read> {
  const { toldOfferDays } = await readPolicy(ctx.desk.db.read, adoptionPolicy)
  const latest = ctx.now().getTime() + dayMs
  return (text) => {
    if (text === undefined) return { reason: 'is not UTF-8' }
    let json: unknown
    try {
      json = JSON.parse(text)
    } catch {
      return { reason: 'is not JSON' }
    }
    const parsed = line.safeParse(json)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]!
      return { reason: `${issue.path.join('.') || 'line'} ${issueWords(issue).en}` }
    }
    const given = parsed.data
    const reason = misplaced(given) ?? untrue(given, latest, toldOfferDays)
    return reason ? { reason } : { mrn: given.mrn, event: eventOf(given) }
  }
}

function misplaced({ kind, ...given }: Given): string | undefined {
  const { needs = [], may = ['corrects'] } = feedFields[kind] ?? {}
  for (const field of ['seconds', 'until', 'corrects', 'withdraws'] satisfies FeedField[])
    if (given[field] === undefined) {
      if (needs.includes(field)) return `${field} is needed of ${kind}`
    } else {
      if (![...needs, ...may].includes(field)) return `${field} does not belong to ${kind}`
      if (given[field] === given.id) return `${field} must name another event`
    }
  return undefined
}

function untrue({ at, until }: Given, latest: number, offerDays: number): string | undefined {
  const ms = Date.parse(at)
  if (ms < earliest || ms > latest) return 'at must lie between 2000 and tomorrow'
  if (until === undefined) return undefined
  const after = Date.parse(until) - ms
  if (after <= 0 || after > offerDays * dayMs) return `until must be after at, by ${offerDays} days at most`
  return undefined
}

function eventOf({
  id,
  kind,
  at,
  seconds,
  until,
  corrects,
  withdraws,
}: Given): Omit<NotedEvent, 'patientId'> {
  const amended = corrects ?? withdraws
  const event = {
    kind,
    at: new Date(at).toISOString(),
    value: until ? Math.floor(Date.parse(until) / 1000) : (seconds ?? null),
    amends: amended === undefined ? null : `told:${amended}`,
  }
  // The same line again is the same event; another that bears its name is another version of it (`rollup/standing.ts`).
  const content = createHash('sha256').update(JSON.stringify(event)).digest('base64url').slice(0, 12)
  return { id: `line:${content}:${id}`, ...event }
}
