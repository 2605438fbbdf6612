import type { Waiting } from '../core/places.ts'
import { useWords } from '../core/words/useWords.ts'
import { useQueueCounts } from './useQueueCounts.ts'

/** What others left for the reader: cases handed to their queues that nobody took, and their own that were answered. */
export function useHandedToMe(): Waiting | undefined {
  const say = useWords()
  const { counts } = useQueueCounts()
  if (!counts) return undefined
  const { handed, answered } = counts
  return { count: handed + answered, says: say('desk.case.handedToMe', { handed, answered }) }
}
