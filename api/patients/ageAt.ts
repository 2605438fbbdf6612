import { ageOn, hospitalDay } from '../core/calendar.ts'
import type { PolicyOf } from '../core/policy.ts'
import type { patientsPolicy } from './policy.ts'
import type { PatientRow } from './tables.ts'

/** How old somebody is at a moment, by the hospital's day. */
export const ageAt = (
  { birth_date }: Pick<PatientRow, 'birth_date'>,
  at: Date,
  { timeZone }: { timeZone: string },
): number => ageOn(birth_date, hospitalDay(at, timeZone))

/** Who speaks for somebody by their age: those who act for a child, a teenager themselves within limits, an adult alone. */
export const ageBands = ['child', 'teen', 'adult'] as const

export function ageBandAt(
  patient: Pick<PatientRow, 'birth_date'>,
  at: Date,
  policy: PolicyOf<typeof patientsPolicy>,
): (typeof ageBands)[number] {
  const age = ageAt(patient, at, policy)
  return age < policy.teenAge ? 'child' : age < policy.adultAge ? 'teen' : 'adult'
}
