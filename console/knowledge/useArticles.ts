import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../core/dataProvider.ts'

/** The articles change a few times a year: read once a while, and anew after somebody approved. */
export function useArticles(enabled = true) {
  const desk = useDesk()
  return useQuery({
    queryKey: ['knowledge'],
    queryFn: () => desk.knowledge(),
    staleTime: 5 * 60_000,
    enabled,
  })
}
