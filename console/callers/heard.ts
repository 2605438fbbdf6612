import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

/** What a caller was heard to say of themselves, as it was typed, by the names of the answers. */
export type Heard = Readonly<Record<string, string>>

const keyOf = (patientId: string) => ['heard', patientId] as const

/**
 * What was typed to find a patient is not typed again: it waits for the page of that patient, in memory alone, and goes with
 * it. It is what the caller said, and is compared like any answer (2026-11-26).
 */
export const hear = (queries: QueryClient, patientId: string, heard: Heard) =>
  queries.setQueryData(keyOf(patientId), heard)

/** What was heard before this page opened; it is forgotten when the page is left. */
export function useHeard(patientId: string): Heard {
  const queries = useQueryClient()
  const [heard] = useState(() => queries.getQueryData<Heard>(keyOf(patientId)) ?? {})
  useEffect(
    () => () => queries.removeQueries({ queryKey: keyOf(patientId), exact: true }),
    [queries, patientId],
  )
  return heard
}
