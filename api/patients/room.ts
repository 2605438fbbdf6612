import type { Room } from '../acts/catalogue.ts'
import { revealField } from './revealField.ts'
import { writePatientNote } from './writePatientNote.ts'

export const patients: Room = {
  acts: [writePatientNote],
  views: [revealField],
}
