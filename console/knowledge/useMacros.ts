import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../core/dataProvider.ts'

/** Texts for notes, as they were last approved; they change as seldom as articles, and are read anew with them. */
export function useMacros(enabled = true) {
  const desk = useDesk()
  return useQuery({
    queryKey: ['knowledge', 'macros'],
    queryFn: () => desk.macros(),
    staleTime: 5 * 60_000,
    enabled,
  })
}
