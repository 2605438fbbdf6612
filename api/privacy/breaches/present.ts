import { dayMs } from '../../core/calendar.ts'
import { discoveredOn } from './duties.ts'
import type { NamedBreach } from './queries.ts'
import type { breachRow } from './shown.ts'

/** Days from one to another, negative where the other is past. */
export const daysTo = (day: string, today: string): number =>
  Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / dayMs)

type Head = typeof breachRow._output

export const presentBreach = (
  row: NamedBreach,
  { people, hhsOn, today }: { people: number; hhsOn: string | null; today: string },
): Head => ({
  id: row.id,
  alertId: row.alert_id,
  source: row.source as Head['source'],
  summary: row.summary,
  kind: row.kind as Head['kind'],
  location: row.location as Head['location'],
  occurredFrom: row.occurred_from,
  occurredTo: row.occurred_to,
  discoveredOn: discoveredOn(row),
  status: row.status,
  outcome: row.outcome,
  people: people + row.others,
  toldOn: row.told_on,
  settledOn: row.settled_on,
  nextDue: row.next_due,
  daysLeft: daysTo(row.next_due, today),
  hhsOn,
  version: row.version,
})
