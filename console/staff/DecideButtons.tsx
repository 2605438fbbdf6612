import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { type FormEvent, useState } from 'react'
import { post } from '../core/http.ts'
import { Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import type { Review } from './AccessReviewPage.tsx'

/** Certify, or revoke with a reason; the colleague is named for those who hear the buttons. */
export function DecideButtons({
  reviewId,
  item,
  onDecided,
}: {
  reviewId: string
  item: Review['items'][number]
  onDecided: () => Promise<void>
}) {
  const translate = useWords()
  const [revoking, setRevoking] = useState(false)
  const { busy, error, attempt } = useAttempt()
  const decide = (decision: 'certified' | 'revoked', reason?: string) =>
    attempt(async (once) => {
      const body = { staffId: item.staffId, decision, reason }
      await post(`/access-reviews/${reviewId}/decide`, body, once)
      await onDecided()
    })
  const revoke = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    return decide('revoked', String(new FormData(event.currentTarget).get('reason')))
  }
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {revoking ? (
        <Box component="form" onSubmit={revoke} sx={{ display: 'flex', gap: 1 }}>
          <TextField autoFocus required name="reason" label={translate('desk.review.reason')} />
          <Button type="submit" color="error" disabled={busy}>
            {translate('desk.review.revoke')}
          </Button>
        </Box>
      ) : (
        <Box>
          <Button
            size="small"
            disabled={busy}
            onClick={() => decide('certified')}
            aria-label={`${translate('desk.review.certify')} ${item.name}`}
          >
            {translate('desk.review.certify')}
          </Button>
          <Button
            size="small"
            color="error"
            disabled={busy}
            onClick={() => setRevoking(true)}
            aria-label={`${translate('desk.review.revoke')} ${item.name}`}
          >
            {translate('desk.review.revoke')}
          </Button>
        </Box>
      )}
      {error !== undefined && <Failed error={error} />}
    </Box>
  )
}
