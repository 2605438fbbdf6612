import { sql } from 'kysely'
import { asList, type List, oneOfList } from '../../core/db/oneOf.ts'
import type { Db } from '../../core/db/open.ts'
import { prepared } from '../../core/db/prepared.ts'
import type { AuditEvent } from '../event.ts'
import { kindsFor, kindsWithheld, lastKind, matches, type Search } from './filter.ts'
import { planFor } from './findLeaves.ts'
import { indexable } from './keys.ts'
import type { Leaf, Plan, Span } from './plan.ts'
import { isWithheld, withholdsNothing } from './withheld.ts'

/** An event and its number in the log; null while it waits to be sealed. */
export interface Found {
  event: AuditEvent
  leafIndex: number | null
}

/** Counting stops here; the reply says so. */
export const countCap = 1_000
/** Events that wait are searched one by one; beyond these the reply tells how many were not looked at. */
const mostWaiting = 300
const loadedAtOnce = 2_000
const forever: Span = { from: 0, to: Number.MAX_SAFE_INTEGER }

/**
 * The events a search asks for, in order of time and, within a millisecond, of id.
 *
 * What waits to be sealed is read before the index: an event sealed in between is then seen twice and kept once,
 * rather than missed.
 */
export class Finder {
  readonly #db: Db
  readonly #search: Search
  readonly #plan: Plan
  readonly #waiting: AuditEvent[]
  readonly #lastKind: number | null
  /** Events so new that they were not searched. */
  readonly unsearched: number

  private constructor(
    db: Db,
    search: Search,
    plan: Plan,
    { waiting, unsearched, last }: { waiting: AuditEvent[]; unsearched: number; last: number | null },
  ) {
    this.#db = db
    this.#search = search
    this.#plan = plan
    this.#waiting = waiting
    this.#lastKind = last
    this.unsearched = unsearched
  }

  static async for(db: Db, search: Search): Promise<Finder> {
    const { ids, last } = await waitingAndKinds(db)
    let unsearched = 0
    if (ids.length === mostWaiting) {
      const { n } = await db.read
        .selectFrom('audit_pending')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      unsearched = n - ids.length
    }
    const waiting = (await eventsWaiting(db, ids)).filter((event) => matches(event, search))
    const plan = planFor(db, search, await kindsFor(db, search, last))
    return new Finder(db, search, plan, { waiting, unsearched, last })
  }

  get #span(): Span {
    const { from, to } = this.#search.filter
    return {
      from: from === undefined ? forever.from : Date.parse(from),
      to: to === undefined ? forever.to : Date.parse(to),
    }
  }

  /** Counts to one past the cap at most. */
  async count(): Promise<number> {
    const withheld = await this.#countWithheld()
    const indexed = await this.#plan.count(this.#span, countCap + 1 + withheld)
    const waiting = this.#waiting.filter((event) => this.#isShown(event))
    return Math.min(indexed - withheld + waiting.length, countCap + 1)
  }

  /** How many of what is indexed are not to be counted; few readers have any. */
  async #countWithheld(): Promise<number> {
    if (withholdsNothing(this.#search.withheld)) return 0
    const kinds = await kindsWithheld(this.#db, this.#search, this.#lastKind)
    const plan = planFor(this.#db, this.#search, { kinds, all: false })
    const leaves = await plan.rows(this.#span, true, forever.to)
    let n = 0
    for (let start = 0; start < leaves.length; start += loadedAtOnce) {
      const some = await this.#load(leaves.slice(start, start + loadedAtOnce))
      n += some.filter(({ event }) => !this.#isShown(event)).length
    }
    return n
  }

  #isShown(event: AuditEvent): boolean {
    return !isWithheld(event, this.#search.withheld)
  }

  /** Up to `limit` events from one end of time, or from beyond the event given. */
  async page(descending: boolean, limit: number, beyond?: { at: string; id: string }): Promise<Found[]> {
    const shown: Found[] = []
    for (let edge = beyond; ; ) {
      const some = await this.#some(descending, limit, edge)
      shown.push(...some.filter(({ event }) => this.#isShown(event)))
      edge = some.at(-1)?.event
      if (some.length < limit || shown.length >= limit) return shown.slice(0, limit)
    }
  }

  /** The same with what is withheld. */
  async #some(descending: boolean, limit: number, beyond?: { at: string; id: string }): Promise<Found[]> {
    const span = { ...this.#span }
    let around: Promise<Leaf[]> | undefined
    if (beyond) {
      const edge = Date.parse(beyond.at)
      // The edge's own millisecond is read whole: its rows lie on both sides of the edge.
      if (edge >= span.from && edge < span.to) around = this.#plan.moment(edge)
      if (descending) span.to = Math.min(span.to, edge)
      else span.from = Math.max(span.from, edge + 1)
    }
    // One more than asked tells whether the page ends within a millisecond: then that is read whole too, or its rows
    // could come in another order on the next page.
    const [found = [], rest] = await Promise.all([around, this.#plan.rows(span, descending, limit + 1)])
    const cut = rest.length > limit ? rest.pop()!.at : undefined
    const last = rest.at(-1)
    found.push(
      ...(last && last.at === cut
        ? [...rest.filter((leaf) => leaf.at !== cut), ...(await this.#plan.moment(cut))]
        : rest),
    )
    const sealed = await this.#load(found)
    const have = new Set(sealed.map(({ event }) => event.id))
    const all = [
      ...sealed,
      ...this.#waiting
        .filter((event) => !have.has(event.id))
        .map((event): Found => ({ event, leafIndex: null })),
    ].sort((a, b) => inOrder(a.event, b.event) * (descending ? -1 : 1))
    const past = beyond
      ? all.filter(({ event }) => (descending ? inOrder(event, beyond) < 0 : inOrder(event, beyond) > 0))
      : all
    return past.slice(0, limit)
  }

  async #load(leaves: Leaf[]): Promise<Found[]> {
    if (leaves.length === 0) return []
    const { readCold } = this.#db
    const list = asList(
      readCold,
      leaves.map((leaf) => leaf.leaf_index),
    )
    const rows = await eventsOfLeaves(readCold, { list })
    return rows
      .map((row): Found => ({ event: read(row), leafIndex: row.leaf_index }))
      .filter(({ event }) => matches(event, this.#search))
  }
}

const eventsOfLeaves = prepared((db, p: { list: List }) =>
  db
    .selectFrom('audit_leaf as l')
    .innerJoin('audit_event as e', 'e.id', 'l.event_id')
    .select(['l.leaf_index', 'e.id', 'e.body'])
    .where(oneOfList(db, 'l.leaf_index', 'bigint', p.list)),
)

const lastKindAndWaiting = prepared((db) => {
  const pending = db
    .selectFrom('audit_pending')
    .select('event_id')
    .orderBy('event_id')
    .limit(sql.lit(mostWaiting))
  return db
    .selectFrom(lastKind(db).as('k'))
    .leftJoin(pending.as('w'), (join) => join.onTrue())
    .select(['k.last', 'w.event_id'])
})

/** The ids of events that wait and the last kind of the index, as of one moment: one statement sees one. */
async function waitingAndKinds(db: Db) {
  const rows = await lastKindAndWaiting(db.read, {})
  return { last: rows[0]!.last, ids: rows.flatMap(({ event_id }) => event_id ?? []) }
}

const lastWaiting = new WeakMap<Db, Map<string, AuditEvent>>()

/** Searches of one second find the same events waiting: each is read once. */
async function eventsWaiting(db: Db, ids: string[]): Promise<AuditEvent[]> {
  const known = new Map(lastWaiting.get(db))
  for (const { event } of await eventsById(
    db,
    ids.filter((id) => !known.has(id)),
  ))
    known.set(event.id, event)
  const waiting = ids.flatMap((id) => known.get(id) ?? [])
  lastWaiting.set(db, new Map(waiting.map((event) => [event.id, event])))
  return waiting
}

/** Bytes that hold no event are shown as such, under the id of their row. */
const read = (row: { id: string; body: string }): AuditEvent => ({ ...indexable(row.body), id: row.id })

const inOrder = (a: { at: string; id: string }, b: { at: string; id: string }) =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0

const eventsNamed = prepared((db, p: { list: List }) =>
  db
    .selectFrom('audit_event as e')
    .leftJoin('audit_leaf as l', 'l.event_id', 'e.id')
    .select(['e.id', 'e.body', 'l.leaf_index'])
    .where(oneOfList(db, 'e.id', 'text', p.list)),
)

/** Events by id, sealed or not. */
export async function eventsById(db: Db, ids: readonly string[]): Promise<Found[]> {
  if (ids.length === 0) return []
  const rows = await eventsNamed(db.readCold, { list: asList(db.readCold, ids) })
  return rows.map((row) => ({ event: read(row), leafIndex: row.leaf_index }))
}
