import type { Room } from '../acts/catalogue.ts'
import { patientImported, recordPutAside } from './actions.ts'

export const imports: Room = { actions: [patientImported, recordPutAside] }
