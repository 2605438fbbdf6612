import type { Room } from '../acts/catalogue.ts'
import { showCase } from './showCase.ts'
import { showPatient } from './showPatient.ts'
import { watchCase } from './watchCase.ts'

export const call: Room = { views: [showPatient, showCase, watchCase] }
