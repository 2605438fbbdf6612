import { isLook, isWork } from '../../audit/action.ts'
import { actsOf } from '../../audit/search/readSealed.ts'
import { dayPlus, hospitalClock } from '../../core/calendar.ts'
import type { StaffCtx } from '../../core/context.ts'
import { readPolicy } from '../../core/policy.ts'
import { namesOfPatients } from '../../patients/published.ts'
import type { RuleCode } from '../lists.ts'
import { privacyPolicy } from '../policy.ts'
import type { FindingRow } from '../tables.ts'

/** Patients an alert lists; the log has them all. */
const mostListed = 100
/** Events of one person that are read for it. */
const mostRead = 5_000

type Finding = Pick<FindingRow, 'rule' | 'day' | 'evidence'>

export interface Behind {
  patients: { id: string; name: string; events: number }[]
  /** How many more there are. */
  more: number
}

export const nobody: Behind = { patients: [], more: 0 }

/**
 * Whose records an alert about one person and many patients is about: of many small signs the patients they were about, else those
 * whom the person looked at, worked for, or had listed on its days; the most events first.
 */
export async function patientsBehind(
  ctx: StaffCtx,
  staffId: string,
  findings: readonly Finding[],
): Promise<Behind> {
  const { db, catalogue } = ctx.desk
  const events = new Map<string, number>()
  const signs = new Map<string, number>()
  const add = (to: Map<string, number>, id: string) => to.set(id, (to.get(id) ?? 0) + 1)
  for (const { day, evidence } of findings.filter(({ rule }) => rule === 'serial')) {
    const rows = await db.read
      .selectFrom('privacy_finding')
      .select('patient_id')
      .where('staff_id', '=', staffId)
      .where('patient_id', '!=', '')
      .where('day', '>', dayPlus(day, -Number(JSON.parse(evidence).days)))
      .where('day', '<=', day)
      .limit(mostRead)
      .execute()
    for (const { patient_id } of rows) add(signs, patient_id)
  }
  const { timeZone } = await readPolicy(db.read, privacyPolicy)
  const clock = hospitalClock(timeZone)
  const others = findings.filter(({ rule }) => rule !== 'serial')
  for (const [day, ofDay] of Map.groupBy(others, (one) => one.day)) {
    const listed = ofDay.some(({ rule }) => listing.has(rule as RuleCode))
    const seen = [...catalogue.actions.values()].filter(
      ({ watch }) => isLook(watch) || isWork(watch) || (listed && watch === 'search'),
    )
    const span = [clock.startOf(day), clock.startOf(dayPlus(day, 1))] as const
    const names = seen.map(({ name }) => name)
    for (const event of await actsOf(db, staffId, names, span, mostRead))
      for (const id of event.patientIds ?? []) add(events, id)
  }
  // What was both a sign and an event is told as the event.
  const order = [...new Map([...signs, ...events])].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const shown = order.slice(0, mostListed)
  const names = await namesOfPatients(
    db.read,
    shown.map(([id]) => id),
  )
  return {
    patients: shown.map(([id, count]) => ({ id, name: names.get(id) ?? '', events: count })),
    more: order.length - shown.length,
  }
}

/** What is found of those whom searches listed and nobody opened. */
const listing: ReadonlySet<RuleCode> = new Set(['enumeration', 'number-tries', 'identity-tries'])
