import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../core/dataProvider.ts'

const everyMs = 60_000

/** Whether the log is sealed and as it was: one question, whoever shows the answer. */
export function useIntegrity() {
  const desk = useDesk()
  return useQuery({
    queryKey: ['audit-integrity'],
    queryFn: () => desk.integrity(),
    refetchInterval: everyMs,
  })
}
