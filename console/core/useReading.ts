import { type QueryKey, useQuery } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'

const failed = (query: { state: { status: string } }) => query.state.status === 'error'

interface How {
  background: boolean
  signal: AbortSignal
}

/**
 * Reads something of a patient: it is kept no longer than it is on the screen. `refresh(true)` reads it anew because
 * something happened, which does not count as a person being there.
 */
export function useReading<T>(key: QueryKey, read: (how: How) => Promise<T>, enabled = true) {
  const background = useRef(false)
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read({ background: background.current, signal }),
    enabled,
    gcTime: 0,
    // What is on the screen is not read again, since each reading is recorded; what could not be read is.
    refetchOnWindowFocus: failed,
    refetchOnReconnect: failed,
  })
  const { refetch } = query
  const refresh = useCallback(
    async (quietly = false) => {
      background.current = quietly
      await refetch()
      background.current = false
    },
    [refetch],
  )
  return { data: query.data, error: query.data === undefined ? query.error : null, refresh }
}
