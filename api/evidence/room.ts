import type { Room } from '../acts/catalogue.ts'
import { evidencePacked } from './pack.ts'
import { showPosture } from './showPosture.ts'

export const evidence: Room = { views: [showPosture], actions: [evidencePacked] }
