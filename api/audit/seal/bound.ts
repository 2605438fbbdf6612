import type { Kysely } from 'kysely'
import { type Desk, systemCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import type { Tables } from '../../core/db/tables.ts'
import { transact } from '../../core/db/transact.ts'
import type { Action } from '../action.ts'
import type { AuditEvent } from '../event.ts'
import { record } from '../record.ts'
import { Finder, type Found } from '../search/findEvents.ts'
import { nothingWithheld } from '../search/withheld.ts'
import { canonicalJson } from './canonicalJson.ts'
import type { Fault } from './faults.ts'

/*
 * What the log only points at is bound to it. Once an hour an event holds keyed digests of rows that an event names by their id and
 * that decide what it means: who somebody is and in which role, what was reviewed and signed, who opened a case and when, by which
 * numbers and rules. Whoever changes such a row by SQL cannot make its digest, and an act that changes one leaves its own event.
 */

/** An id holds no space. */
export interface BoundRow {
  id: string
  [column: string]: string | number | null
}

/** ISO 8601; the first is not within, the last is. */
export interface BoundSpan {
  after: string
  upTo: string
}

interface Told {
  name: string
  /** Acts that write them, and whether an event of one tells of a row as it is, or that it is gone. */
  acts: readonly string[]
  tells(event: AuditEvent, row: BoundRow): boolean
}

/** Rows of a room that events point at. */
export type Bound = Told &
  (
    | {
        /** Rows that never change from a moment on, of those whose moment lies in a span, in the order of their ids. */
        once(db: Kysely<Tables>, span: BoundSpan): Promise<BoundRow[]>
      }
    | {
        /** Rows as they are now, which acts may change. */
        now(desk: Desk): Promise<BoundRow[]>
      }
  )

/** An event about a row names it. */
export const named = ({ objectId }: AuditEvent, { id }: BoundRow): boolean => objectId === id

export const boundAction: Action = {
  name: 'audit.bound',
  letter: 'E',
  words: {
    en: 'Bound the records the log points at to the log',
    es: 'Vinculó al registro los datos a los que este remite',
  },
  watch: 'nothing',
}

const started = new Date(0).toISOString()
/** What transactions under way may still write into the past. */
const settleMs = 60_000
const atOnce = 300

const digest = ({ keys }: Desk, name: string, rows: readonly BoundRow[]): string =>
  keys.mac(`bound ${name}`, canonicalJson(rows))

/** How many rows there were, and their digest. */
const asKept = (desk: Desk, name: string, rows: readonly BoundRow[]): string =>
  rows.length === 0 ? '0' : `${rows.length} ${digest(desk, name, rows)}`

async function eventsOf(desk: Desk, action: readonly string[]): Promise<Found[]> {
  const search = {
    filter: { action: [...action], outcome: 'success' as const },
    onlyCases: false,
    withheld: nothingWithheld,
    actions: desk.catalogue.actions,
  }
  const finder = await Finder.for(desk.db, search)
  const found: Found[] = []
  for (;;) {
    const page = await finder.page(false, atOnce, found.at(-1)?.event)
    found.push(...page)
    if (page.length < atOnce) return found
  }
}

/**
 * Events of what writes some rows that came after one by which they were bound, in the order of the log, which no clock changes; or
 * so short before that the row may have been read as it was.
 */
async function eventsSince(desk: Desk, { acts }: Told, { event, leafIndex }: Found): Promise<AuditEvent[]> {
  const upTo = String(event.detail?.upTo)
  return (await eventsOf(desk, acts))
    .filter((one) => one.event.at >= upTo || (one.leafIndex ?? Infinity) > (leafIndex ?? Infinity))
    .map((one) => one.event)
}

/** What the log was bound to so far: of rows that change, the last digest of each by its id. */
interface Binding {
  events: Found[]
  upTo: string
  /** When it was first bound, and the digests then and since, by the name of what is bound. */
  kept: Map<string, Map<string, string>>
}

async function bindingOf(desk: Desk): Promise<Binding> {
  const events = await eventsOf(desk, [boundAction.name])
  const kept: Binding['kept'] = new Map()
  for (const { event } of events)
    for (const [name, rows] of Object.entries(event.detail ?? {})) {
      if (!name.startsWith('now ') || !Array.isArray(rows)) continue
      const of = kept.get(name.slice(4)) ?? new Map<string, string>()
      for (const row of rows as string[]) {
        const [id, hash] = row.split(' ') as [string, string | undefined]
        if (hash) of.set(id, hash)
        else of.delete(id)
      }
      kept.set(name.slice(4), of)
    }
  return { events, upTo: String(events.at(-1)?.event.detail?.upTo ?? started), kept }
}

interface Differing {
  /** `id digest`, or the id alone where the row is gone. */
  told: string[]
  /** Ids of rows that differ from what they were, with no event that says why. */
  untold: string[]
}

/** Rows that differ from the last digest of each. What was never bound is told of as it stands. */
async function differing(
  desk: Desk,
  bound: Extract<Bound, { now: unknown }>,
  { kept, events }: Binding,
): Promise<Differing> {
  const before = kept.get(bound.name)
  const rows = await bound.now(desk)
  const now = new Map(rows.map((row) => [row.id, { row, hash: digest(desk, bound.name, [row]) }]))
  const changed = [...now.values()].filter(({ row, hash }) => before?.get(row.id) !== hash)
  const gone = [...(before?.keys() ?? [])].filter((id) => !now.has(id))
  const asTold = ({ row, hash }: { row: BoundRow; hash: string }) => `${row.id} ${hash}`
  if (!before) return { told: changed.map(asTold), untold: [] }
  if (changed.length + gone.length === 0) return { told: [], untold: [] }
  const since = await eventsSince(desk, bound, events.at(-1)!)
  const isTold = (row: BoundRow) => since.some((event) => bound.tells(event, row))
  return {
    told: [...changed.filter(({ row }) => isTold(row)).map(asTold), ...gone.filter((id) => isTold({ id }))],
    untold: [
      ...changed.filter(({ row }) => !isTold(row)).map(({ row }) => row.id),
      ...gone.filter((id) => !isTold({ id })),
    ],
  }
}

/**
 * Binds what was written since the last time, and what acts changed; what changed with no act is left as it was bound, for
 * verification to find. @returns whether there was anything to bind
 */
export async function bindRecords(desk: Desk): Promise<boolean> {
  const binding = await bindingOf(desk)
  const upTo = new Date(desk.clock().getTime() - settleMs).toISOString()
  if (upTo <= binding.upTo) return false
  const span = { after: binding.upTo, upTo }
  const detail: Record<string, string | readonly string[]> = {}
  for (const bound of desk.catalogue.bound) {
    if ('once' in bound) {
      const rows = await bound.once(desk.db.read, span)
      if (rows.length > 0) detail[`once ${bound.name}`] = asKept(desk, bound.name, rows)
      continue
    }
    const { told } = await differing(desk, bound, binding)
    if (told.length > 0 || !binding.kept.has(bound.name)) detail[`now ${bound.name}`] = told
  }
  if (Object.keys(detail).length === 0) return false
  await transact(desk.db, (trx) =>
    record(trx, systemCtx(desk, 'audit-bind', newId()), boundAction, { detail: { ...span, ...detail } }),
  )
  return true
}

/** What differs from what the log is bound to, a fault for each table. */
export async function aboutBound(desk: Desk): Promise<Fault[]> {
  const binding = await bindingOf(desk)
  if (binding.events.length === 0) return []
  const faults: Fault[] = []
  for (const bound of desk.catalogue.bound) {
    const fault =
      'once' in bound ? await onceDiffers(desk, bound, binding) : await nowDiffers(desk, bound, binding)
    if (fault) faults.push(fault)
  }
  return faults
}

async function onceDiffers(
  desk: Desk,
  bound: Extract<Bound, { once: unknown }>,
  { events }: Binding,
): Promise<Fault | undefined> {
  const numbers = new Intl.NumberFormat('en')
  for (const [i, { event, leafIndex }] of events.entries()) {
    const { after, upTo, [`once ${bound.name}`]: was = '0' } = event.detail as Record<string, string>
    const rows = await bound.once(desk.db.read, { after: after!, upTo: upTo! })
    if (asKept(desk, bound.name, rows) === was) continue
    // A clock that was ahead and was set back: what was written into the span since has events behind it.
    const later = await eventsSince(desk, bound, events[i]!)
    const then = rows.filter((row) => !later.some((one) => bound.tells(one, row)))
    if (asKept(desk, bound.name, then) === was) continue
    return {
      kind: 'bound',
      leafIndex,
      eventId: event.id,
      message: `${bound.name}: what was written after ${after} and up to ${upTo} is not what the log is bound to: ${numbers.format(Number(was.split(' ')[0]))} rows were, ${numbers.format(rows.length)} are`,
    }
  }
  return undefined
}

async function nowDiffers(
  desk: Desk,
  bound: Extract<Bound, { now: unknown }>,
  binding: Binding,
): Promise<Fault | undefined> {
  const { untold } = await differing(desk, bound, binding)
  if (untold.length === 0) return undefined
  return {
    kind: 'bound',
    leafIndex: binding.events.at(-1)!.leafIndex,
    eventId: binding.events.at(-1)!.event.id,
    message: `${bound.name}: ${untold.length} of what the log is bound to was changed with no act that says so, first ${untold[0]}`,
  }
}
