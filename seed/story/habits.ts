import { dayMs, hourMs } from '../../api/core/calendar.ts'
import { newId } from '../../api/core/db/id.ts'
import type { Trx } from '../../api/core/db/transact.ts'
import { insertAll } from '../insert.ts'
import { minuteMs } from './calendar.ts'
import type { Desk } from './caseFile.ts'
import type { Agent } from './roster.ts'

/** What those do who take no calls, week by week, and the quick looks that every desk has. */
export function writeHabits(desk: Desk): void {
  const { roster, calendar, chronicle, random } = desk
  const log = (
    agent: Agent,
    at: number,
    ...rest: Parameters<typeof roster.act> extends [unknown, unknown, ...infer R] ? R : never
  ) => {
    if (at < calendar.now) chronicle.audit.push(roster.act(agent, at, ...rest))
  }
  for (let day = calendar.dayOf(calendar.opens); calendar.startOf(day) < calendar.now; day++) {
    const weekday = calendar.weekday(day)
    const at = calendar.startOf(day) + 9 * hourMs + random.int(0, 300) * minuteMs
    for (const agent of roster.agents) {
      if (agent.absent(calendar.text(day))) continue
      if (agent.role === 'manager' && (weekday === 1 || weekday === 4)) log(agent, at, 'adoption.shown', [])
      if (agent.role === 'privacy-officer' && weekday > 0 && weekday < 6) {
        if (at > calendar.now - 80 * dayMs)
          log(agent, at, 'privacy-alert.listed', [], { detail: { rows: 0 } })
        if (weekday === 3) log(agent, at + 20 * minuteMs, 'audit.searched', [])
      }
      if (agent.role === 'administrator' && weekday === 1)
        log(agent, at, 'staff.listed', [], { detail: { rows: roster.agents.length } })
    }
  }
  // A colleague asks across the room: one look, no case.
  const helpers = roster.agents.filter((agent) => agent.role === 'helpdesk')
  for (const one of chronicle.cases) {
    const at = Date.parse(one.opened_at) + 25 * minuteMs
    const agent = random.pick(helpers)
    if (random.chance(0.012) && roster.onDuty(agent, at)) {
      const shown = random.pick(desk.patientIds)
      log(agent, at, 'patient.shown', [shown], { objectType: 'patient', objectId: shown })
    }
  }
}

const watched = ['public-figure', 'staff-dispute', 'patient-request'] as const

/** Records that an officer keeps an eye on. */
export async function writeWatched(
  trx: Trx,
  desk: Desk,
  officer: Agent,
  patientIds: readonly string[],
): Promise<void> {
  const { calendar, roster, chronicle, random } = desk
  for (const [i, kind] of watched.entries()) {
    const patientId = patientIds[i]
    if (!patientId) return
    const day = calendar.dayOf(calendar.now - random.int(20, 200) * dayMs)
    const at = calendar.startOf(day) + 11 * hourMs
    const id = newId()
    await insertAll(trx, 'watched_patient', [
      {
        id,
        patient_id: patientId,
        kind,
        from_day: calendar.text(day),
        to_day: null,
        added_by: officer.id,
        added_at: new Date(at).toISOString(),
      },
    ])
    chronicle.audit.push(
      roster.act(officer, at, 'watch-list.added', [patientId], {
        objectType: 'watched-record',
        objectId: id,
      }),
    )
  }
}
