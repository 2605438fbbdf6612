import { cellKey } from '../rollup/cells.ts'
import type { Question } from './ask.ts'
import type { readProgress } from './queries.ts'

/** What stands over every dashboard: for whom, as seen how, and up to when it is counted. */
export function stateOf(question: Question, progress: Awaited<ReturnType<typeof readProgress>>) {
  return {
    segment: cellKey(question.segment),
    exact: question.sight.exact,
    countedUntil: progress.merged_at,
    counting: progress.rebuilt_to !== null || progress.backfilled_at === null || progress.waiting,
  }
}
