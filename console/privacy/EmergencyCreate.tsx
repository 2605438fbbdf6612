import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import { useRedirect } from 'react-admin'
import { ActsReady } from '../core/ActsReady.tsx'
import { useAct } from '../core/acts.ts'
import { useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'

const usual = { reason: 'emergency-care' }

/** One patient, for half an hour, for a reason, in the open: the privacy officers are told as it happens. */
export default function EmergencyCreate() {
  const say = useWords()
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: 800, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <PageHead tab="desk.emergency.title" />
      <Alert severity="warning">{say('desk.emergency.about')}</Alert>
      <ActsReady>
        <Open />
      </ActsReady>
    </Box>
  )
}

function Open() {
  const say = useWords()
  const redirect = useRedirect()
  const act = useAct('break-glass.opened')
  const part = useNextFocus(true, 'open')
  return (
    <Panel title={say('desk.emergency.which')} ref={part}>
      <ActForm<{ patientId: string }>
        act={act}
        params={{}}
        defaults={usual}
        fields={{
          mrn: { label: say('desk.emergency.mrn') },
          birthDate: { label: say('desk.emergency.birthDate') },
          reason: { label: say('desk.emergency.reason'), of: 'desk.emergency.reasons' },
          explanation: { label: say('desk.emergency.explanation') },
        }}
        verb={say('desk.emergency.open')}
        danger
        grid
        onDone={({ patientId }) => redirect('show', 'patients', patientId)}
      />
    </Panel>
  )
}
