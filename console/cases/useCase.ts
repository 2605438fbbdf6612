import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { type Case, type Progress, useDesk } from '../core/dataProvider.ts'
import { get } from '../core/http.ts'
import { sessionNow, watchSession } from '../core/session.ts'
import { useReading } from '../core/useReading.ts'

const pauseMs = 2_000
const longestPauseMs = 60_000

/**
 * A case, and, while it is open, what happens to the login and to the case itself as it happens, whoever does it: the stream
 * brings the case, so that nothing is read again, and nothing typed is touched.
 * `onHappened` is told when the login's own facts changed.
 */
export function useCase(id: string, onHappened: () => void) {
  const desk = useDesk()
  const reading = useReading(['case', id], (how) => desk.showCase(id, how))
  const live = useStream(id, reading.data !== undefined && reading.data.status !== 'closed')
  const supportCase = newest(reading.data, live.told)

  const progress = live.progress ?? supportCase?.progress
  const facts = progress && `${progress.accountStatus} ${progress.lastSignInAt} ${progress.steps.length}`
  const known = useRef(facts)
  const tell = useRef(onHappened)
  tell.current = onHappened
  useEffect(() => {
    if (known.current !== undefined && facts !== known.current) tell.current()
    known.current = facts
  }, [facts])
  return {
    supportCase,
    progress,
    /** Who else has it open now. */
    present: live.present ?? [],
    paused: live.paused === true,
    error: reading.error,
    refresh: reading.refresh,
  }
}

/** Of a case as it was read and as the stream told it, the one after more acts. */
const newest = (read: Case | undefined, told: Case | undefined): Case | undefined =>
  read && told && Number(told.mark) > Number(read.mark) ? told : read

interface Live {
  progress?: Progress
  /** The case as it was told last. */
  told?: Case
  present?: Present[]
  paused?: boolean
}
/** Somebody else who has the case open. */
export interface Present {
  id: string
  name: string
}

/**
 * The server's stream. It ends after ten minutes or with the session: then it is opened again, until the case closes. Where it
 * is not to be had, as with too many windows open, that is said, and it is asked for less and less often.
 */
function useStream(id: string, open: boolean) {
  const [live, setLive] = useState<Live>({})
  const { since } = useSyncExternalStore(watchSession, sessionNow)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new sign-in needs a new stream
  useEffect(() => {
    if (!open) return
    let source: EventSource
    let timer: ReturnType<typeof setTimeout>
    let refusals = 0
    const connect = () => {
      source = new EventSource(`/api/cases/${id}/watch`)
      source.addEventListener('progress', ({ data }) => {
        refusals = 0
        setLive((now) => ({ ...now, progress: JSON.parse(data), paused: false }))
      })
      source.addEventListener('case', ({ data }) =>
        setLive((now) => ({ ...now, told: newest(now.told ?? JSON.parse(data), JSON.parse(data)) })),
      )
      source.addEventListener('present', ({ data }) =>
        setLive((now) => ({ ...now, present: JSON.parse(data) })),
      )
      source.addEventListener('end', again)
      source.addEventListener('error', () => {
        if (source.readyState !== EventSource.CLOSED) return
        if (++refusals > 1) setLive((now) => ({ ...now, paused: true }))
        again()
      })
    }
    const again = () => {
      source.close()
      // Nobody is known to be there while nobody says so.
      setLive((now) => ({ ...now, present: [] }))
      // Asked in the background: a session that ended is noticed, and the sign-in comes over the page.
      timer = setTimeout(
        () => get('/session', true).then(connect, again),
        Math.min(longestPauseMs, pauseMs * 2 ** Math.max(0, refusals - 1)),
      )
    }
    connect()
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [id, open, since])
  return live
}
