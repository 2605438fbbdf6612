import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useAct } from '../core/acts.ts'
import type { Patient } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'

/** What the next call has to know, whatever case it comes in. */
export function PatientNotes({ patient, onNoted }: { patient: Patient; onNoted: () => void }) {
  const say = useWords()
  const act = useAct('patient.noted')
  if (!act && patient.notes.length === 0) return null
  return (
    <Panel title={say('desk.patient.notes')}>
      {patient.notes.map((note) => (
        <Box key={note.id} sx={{ mb: 1 }}>
          <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{note.text}</Typography>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {note.by} · <Moment at={note.at} as="relative" />
          </Typography>
        </Box>
      ))}
      <ActForm
        act={act}
        params={{ id: patient.id }}
        fields={{ text: { label: say('desk.patient.noteText') } }}
        quiet
        onDone={onNoted}
      />
    </Panel>
  )
}
