import Typography from '@mui/material/Typography'
import { useNavigate } from 'react-router'
import { useAct } from '../core/acts.ts'
import { AskAct } from '../core/form/AskAct.tsx'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'

/** Leads an agent to what the patient sees, once the patient has agreed; of a caller who is not proved nobody asks. */
export function ViewAsPatient({
  patientId,
  caseId,
  verificationId,
  onStale,
}: {
  patientId: string
  caseId: string
  verificationId: string
  onStale: () => void
}) {
  const say = useWords()
  const go = useNavigate()
  const act = useAct('portal.view-begun')
  if (!act) return null
  return (
    <Panel title={say('desk.portalView.title')}>
      <Typography sx={{ mb: 1 }}>{say('desk.portalView.beginHelp')}</Typography>
      <AskAct<{ id: string }>
        variant="outlined"
        label={say('desk.portalView.begin')}
        title={say('desk.portalView.begin')}
        text={say('desk.portalView.beginHelp')}
        act={act}
        params={{ id: patientId }}
        given={{ caseId, verificationId }}
        fields={{ consent: { of: 'desk.consent', autoFocus: true } }}
        onStale={onStale}
        onDone={({ id }) => go(`/portal-views/${id}/show`)}
      />
    </Panel>
  )
}
