import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useAct } from '../core/acts.ts'
import { useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { useWords } from '../core/words/useWords.ts'
import type { PartOfReview } from './AlertShow.tsx'

/** Who reviews: taken by oneself, or given back to the queue. */
export function AssignPanel({ alert, onChanged, me }: PartOfReview & { me: string }) {
  const say = useWords()
  const act = useAct('privacy-alert.assigned')
  const { id, version, assignedTo } = alert
  const mine = assignedTo?.id === me
  const part = useNextFocus(!mine && act !== undefined, 'take')
  const common = { act, params: { id }, onDone: onChanged, onStale: onChanged }
  return (
    <Panel title={say('desk.privacy.review.title')} ref={part}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography sx={{ flex: 1, minWidth: '10rem' }}>
          {assignedTo
            ? say(mine ? 'desk.privacy.review.byMe' : 'desk.privacy.review.by', { name: assignedTo.name })
            : say('desk.privacy.review.takeFirst')}
        </Typography>
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', ...notPrinted }}>
          {!mine && (
            <ActForm
              {...common}
              given={{ staffId: me, version }}
              verb={say(assignedTo ? 'desk.privacy.review.takeOver' : 'desk.privacy.review.take')}
              next
            />
          )}
          {assignedTo && (
            <ActForm
              {...common}
              given={{ staffId: null, version }}
              verb={say('desk.privacy.review.giveBack')}
              quiet
            />
          )}
        </Box>
      </Box>
    </Panel>
  )
}
