import type { Room } from '../acts/catalogue.ts'
import { patientsPolicy } from './policy.ts'
import { revealField } from './revealField.ts'

export const patients: Room = {
  views: [revealField],
  policy: patientsPolicy,
}
