import { useQuery } from '@tanstack/react-query'
import { type QueueCounts, useDesk } from '../core/dataProvider.ts'
import { useFormat } from '../core/useFormat.ts'

/** How much waits in each of one’s lists, kept current while the page is open; a label says it once it is known. */
export function useQueueCounts() {
  const desk = useDesk()
  const format = useFormat()
  const { data, refetch } = useQuery({
    queryKey: ['case-queues'],
    queryFn: () => desk.countQueues(),
    refetchInterval: 60_000,
  })
  const withCount = (label: string, name: keyof QueueCounts) =>
    data === undefined ? label : `${label} · ${format.number(data[name])}`
  return { counts: data, withCount, refresh: refetch }
}
