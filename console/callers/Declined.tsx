import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import type { Case } from '../core/dataProvider.ts'
import { useWords } from '../core/words/useWords.ts'

/** That the second person declined the newest of its kind, and why; nothing where something newer was recorded since. */
export function Declined({ newest }: { newest: Case['verifications'][number] | undefined }) {
  const say = useWords()
  if (!newest?.declined) return null
  const { by, reason, note } = newest.declined
  return (
    <Alert severity="warning" role="status">
      {say('desk.decline.by', { name: by, reason: say(`desk.decline.reason.${reason}`) })}
      {note && (
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {note}
        </Typography>
      )}
    </Alert>
  )
}
