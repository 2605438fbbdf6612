import type { Room } from '../acts/catalogue.ts'
import { mergeCase } from './mergeCase.ts'
import { reopenCase } from './reopenCase.ts'
import { searchPatients } from './searchPatients.ts'
import { showCase } from './showCase.ts'
import { showPatient } from './showPatient.ts'
import { showWork } from './showWork.ts'
import { watchCase } from './watchCase.ts'

export const call: Room = {
  acts: [reopenCase, mergeCase],
  views: [searchPatients, showPatient, showCase, showWork, watchCase],
}
