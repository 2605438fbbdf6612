import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useDesk } from '../core/dataProvider.ts'

/** The articles change a few times a year: read once a while, and anew after somebody approved. */
export function useArticles() {
  const desk = useDesk()
  return useQuery({
    queryKey: ['knowledge'],
    queryFn: () => desk.knowledge(),
    staleTime: 5 * 60_000,
  })
}

/** Has the articles and what waits read anew: something was written or decided. */
export function useArticlesChanged(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: ['knowledge'] })
}
