import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDesk } from '../core/dataProvider.ts'
import type { Asked, Dashboards } from '../core/figureMethods.ts'

/** Asks for a dashboard; the last one stays until the next has come. */
export function useDashboard<Name extends keyof Dashboards>(name: Name, asked: Asked, enabled = true) {
  const desk = useDesk()
  return useQuery({
    queryKey: ['adoption', name, asked],
    queryFn: () => desk.dashboard(name, asked),
    placeholderData: keepPreviousData,
    enabled,
  })
}
