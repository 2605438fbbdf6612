import type { Room } from '../acts/catalogue.ts'
import { searchPatients } from './searchPatients.ts'
import { showCase } from './showCase.ts'
import { showPatient } from './showPatient.ts'
import { showWork } from './showWork.ts'
import { watchCase } from './watchCase.ts'

export const call: Room = { views: [searchPatients, showPatient, showCase, showWork, watchCase] }
