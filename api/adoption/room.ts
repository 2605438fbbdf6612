import type { Room } from '../acts/catalogue.ts'
import { annotate, removeAnnotation } from './annotations/annotate.ts'
import { listAnnotations } from './annotations/listAnnotations.ts'
import { figuresRebuilt } from './commands.ts'
import { compare } from './figures/compare.ts'
import { listSegments } from './figures/listSegments.ts'
import { showClinic } from './figures/showClinic.ts'
import { showCohorts } from './figures/showCohorts.ts'
import { showEquity } from './figures/showEquity.ts'
import { showFigures } from './figures/showFigures.ts'
import { showFunnel } from './figures/showFunnel.ts'
import { showSupport } from './figures/showSupport.ts'
import { showTrend } from './figures/showTrend.ts'
import { showWeeks } from './figures/showWeeks.ts'
import { removeGoal, setGoal } from './goals/setGoal.ts'
import { showGoals } from './goals/showGoals.ts'
import { eventsImported } from './importEvents.ts'
import { adoptionPolicy } from './policy.ts'
import { waitingDropped } from './rollup/waiting.ts'
import { tellActs } from './tellActs.ts'

export const adoption: Room = {
  acts: [annotate, removeAnnotation, setGoal, removeGoal, tellActs],
  views: [
    showFigures,
    showTrend,
    showWeeks,
    showFunnel,
    showCohorts,
    compare,
    showClinic,
    showEquity,
    showSupport,
    listSegments,
    listAnnotations,
    showGoals,
  ],
  actions: [eventsImported, figuresRebuilt, waitingDropped],
  policy: adoptionPolicy,
}
