import type { Room } from '../acts/catalogue.ts'
import { revealField } from './revealField.ts'
import { searchPatients } from './searchPatients.ts'

export const patients: Room = { views: [searchPatients, revealField] }
