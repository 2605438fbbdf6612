import Typography from '@mui/material/Typography'
import { useNavigate } from 'react-router'
import { useAct } from '../core/acts.ts'
import type { Case, Patient } from '../core/dataProvider.ts'
import { AskAct } from '../core/form/AskAct.tsx'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'
import { tierOfAct } from '../logins/remedy.ts'

/** Leads an agent to what the patient sees, once the patient has agreed; of a caller who is not proved nobody asks. */
export function ViewAsPatient({
  patient,
  supportCase,
  live,
  onStale,
}: {
  patient: Patient
  supportCase: Case
  live: Case['verifications'][number]
  onStale: () => void
}) {
  const say = useWords()
  const go = useNavigate()
  const act = useAct('portal.view-begun')
  if (!act) return null
  const tier = tierOfAct(act, patient, supportCase.risks)
  return (
    <Panel title={say('desk.portalView.title')}>
      <Typography sx={{ mb: 1 }}>{say('desk.portalView.beginHelp')}</Typography>
      <AskAct<{ id: string }>
        variant="outlined"
        label={say('desk.portalView.begin')}
        title={say('desk.portalView.begin')}
        text={say('desk.portalView.beginHelp')}
        act={act}
        params={{ id: patient.id }}
        given={{ caseId: supportCase.id, verificationId: live.id }}
        fields={{ consent: { of: 'desk.consent', autoFocus: true } }}
        onStale={onStale}
        onDone={({ id }) => go(`/portal-views/${id}/show`)}
      />
      {live.tier < tier && (
        <Typography variant="caption" sx={{ display: 'block', mt: 0.5 }}>
          {say('desk.act.needs', { level: say.of('desk.tier', tier) })}
        </Typography>
      )}
    </Panel>
  )
}
