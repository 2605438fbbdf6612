import type { Room } from '../acts/catalogue.ts'
import { patientImported, recordPutAside } from './saveBatch.ts'

export const imports: Room = { actions: [patientImported, recordPutAside] }
