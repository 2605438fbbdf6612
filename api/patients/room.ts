import type { Room } from '../acts/catalogue.ts'
import { listActingFor } from './actingFor.ts'
import { patientsPolicy } from './policy.ts'
import { revealField } from './revealField.ts'

export const patients: Room = {
  views: [revealField, listActingFor],
  policy: patientsPolicy,
}
