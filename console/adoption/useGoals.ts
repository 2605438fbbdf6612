import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useDesk } from '../core/dataProvider.ts'

/** The goals of all places one may see, with how they stand. */
export function useGoals() {
  const desk = useDesk()
  return useQuery({ queryKey: ['adoption', 'goals'], queryFn: () => desk.goals() })
}

/** Reads all figures anew, where one of them has another goal now. */
export function useGoalsChanged() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['adoption'] })
}
