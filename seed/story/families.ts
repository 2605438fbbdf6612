import { ageOn, dayMs } from '../../api/core/calendar.ts'
import { newId } from '../../api/core/db/id.ts'
import type { Tables } from '../../api/core/db/tables.ts'
import type { PatientRow } from '../../api/patients/tables.ts'
import type { Random } from '../random.ts'
import type { Calendar } from './calendar.ts'

type Grant = Tables['proxy_grant']

/**
 * Who acts for whom: parents for children, ended or narrowed when they became teenagers, and children for the old.
 * Nobody who works here is among them, since the watch over access would rightly ask.
 */
export function grantOf(
  random: Random,
  calendar: Calendar,
  patient: PatientRow,
  adults: readonly PatientRow[],
): Grant | undefined {
  const age = ageOn(patient.birth_date, calendar.text(calendar.dayOf(calendar.now)))
  const kind = age < 18 ? ('parent' as const) : age >= 75 ? ('child' as const) : undefined
  if (!kind || adults.length === 0 || !random.chance(kind === 'parent' ? 0.5 : 0.1)) return undefined
  const other = random.pick(adults)
  const given = Math.max(
    Date.parse(patient.birth_date) + 20 * dayMs,
    calendar.begins + Math.floor(random.next() * (calendar.now - calendar.begins - 30 * dayMs)),
  )
  if (given > calendar.now - 10 * dayMs) return undefined
  const birthday = Date.parse(
    `${Number(patient.birth_date.slice(0, 4)) + 13}${patient.birth_date.slice(4).replace('02-29', '02-28')}`,
  )
  // The age policy ends a parent's access on the thirteenth birthday; some teenagers gave it anew.
  const ended = age >= 13 && age < 18 && given < birthday && random.chance(0.7)
  return {
    id: newId(),
    patient_id: patient.id,
    proxy_patient_id: other.id,
    proxy_name: `${other.given_name} ${kind === 'parent' ? patient.family_name : other.family_name}`,
    relationship: kind,
    status: ended ? 'ended' : 'active',
    waiting_for: null,
    ended_reason: ended ? 'age-policy' : null,
    created_at: new Date(given).toISOString(),
    ended_at: ended ? new Date(birthday).toISOString() : null,
    for_minor: kind === 'parent' ? 1 : 0,
    assented_at:
      kind === 'parent' && age >= 13 && !ended ? new Date(Math.max(given, birthday)).toISOString() : null,
  }
}
