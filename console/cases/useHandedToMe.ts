import type { Waiting } from '../core/places.ts'
import { useWords } from '../core/words/useWords.ts'
import { useQueueCounts } from './useQueueCounts.ts'

/** What waits for the reader: cases handed to their queues that nobody took, and their own that were answered or are to be called about. */
export function useHandedToMe(): Waiting | undefined {
  const say = useWords()
  const { counts } = useQueueCounts()
  if (!counts) return undefined
  const { handed, answered, toCall } = counts
  return {
    count: handed + answered + toCall,
    says: say('desk.case.handedToMe', { handed, answered, toCall }),
  }
}
