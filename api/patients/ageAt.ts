import { ageOn, hospitalDay } from '../core/calendar.ts'
import type { PatientRow } from './tables.ts'

/** How old somebody is at a moment, by the hospital's day. */
export const ageAt = (
  { birth_date }: Pick<PatientRow, 'birth_date'>,
  at: Date,
  { timeZone }: { timeZone: string },
): number => ageOn(birth_date, hospitalDay(at, timeZone))
