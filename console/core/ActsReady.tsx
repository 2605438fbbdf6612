import type { ReactNode } from 'react'
import { useActs } from './acts.ts'
import { Failed, Waiting } from './states.tsx'

/** What can be shown only once it is known which acts are the reader's: a page that is one form. */
export function ActsReady({ children }: { children: ReactNode }) {
  const { acts, error, refetch } = useActs()
  if (error) return <Failed error={error} retry={() => refetch()} />
  return acts ? children : <Waiting />
}
