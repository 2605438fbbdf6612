import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../core/dataProvider.ts'
import type { Waiting } from '../core/places.ts'
import { useWords } from '../core/words/useWords.ts'

/** Approvals lapse within the hour, and somebody stands at the desk: they are asked for more often than queues. */
const everyMs = 15_000

/** How many approvals wait, kept current; `of` differs once they do, so that a list of them can be read anew. */
export function useApprovalCount() {
  const desk = useDesk()
  const { data } = useQuery({
    queryKey: ['approvals-waiting'],
    queryFn: () => desk.countApprovals(),
    refetchInterval: everyMs,
  })
  return data && { waiting: data.waiting, of: `${data.waiting} ${data.newest}` }
}

export function useApprovalsWaiting(): Waiting | undefined {
  const say = useWords()
  const data = useApprovalCount()
  return data && { count: data.waiting, says: say('desk.approvals.wait', { smart_count: data.waiting }) }
}
