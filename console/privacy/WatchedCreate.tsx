import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useNotify, useRedirect } from 'react-admin'
import { ActsReady } from '../core/ActsReady.tsx'
import { useAct } from '../core/acts.ts'
import type { PatientRow } from '../core/dataProvider.ts'
import { useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'
import { PatientFinder } from '../patients/PatientFinder.tsx'

const usual = { kind: 'in-the-news' }

/** Puts a record under watch: first whose, then why and until when. */
export default function WatchedCreate() {
  const say = useWords()
  const [patient, choose] = useState<PatientRow>()
  return (
    <>
      <PageHead tab="desk.privacy.watched.add" />
      <ActsReady>
        {patient ? (
          <Why patient={patient} onBack={() => choose(undefined)} />
        ) : (
          <Panel title={say('desk.privacy.watched.whose')} sx={{ maxWidth: 800, mt: 2 }}>
            <PatientFinder onPick={choose} />
          </Panel>
        )}
      </ActsReady>
    </>
  )
}

function Why({ patient, onBack }: { patient: PatientRow; onBack: () => void }) {
  const say = useWords()
  const redirect = useRedirect()
  const notify = useNotify()
  const act = useAct('watch-list.added')
  const part = useNextFocus(true, patient.id)
  return (
    <Panel title={`${patient.familyName}, ${patient.givenName}`} sx={{ maxWidth: 800, mt: 2 }} ref={part}>
      <Typography sx={{ mb: 2 }}>{say('desk.privacy.watched.about')}</Typography>
      <ActForm
        act={act}
        params={{}}
        given={{ patientId: patient.id }}
        defaults={usual}
        fields={{
          kind: { label: say('desk.privacy.watched.kind'), of: 'desk.watchKind' },
          toDay: { label: say('desk.privacy.watched.to') },
        }}
        grid
        onCancel={onBack}
        onDone={() => {
          notify(say('desk.privacy.watched.added'), { type: 'success' })
          redirect('list', 'watched-records')
        }}
      />
    </Panel>
  )
}
