import type { Room } from '../acts/catalogue.ts'
import { evidenceBound } from './bound.ts'
import { evidencePacked } from './pack.ts'
import { evidencePolicy } from './policy.ts'
import { closeRisk, recordRisk, reviewRisks, reviseRisk } from './risks/keepRisks.ts'
import { listRisks } from './risks/listRisks.ts'
import { showPosture } from './showPosture.ts'
import { recordTraining, withdrawTraining } from './training/keepTraining.ts'
import { listTraining } from './training/listTraining.ts'

export const evidence: Room = {
  acts: [recordRisk, reviseRisk, closeRisk, reviewRisks, recordTraining, withdrawTraining],
  views: [showPosture, listRisks, listTraining],
  actions: [evidencePacked],
  policy: evidencePolicy,
  bound: evidenceBound,
}
