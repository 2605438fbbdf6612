import type { Kysely, SelectQueryBuilder } from 'kysely'
import type { Desk } from '../../core/context.ts'
import { firstIdAt } from '../../core/db/id.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Action } from '../action.ts'
import type { AuditEvent } from '../event.ts'
import { forgetKinds } from '../search/filter.ts'
import { Finder, type Found } from '../search/findEvents.ts'
import { nothingWithheld } from '../search/withheld.ts'
import { canonicalJson } from './canonicalJson.ts'

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
        /** Whether an event of its acts writes such a row; unless given, each does. */
        writes?(event: AuditEvent): boolean
        /** Bound since 2026-11-28 or later: what was bound before says nothing of it, and all there was is bound as it was found then. */
        later?: true
      }
    | {
        /** Rows as they are now, which acts may change. */
        now(desk: Desk): Promise<BoundRow[]>
      }
  )

/** The first id made within a span, and the first made after it. */
export const idsOf = ({ after, upTo }: BoundSpan) =>
  [firstIdAt(new Date(after)), firstIdAt(new Date(upTo))] as const

/** Narrows a query to rows whose ids were made within a span. */
export const madeIn =
  (span: BoundSpan) =>
  <DB, T extends keyof DB, O>(rows: SelectQueryBuilder<DB, T, O>): SelectQueryBuilder<DB, T, O> => {
    const [first, next] = idsOf(span)
    return rows.where('id' as never, '>=', first as never).where('id' as never, '<', next as never)
  }

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

export const started = new Date(0).toISOString()
/** What transactions under way may still write into the past. */
export const settleMs = 60_000
const atOnce = 300

/** Up to when no transaction is still at what it writes. */
export const settled = ({ clock }: Desk): string => new Date(clock().getTime() - settleMs).toISOString()

const digest = ({ keys }: Desk, name: string, rows: readonly BoundRow[]): string =>
  keys.mac(`bound ${name}`, canonicalJson(rows))

/** How many rows there were, and their digest. */
export const asKept = (desk: Desk, name: string, rows: readonly BoundRow[]): string =>
  rows.length === 0 ? '0' : `${rows.length} ${digest(desk, name, rows)}`

interface Events {
  events: Found[]
  /** There are others, so new that they could not be looked at. */
  unsearched: boolean
}

export async function eventsOf(
  desk: Desk,
  action: readonly string[],
  since: { from?: string } = {},
): Promise<Events> {
  const search = {
    filter: { action: [...action], outcome: 'success' as const, ...since },
    onlyCases: false,
    withheld: nothingWithheld,
    actions: desk.catalogue.actions,
  }
  const finder = await Finder.for(desk.db, search)
  const events: Found[] = []
  for (;;) {
    const page = await finder.page(false, atOnce, events.at(-1)?.event)
    events.push(...page)
    if (page.length < atOnce) return { events, unsearched: finder.unsearched > 0 }
  }
}

/**
 * Events of what writes some rows that came after one by which they were bound, in the order of the log, which no clock changes; or
 * so short before that the row may have been read as it was.
 */
export async function eventsSince(desk: Desk, { acts }: Told, { event, leafIndex }: Found) {
  const upTo = String(event.detail?.upTo)
  const { events, unsearched } = await eventsOf(desk, acts)
  return {
    since: events
      .filter((one) => one.event.at >= upTo || (one.leafIndex ?? Infinity) > (leafIndex ?? Infinity))
      .map((one) => one.event),
    unsearched,
  }
}

/** What the log was bound to so far: of rows that change, the last digest of each by its id. */
export interface Binding {
  /** In the order of the log, which no clock changes. */
  events: Found[]
  /** The digests since all were last told, by the name of what is bound. */
  kept: Map<string, Map<string, string>>
  /** When all were last told, undefined where that is purged. */
  wholeAt: string | undefined
}

/** Digests by their ids, with those that were told since: `id digest`, or the id alone of what is gone. */
export function withTold(
  before: ReadonlyMap<string, string> | undefined,
  told: readonly string[],
): Map<string, string> {
  const rows = new Map(before)
  for (const row of told) {
    const [id, hash] = row.split(' ') as [string, string | undefined]
    if (hash) rows.set(id, hash)
    else rows.delete(id)
  }
  return rows
}

/** @param from only what was bound since: of what changes that is all, where all was told since */
export async function bindingOf(desk: Desk, from?: string): Promise<Binding> {
  forgetKinds(desk.db)
  const { events } = await eventsOf(desk, [boundAction.name], from === undefined ? {} : { from })
  const waits = Number.MAX_SAFE_INTEGER
  events.sort((a, b) => (a.leafIndex ?? waits) - (b.leafIndex ?? waits))
  const kept: Binding['kept'] = new Map()
  let wholeAt: string | undefined
  for (const { event } of events) {
    if (event.detail?.whole) {
      kept.clear()
      wholeAt = event.at
    }
    for (const [name, rows] of Object.entries(event.detail ?? {})) {
      if (!name.startsWith('now ') || !Array.isArray(rows)) continue
      kept.set(name.slice(4), withTold(kept.get(name.slice(4)), rows))
    }
  }
  return { events, kept, wholeAt }
}

/** From when on such rows were bound, of those that are bound later than others. */
export const beganName = (name: string) => `from ${name}`

/** The events that say anything of such rows. */
export function eventsFor(bound: Extract<Bound, { once: unknown }>, events: Binding['events']): Found[] {
  if (!bound.later) return events
  const began = events.findIndex(({ event }) => event.detail?.[beganName(bound.name)] !== undefined)
  if (began >= 0) return events.slice(began)
  // Those of before were left out, or purged.
  return events.some(({ event }) => [event.detail?.begun].flat().includes(bound.name)) ? events : []
}

/** What was not bound yet, but for what a clock that was ahead bound: that is bound once more, since more came into it. */
export function unbound(desk: Desk, { events }: Binding): BoundSpan {
  const upTo = settled(desk)
  const before = events.map(({ event }) => String(event.detail?.upTo)).filter((one) => one <= upTo)
  return { after: before.sort().at(-1) ?? started, upTo }
}

interface Differing {
  /** `id digest`, or the id alone where the row is gone. */
  told: string[]
  /** The same of rows that differ from what they were, with no event that says why. */
  untold: string[]
  /** Their acts may be among events that were not looked at: another time tells. */
  unsearched?: boolean
}

/** Rows that differ from the last digest of each. What was never bound is told of as it stands. */
export async function differing(
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
  const { since, unsearched } = await eventsSince(desk, bound, events.at(-1)!)
  if (unsearched) return { told: [], untold: [], unsearched }
  const isTold = (row: BoundRow) => since.some((event) => bound.tells(event, row))
  return {
    told: [...changed.filter(({ row }) => isTold(row)).map(asTold), ...gone.filter((id) => isTold({ id }))],
    untold: [
      ...changed.filter(({ row }) => !isTold(row)).map(asTold),
      ...gone.filter((id) => !isTold({ id })),
    ],
  }
}
