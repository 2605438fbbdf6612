import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { type Fault, lost } from './fault.ts'

interface Loaded<P> {
  Part: ComponentType<P> | undefined
  /** Why it is not there: no network, or no answer. */
  error: Fault | undefined
  retry: () => void
}

/**
 * A part of the console whose code is fetched when it is first shown. What could not be fetched is fetched again once the
 * network is back, or at the next visit; React's own `lazy` would keep the failure until the page is reloaded.
 */
export function useLoaded<P = object>(
  name: string,
  load: () => Promise<{ default: ComponentType<P> }>,
): Loaded<P> {
  const { data, isError, refetch } = useQuery({
    queryKey: ['code', name],
    queryFn: load,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  return {
    Part: data?.default,
    error: isError && !data ? lost(false) : undefined,
    // With a network, what is missing may be missing from a newer version of the console, or kept as missing by the browser.
    retry: () => (navigator.onLine ? window.location.reload() : refetch()),
  }
}
