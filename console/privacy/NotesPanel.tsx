import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useAct } from '../core/acts.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { Empty } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import type { PartOfReview } from './AlertShow.tsx'

/** What was found out, by whom and when; nothing written is changed. */
export function NotesPanel({ alert, onChanged }: PartOfReview) {
  const say = useWords()
  const act = useAct('privacy-alert.noted')
  return (
    <Panel title={say('desk.privacy.review.notes')}>
      {alert.notes.length === 0 && <Empty title={say('desk.privacy.review.noNotes')} />}
      {alert.notes.map((note) => (
        <Box key={note.id} sx={{ mb: 1 }}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {note.by} · <Moment at={note.at} />
          </Typography>
          <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{note.text}</Typography>
        </Box>
      ))}
      <Box sx={notPrinted}>
        <ActForm
          act={act}
          params={{ id: alert.id }}
          fields={{ text: { label: say('desk.privacy.review.note') } }}
          verb={say('desk.privacy.review.addNote')}
          quiet
          onDone={onChanged}
        />
      </Box>
    </Panel>
  )
}
