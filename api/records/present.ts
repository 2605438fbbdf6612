import type { z } from '@hono/zod-openapi'
import type { Entry, Value } from './entry.ts'
import type { Opened } from './queries.ts'
import type { entry } from './schema.ts'

type Shown = z.input<typeof entry>

const high = new Set(['H', 'HH', 'HU', '>'])
const low = new Set(['L', 'LL', 'LU', '<'])
const unusual = new Set(['A', 'AA', 'POS', 'ABN'])

/**
 * Where a value lies: as the source says it, else by the range that comes with it. Of a bound only what it leaves no doubt of: less than
 * 5 may be low or usual where 3 is the least that is (2026-11-28).
 */
export function flagOf({
  flag,
  number,
  comparator,
  low: from,
  high: to,
}: Value): 'high' | 'low' | 'usual' | 'unusual' | undefined {
  if (flag) {
    if (high.has(flag)) return 'high'
    if (low.has(flag)) return 'low'
    if (unusual.has(flag)) return 'unusual'
    if (flag === 'N') return 'usual'
  }
  if (number === undefined || (from === undefined && to === undefined)) return undefined
  const [below, above] = [comparator?.startsWith('<'), comparator?.startsWith('>')]
  if (!below && to !== undefined && (number > to || (comparator === '>' && number === to))) return 'high'
  if (!above && from !== undefined && (number < from || (comparator === '<' && number === from))) return 'low'
  const open = below ? from !== undefined || number > to! : above && (to !== undefined || number < from!)
  return open ? undefined : 'usual'
}

/** A record that was not withdrawn, as the portal shows it. */
export function present({ id, version, changed_at, entry: found }: Opened): Shown {
  const entry = found as Entry
  return {
    id,
    kind: entry.kind,
    name: entry.name,
    codes: entry.codes,
    status: entry.status ?? null,
    verification: entry.verification ?? null,
    doNotPerform: entry.doNotPerform ?? false,
    intent: entry.intent ?? null,
    at: entry.at ?? null,
    dayIs: entry.dayIs ?? null,
    until: entry.until ?? null,
    values: (entry.values ?? []).map((value) => ({ ...value, flag: flagOf(value) })),
    details: entry.details ?? [],
    by: entry.by ?? null,
    note: entry.note ?? null,
    document: entry.document ?? null,
    version,
    changedAt: changed_at,
  }
}
