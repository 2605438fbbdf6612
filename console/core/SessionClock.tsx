import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { get } from './http.ts'
import { endOfSession, sessionNow, watchSession } from './session.ts'
import { useWords } from './words/useWords.ts'

const minute = 60_000
const shownFrom = 3 * minute
const pingEvery = minute

const stillHere = () => get('/session').catch(() => {})

/** Somebody who types is there, though nothing is sent: one light question a minute tells the server so. */
function useTypingCounts() {
  useEffect(() => {
    // The answer takes a moment, in which many keys are pressed.
    let askedAt = 0
    const onKey = () => {
      const { signedIn, activeAt } = sessionNow()
      if (!signedIn || Date.now() - Math.max(activeAt, askedAt) <= pingEvery) return
      askedAt = Date.now()
      stillHere()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/**
 * The minutes that are left of the session, when they are few, with the button that keeps it. When they are over, the
 * server is asked once more; it says whether another tab kept the session alive, or the sign-in comes over the page.
 */
export function SessionClock() {
  const say = useWords()
  const session = useSyncExternalStore(watchSession, sessionNow)
  const [now, setNow] = useState(Date.now)
  useTypingCounts()
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), 5_000)
    return () => clearInterval(clock)
  }, [])
  const left = endOfSession(session) - now
  const over = left <= 0
  useEffect(() => {
    if (over) get('/session', true).catch(() => {})
  }, [over])
  if (!session.signedIn || left > shownFrom || over) return null
  const last = Date.parse(session.signedIn.endsAt) - now <= shownFrom
  const minutes = Math.floor(left / minute)
  return (
    <Box role="status" sx={{ display: 'flex', alignItems: 'center', gap: 1, fontWeight: 600 }}>
      <span title={last ? say('desk.session.lastCall') : undefined}>
        {minutes > 0 ? say('desk.session.left', { smart_count: minutes }) : say('desk.session.soon')}
      </span>
      {!last && (
        <Button color="inherit" variant="outlined" size="small" onClick={stillHere}>
          {say('desk.session.stay')}
        </Button>
      )}
    </Box>
  )
}
