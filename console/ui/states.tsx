import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useTranslate } from 'react-admin'
import { messageOf } from '../providers/http.ts'

/** The designed states every panel shares: waiting, failed, empty. */

export function Waiting({ lines = 4 }: { lines?: number }) {
  const translate = useTranslate()
  return (
    <Box role="status" aria-label={translate('desk.state.loading')} sx={{ p: 2 }}>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never move
        <Skeleton key={i} height={28} width={`${90 - i * 12}%`} />
      ))}
    </Box>
  )
}

export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const translate = useTranslate()
  return (
    <Alert
      severity="error"
      sx={{ my: 1 }}
      action={
        retry && (
          <Button color="inherit" size="small" onClick={retry}>
            {translate('desk.state.retry')}
          </Button>
        )
      }
    >
      {messageOf(error)}
    </Alert>
  )
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Box sx={{ py: 3, px: 2, color: 'text.secondary' }}>
      <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
      {children && <Typography variant="body2">{children}</Typography>}
    </Box>
  )
}
