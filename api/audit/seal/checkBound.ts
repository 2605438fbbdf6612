import { dayMs } from '../../core/calendar.ts'
import type { Desk } from '../../core/context.ts'
import { isStorageFault } from '../../core/db/fault.ts'
import { letOthersGo } from '../../core/jobs/pace.ts'
import {
  asKept,
  type Binding,
  type Bound,
  beganName,
  bindingOf,
  differing,
  eventsFor,
  eventsSince,
  started,
  unbound,
} from './bound.ts'
import type { Fault } from './faults.ts'
import { unlike } from './unlike.ts'

/** What differs from what the log is bound to, a fault for each table. */
export async function aboutBound(desk: Desk): Promise<Fault[]> {
  const binding = await bindingOf(desk)
  if (binding.events.length === 0) return []
  const faults: Fault[] = []
  for (const bound of desk.catalogue.bound) {
    const fault = await orUnreadable(bound, binding, () =>
      'once' in bound ? onceDiffers(desk, bound, binding) : nowDiffers(desk, bound, binding),
    )
    if (fault) faults.push(fault)
  }
  return faults
}

/**
 * Rows that cannot be read as what they should be were altered, too: else whoever takes away the one row that is always there, or puts
 * there what is no JSON, ends with it every look at everything (2026-11-28).
 */
async function orUnreadable(
  bound: Bound,
  { events }: Binding,
  look: () => Promise<Fault | undefined>,
): Promise<Fault | undefined> {
  try {
    return await look()
  } catch (error) {
    if (isStorageFault(error)) throw error
    const message = `${bound.name}: cannot be read as what the log is bound to`
    return { ...differs(events.at(-1)!, message), all: 'unreadable' }
  }
}

/**
 * The same within a minute: what changes as it is now, and what never changes of what was written in the last day. That of before is left
 * to the rounds, since it takes a question for each hour (2026-11-27).
 */
export async function aboutBoundLately(desk: Desk): Promise<Fault[]> {
  const now = desk.clock()
  const { binding, since } = await lateBinding(desk, now)
  const lost = lostSince(desk, binding, since)
  if (lost) return [lost]
  if (binding.wholeAt === undefined) return []
  const dayAgo = new Date(now.getTime() - dayMs).toISOString()
  const faults: Fault[] = []
  for (const bound of desk.catalogue.bound) {
    const fault = await orUnreadable(bound, binding, async () => {
      return 'now' in bound ? nowDiffers(desk, bound, binding) : onceDiffers(desk, bound, binding, dayAgo)
    })
    if (fault) faults.push(fault)
    await letOthersGo()
  }
  return faults
}

/** What changes was bound as a whole with the month: until that was done, with the one before, or whenever the desk ran last. */
async function lateBinding(desk: Desk, now: Date): Promise<{ binding: Binding; since: string }> {
  for (const months of [0, 1]) {
    const since = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 0)).toISOString()
    const binding = await bindingOf(desk, since)
    if (binding.wholeAt !== undefined) return { binding, since }
  }
  return { binding: await bindingOf(desk), since: now.toISOString() }
}

const boundSeen = new WeakMap<Desk, Binding['events']>()

/**
 * What bound is found by the search index: an event that this process found before and finds no more was taken out of it, and what it
 * bound would be compared with nothing until a round comes to it (2026-11-28).
 */
function lostSince(desk: Desk, { events }: Binding, since: string): Fault | undefined {
  const are = new Set(events.map(({ event }) => event.id))
  const lost = boundSeen.get(desk)?.find(({ event }) => !are.has(event.id) && event.at >= since)
  if (!lost) {
    boundSeen.set(desk, events)
    return undefined
  }
  const message = 'an event that bound records is found by the search index no more'
  return { kind: 'index', leafIndex: lost.leafIndex, eventId: lost.event.id, message }
}

/** Events whose spans follow each other and in which nothing was bound, as one: an empty hour is the usual, and each was a question. */
function joined(name: string, { events }: Binding) {
  const spans: { events: Binding['events']; after: string; upTo: string; was: string }[] = []
  for (const found of events) {
    const detail = found.event.detail as Record<string, string>
    const { upTo = '', [`once ${name}`]: was = '0', after: since = '' } = detail
    const after = detail[beganName(name)] ?? since
    const before = spans.at(-1)
    if (before && was === '0' && before.was === '0' && before.upTo === after) {
      before.events.push(found)
      before.upTo = upTo
    } else spans.push({ events: [found], after, upTo, was })
  }
  return spans
}

/** What differs, with the event that bound it. */
const differs = ({ event, leafIndex }: Binding['events'][number], message: string): Fault => ({
  kind: 'bound',
  leafIndex,
  eventId: event.id,
  message,
})

async function onceDiffers(
  desk: Desk,
  bound: Extract<Bound, { once: unknown }>,
  all: Binding,
  since = '',
): Promise<Fault | undefined> {
  const events = eventsFor(bound, all.events).filter(({ event }) => event.at > since)
  const binding = { ...all, events }
  if (binding.events.length === 0) return undefined
  const faults: Fault[] = []
  for (const { events, after, upTo, was } of joined(bound.name, binding)) {
    const rows = await bound.once(desk.db.read, { after, upTo })
    if (asKept(desk, bound.name, rows) === was) continue
    faults.push(...(await spansDiffer(desk, bound, events)))
  }
  faults.push(...(await sinceDiffers(desk, bound, binding)))
  return faults[0] && { ...faults[0], all: faults.map(({ all }) => all).join() }
}

/** Spans of which it is asked whether a clock explains them: each is a question. */
const mostExplained = 20

async function spansDiffer(
  desk: Desk,
  bound: Extract<Bound, { once: unknown }>,
  events: Binding['events'],
): Promise<Fault[]> {
  const numbers = new Intl.NumberFormat('en')
  const faults: Fault[] = []
  for (const found of events) {
    const { event } = found
    const detail = event.detail as Record<string, string>
    const { upTo, [`once ${bound.name}`]: was = '0', [beganName(bound.name)]: after = detail.after } = detail
    const rows = await bound.once(desk.db.read, { after: after!, upTo: upTo! })
    if (asKept(desk, bound.name, rows) === was) continue
    // A clock that was ahead and was set back: what was written into the span since has events behind it.
    const { since } = faults.length < mostExplained ? await eventsSince(desk, bound, found) : { since: [] }
    const then = rows.filter((row) => !since.some((one) => bound.tells(one, row)))
    if (asKept(desk, bound.name, then) === was) continue
    const message = `${bound.name}: what was written after ${after} and up to ${upTo} is not what the log is bound to: ${numbers.format(Number(was.split(' ')[0]))} rows were, ${numbers.format(rows.length)} are`
    faults.push({ ...differs(found, message), all: asKept(desk, bound.name, rows) })
  }
  return faults
}

/** What was written since the last time it was bound, and is old enough that no transaction is still at it. */
async function sinceDiffers(
  desk: Desk,
  bound: Extract<Bound, { once: unknown }>,
  binding: Binding,
): Promise<Fault[]> {
  const span = unbound(desk, binding)
  // Where a clock that was ahead bound all there is so far, what was there before may have no act that names it.
  if (span.upTo <= span.after || span.after === started) return []
  const { rows, untold, missing } = await unlike(desk, bound, span)
  if (untold.length + missing.length === 0) return []
  const message = `${bound.name}: of what was written after ${span.after}, ${untold.length} rows have no act, and ${missing.length} that acts wrote are gone, first ${[...untold, ...missing][0]}`
  // As they will be found once the span is bound: it is the same finding.
  return [{ ...differs(binding.events.at(-1)!, message), all: asKept(desk, bound.name, rows) }]
}

async function nowDiffers(
  desk: Desk,
  bound: Extract<Bound, { now: unknown }>,
  binding: Binding,
): Promise<Fault | undefined> {
  const { untold } = await differing(desk, bound, binding)
  if (untold.length === 0) return undefined
  const message = `${bound.name}: ${untold.length} of what the log is bound to was changed with no act that says so, first ${untold[0]!.split(' ')[0]}`
  return { ...differs(binding.events.at(-1)!, message), all: untold.join() }
}
