import type { Room } from '../acts/catalogue.ts'
import { patientImported } from './importPatients.ts'

export const imports: Room = { actions: [patientImported] }
