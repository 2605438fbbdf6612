import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { Fault, messageOf } from './fault.ts'
import { useWords } from './words/useWords.ts'

/** The designed states every part of a page shares: waiting, failed, empty. */

export function Waiting({ lines = 4 }: { lines?: number }) {
  const say = useWords()
  return (
    <Box role="status" aria-label={say('desk.state.loading')} sx={{ p: 2 }}>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never move
        <Skeleton key={i} height={28} width={`${90 - i * 12}%`} />
      ))}
    </Box>
  )
}

/** What happened, whether what was asked was done, what to do now, and the number support asks for. */
export function Failed({
  error,
  retry,
  children,
}: {
  error: unknown
  retry?: () => void
  /** What else can be done: a button. */
  children?: ReactNode
}) {
  const say = useWords()
  const fault = error instanceof Fault ? error : undefined
  return (
    <Alert
      // To have to wait is nothing wrong.
      severity={fault?.waitSeconds === undefined ? 'error' : 'warning'}
      sx={{ my: 1 }}
      action={
        // What is not there is not there at the next try either.
        retry &&
        fault?.status !== 404 && (
          <Button color="inherit" size="small" onClick={retry}>
            {say('desk.state.retry')}
          </Button>
        )
      }
    >
      <div>{messageOf(error)}</div>
      {fault?.waitSeconds !== undefined && <Wait minutes={Math.ceil(fault.waitSeconds / 60)} />}
      {fault?.done === 'unknown' && <Box>{say('desk.state.maybeDone')}</Box>}
      {/* The message names what is missing; several read better one below the other. */}
      {fault && fault.missing.length > 1 && (
        <Box component="ul" sx={{ my: 0.5, pl: 2.5 }} aria-label={say('desk.state.missing')}>
          {fault.missing.map((one) => (
            <li key={one.code}>{one.message}</li>
          ))}
        </Box>
      )}
      {fault?.requestId && fault.status >= 500 && (
        <Typography variant="caption" component="div" sx={{ mt: 0.5 }}>
          {say('desk.state.request', { id: fault.requestId })}
        </Typography>
      )}
      {children}
    </Alert>
  )
}

function Wait({ minutes }: { minutes: number }) {
  const say = useWords()
  const long = minutes > 90
  return (
    <Box>
      {say(long ? 'desk.state.waitHours' : 'desk.state.waitMinutes', {
        smart_count: long ? Math.ceil(minutes / 60) : minutes,
      })}
    </Box>
  )
}

/** Nothing here, and what would fill it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Box sx={{ py: 3, px: 2, color: 'text.secondary' }}>
      <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
      {children && <Typography variant="body2">{children}</Typography>}
    </Box>
  )
}

/** A page that cannot be shown, and why. */
export function Notice({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <Alert
      severity="info"
      sx={{ my: 2, maxWidth: 720, '& .MuiAlert-action': { flexShrink: 0 } }}
      action={action}
    >
      <AlertTitle>{title}</AlertTitle>
      {children}
    </Alert>
  )
}
