import { dayText } from '../rollup/calendar.ts'
import { cellKey } from '../rollup/cells.ts'
import type { Question } from './ask.ts'
import type { readProgress } from './queries.ts'

/** What stands over every dashboard: for whom, as seen how, and up to when it is counted. */
export function stateOf(question: Question, progress: Awaited<ReturnType<typeof readProgress>>) {
  return {
    segment: cellKey(question.segment),
    exact: question.sight.exact,
    over: dayText(question.over),
    // For who sees a day's copy no clock runs: when something was counted would tell when something happened.
    countedUntil: question.sight.exact ? progress.merged_at : null,
    counting:
      progress.backfilled_at === null ||
      (question.sight.exact ? progress.waiting : progress.published_day === null && !progress.empty),
    recounting: progress.recounting,
  }
}
