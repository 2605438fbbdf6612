import type { Room } from '../acts/catalogue.ts'
import { patientsPolicy } from './policy.ts'
import { revealField } from './revealField.ts'
import { writePatientNote } from './writePatientNote.ts'

export const patients: Room = {
  acts: [writePatientNote],
  views: [revealField],
  policy: patientsPolicy,
}
