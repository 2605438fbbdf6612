import type { NotedEvent } from '../api/adoption/noteEvents.ts'
import { dayMs } from '../api/core/calendar.ts'
import { newId } from '../api/core/db/id.ts'
import type { Tables } from '../api/core/db/tables.ts'
import type { Random } from './random.ts'

const inSession = [
  { kind: 'results', chance: 0.55 },
  { kind: 'message', chance: 0.28 },
  { kind: 'visit', chance: 0.12 },
  { kind: 'refill', chance: 0.16 },
  { kind: 'download', chance: 0.05 },
] as const

/** What people did on the portal after each of their sign-ins, and what their clinic answered. */
export function actsOf(
  random: Random,
  events: readonly Tables['portal_event'][],
  now: Date,
  byProxy = random.chance(0.06),
): NotedEvent[] {
  const acts: NotedEvent[] = []
  for (const event of events.filter((one) => one.kind === 'signed-in')) {
    const patientId = event.patient_id
    const start = Date.parse(event.at)
    const note = (kind: NotedEvent['kind'], ms: number, value: number | null = null) => {
      if (ms < now.getTime())
        acts.push({ id: `act:${newId()}`, patientId, kind, at: new Date(ms).toISOString(), value })
    }
    for (const { kind, chance } of inSession) {
      if (!random.chance(chance)) continue
      const at = start + random.int(1, 20) * 60_000
      note(kind, at)
      if (kind !== 'message') continue
      const seconds = Math.round(1_800 + random.next() ** 3 * 6 * 86_400)
      note('answered', at + seconds * 1000, seconds)
    }
    if (byProxy) note('proxy', start + 60_000)
  }
  return acts
}

/** What people arranged by phone or at the desk instead. */
export function arrangedOtherwise(random: Random, patientId: string, now: Date): NotedEvent[] {
  return (['visit-otherwise', 'refill-otherwise'] as const).flatMap((kind) =>
    Array.from({ length: random.int(0, 2) }, () => ({
      id: `act:${newId()}`,
      patientId,
      kind,
      at: new Date(now.getTime() - random.int(1, 720) * dayMs).toISOString(),
    })),
  )
}
