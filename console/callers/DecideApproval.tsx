import Box from '@mui/material/Box'
import { useAct } from '../core/acts.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { AskAct } from '../core/form/AskAct.tsx'
import { useWords } from '../core/words/useWords.ts'

/** What a second person does with a proof of identity that waits: approve it at once, or decline it for a reason. */
export function DecideApproval({
  id,
  about,
  onDecided,
}: {
  /** Of the verification. */
  id: string
  /** Whom it is about, where others stand beside it. */
  about?: string
  onDecided: () => void
}) {
  const say = useWords()
  const approve = useAct('caller.approved')
  const decline = useAct('caller.approval-declined')
  const common = { params: { id }, onDone: onDecided, onStale: onDecided, ...(about && { about }) }
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
      <ActForm {...common} act={approve} verb={say('desk.inPerson.approve')} quiet />
      <AskAct
        {...common}
        act={decline}
        label={say('desk.decline.verb')}
        title={say('desk.decline.title')}
        text={say('desk.decline.help')}
        verb={say('desk.decline.verb')}
        fields={{ reason: { label: say('desk.decline.why'), of: 'desk.decline.reason' } }}
        danger
      />
    </Box>
  )
}
