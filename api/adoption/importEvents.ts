import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import type { Ctx } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import { issueWords, text } from '../core/http/schema.ts'
import { rule } from '../core/words.ts'
import { idsByMrn } from '../patients/published.ts'
import { feedKinds } from './lists.ts'
import { type NotedEvent, noteEvents } from './noteEvents.ts'

export const eventsImported: Action = {
  name: 'adoption.events-imported',
  letter: 'C',
  words: { en: 'Imported activity from another portal', es: 'Importó actividad de otro portal' },
  watch: 'nothing',
}

/** Whether a moment can be true: after 2000, and no more than a day ahead of our clock. */
function withinReason(ctx: Ctx, at: string): boolean {
  const ms = Date.parse(at)
  return ms >= Date.UTC(2000, 0, 1) && ms <= ctx.now().getTime() + 86_400_000
}

const line = z.strictObject({
  mrn: text(100),
  id: text(100),
  kind: z.enum(feedKinds),
  at: z.iso.datetime({
    offset: true,
    error: rule('must be an ISO 8601 moment', 'debe ser un momento ISO 8601'),
  }),
  /** Of `answered`: seconds since the message. Of `offered`: the moment its code ends. */
  seconds: z.number().int().min(0).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
})

const linesAtOnce = 1_000

/**
 * Notes acts an outside portal tells of: NDJSON lines of `{mrn, id, kind, at}`, `seconds` for an answer, `until` for an
 * offer. A line that breaks a rule is reported with its number and left out; the others go on. Lines may repeat, come late
 * and in any order.
 */
export async function importEvents(
  ctx: Ctx,
  input: NodeJS.ReadableStream,
  options: { onProgress?: (read: number) => void; onRejected?: (line: number, reason: string) => void } = {},
): Promise<{ read: number; noted: number; rejected: number }> {
  const report = { read: 0, noted: 0, rejected: 0 }
  let batch: { number: number; text: string }[] = []
  const flush = async () => {
    const { noted, faults } = await save(ctx, batch)
    report.noted += noted
    report.rejected += faults.length
    for (const fault of faults) options.onRejected?.(fault.number, fault.reason)
    options.onProgress?.(report.read)
    batch = []
  }
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    report.read++
    if (text.trim() !== '') batch.push({ number: report.read, text })
    if (batch.length >= linesAtOnce) await flush()
  }
  if (batch.length > 0) await flush()
  await transact(ctx.desk.db, (trx) => record(trx, ctx, eventsImported, { detail: report }))
  return report
}

async function save(ctx: Ctx, batch: { number: number; text: string }[]) {
  const faults: { number: number; reason: string }[] = []
  const good: { number: number; value: z.output<typeof line> }[] = []
  for (const { number, text } of batch) {
    const parsed = parse(text)
    if ('reason' in parsed) faults.push({ number, reason: parsed.reason })
    else if (!withinReason(ctx, parsed.value.at))
      faults.push({ number, reason: 'at is not a moment of our time' })
    else good.push({ number, value: parsed.value })
  }
  const patients = await idsByMrn(
    ctx.desk.db.read,
    good.map(({ value }) => value.mrn),
  )
  const events: NotedEvent[] = []
  for (const { number, value } of good) {
    const patientId = patients.get(value.mrn)
    if (!patientId) {
      faults.push({ number, reason: 'mrn is not known' })
      continue
    }
    events.push({
      id: `told:${value.id}`,
      patientId,
      kind: value.kind,
      at: new Date(value.at).toISOString(),
      value: value.until ? Math.floor(Date.parse(value.until) / 1000) : (value.seconds ?? null),
    })
  }
  await transact(ctx.desk.db, (trx) => noteEvents(trx, events))
  return { noted: events.length, faults: faults.sort((a, b) => a.number - b.number) }
}

function parse(text: string): { value: z.output<typeof line> } | { reason: string } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { reason: 'is not JSON' }
  }
  const parsed = line.safeParse(json)
  if (parsed.success) return { value: parsed.data }
  const issue = parsed.error.issues[0]!
  return { reason: `${issue.path.join('.') || 'line'} ${issueWords(issue).en}` }
}
