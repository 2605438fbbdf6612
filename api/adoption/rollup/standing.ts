import { type FeedKind, feedKinds, sameActSeconds } from '../lists.ts'
import type { PersonEvent } from './contributions.ts'

/** What a line of another portal is kept as: the same line twice is one, and its content is in its id. */
const line = /^line:[^:]+:/
/** By which an event is corrected or withdrawn, and told again. */
const nameOf = (id: string): string => id.replace(line, 'told:')

/** Who told of an event, the best informed first. */
const ways = ['desk', 'file', 'app'] as const
const wayOf = (id: string): number => (id.startsWith('act:') ? 2 : /^(told|line):/.test(id) ? 1 : 0)

/**
 * Those of a person's events that count, whatever order they came in:
 * - of one that was told with different content, the version that happened first;
 * - none that another corrects or withdraws, for good; of several corrections of one event, that whose name sorts last;
 * - of an act that was told by two ways, one: that of who knows it best.
 */
export function standing(events: readonly PersonEvent[]): readonly PersonEvent[] {
  const told = new Set(events.map(({ id }) => wayOf(id)))
  // Nobody but other portals amends, and most histories are told by one way.
  const amended = told.has(1) ? unamended(events) : events
  return told.size > 1 ? onceEach(amended) : amended
}

const order = (a: PersonEvent, b: PersonEvent): number =>
  a.at - b.at ||
  compared(a.kind, b.kind) ||
  (a.value ?? -1) - (b.value ?? -1) ||
  compared(a.amends ?? '', b.amends ?? '')
const compared = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function unamended(events: readonly PersonEvent[]): PersonEvent[] {
  const versions = new Map<string, PersonEvent>()
  for (const event of events) {
    const known = versions.get(nameOf(event.id))
    if (!known || order(event, known) < 0) versions.set(nameOf(event.id), event)
  }
  const undone = new Set([...versions.values()].map(({ amends }) => amends))
  const rootOf = (name: string): string => {
    const met = new Set([name])
    for (let at = name; ; ) {
      const next = versions.get(at)?.amends
      if (!next || met.has(next)) return at
      met.add(next)
      at = next
    }
  }
  const last = new Map<string, string>()
  for (const [name, { kind }] of versions) {
    if (undone.has(name) || kind === 'withdrawn') continue
    const root = rootOf(name)
    if (compared(last.get(root) ?? '', name) < 0) last.set(root, name)
  }
  const standing = new Set(last.values())
  return [...versions].flatMap(([name, event]) => (standing.has(name) ? [event] : []))
}

function onceEach(events: readonly PersonEvent[]): PersonEvent[] {
  const byKind = new Map<string, PersonEvent[]>()
  for (const event of events)
    if (feedKinds.includes(event.kind as FeedKind)) {
      const list = byKind.get(event.kind)
      if (list) list.push(event)
      else byKind.set(event.kind, [event])
    }
  const repeated = new Set<PersonEvent>()
  for (const list of byKind.values()) {
    list.sort((a, b) => a.at - b.at || wayOf(a.id) - wayOf(b.id) || compared(a.id, b.id))
    let open: { since: number; by: (PersonEvent | undefined)[] }[] = []
    for (const event of list) {
      open = open.filter(({ since }) => event.at - since <= sameActSeconds)
      const same = open.find(({ by }) => !by[wayOf(event.id)])
      if (!same) {
        const by = ways.map(() => undefined as PersonEvent | undefined)
        by[wayOf(event.id)] = event
        open.push({ since: event.at, by })
        continue
      }
      const best = same.by.find((one) => one !== undefined)!
      same.by[wayOf(event.id)] = event
      repeated.add(wayOf(event.id) < wayOf(best.id) ? best : event)
    }
  }
  return events.filter((event) => !repeated.has(event))
}
