import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useGetIdentity } from 'react-admin'
import { post } from '../core/http.ts'
import { Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import type { AlertDone, PartOfReview } from './api.ts'

/** Who reviews: taken by oneself, or given back to the queue. */
export function AssignPanel({ alert, onChanged }: PartOfReview) {
  const translate = useWords()
  const { identity } = useGetIdentity()
  const { busy, error, attempt } = useAttempt()
  const assign = (staffId: string | null) =>
    attempt(async (once) => {
      await onChanged(
        await post<AlertDone>(
          `/privacy-alerts/${alert.id}/assign`,
          { staffId, version: alert.version },
          once,
        ),
      )
    })
  const mine = alert.assignedTo?.id === identity?.id
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
      <Typography>
        {alert.assignedTo
          ? translate('desk.privacy.review.with', { name: alert.assignedTo.name })
          : translate('desk.privacy.review.withNobody')}
      </Typography>
      {!mine && (
        <Button variant="contained" disabled={busy || !identity} onClick={() => assign(String(identity!.id))}>
          {translate('desk.privacy.review.take')}
        </Button>
      )}
      {alert.assignedTo && (
        <Button disabled={busy} onClick={() => assign(null)}>
          {translate('desk.privacy.review.giveBack')}
        </Button>
      )}
      {error !== undefined && <Failed error={error} />}
    </Box>
  )
}
