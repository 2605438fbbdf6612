import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useGetList, usePermissions } from 'react-admin'
import { useSearchParams } from 'react-router'
import { categories, channels, draftFields } from '../../api/cases/lists.ts'
import { Risks } from '../callers/Risks.tsx'
import { useAct, useActs } from '../core/acts.ts'
import type { CaseRow, Patient } from '../core/dataProvider.ts'
import { useLedTo, useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Panel } from '../core/Panel.tsx'
import type { SignedIn } from '../core/session.ts'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import type { Chosen } from '../logins/remedy.ts'
import { CaseSteps } from './CaseSteps.tsx'
import { OtherCases } from './OtherCases.tsx'

interface Props {
  patient: Patient
  firstCause: string | undefined
  /** The remedy that was chosen beside the cause. */
  chosen: Chosen | undefined
  onActed: () => void
  /** Something was done, or happened by itself (`quietly`): what is said of the patient is old. */
  onChanged: (quietly: boolean) => void
}

/** One call from first word to last: open a case, verify the caller, act, see the patient get in, close. */
export function CaseWork({ patient, firstCause, chosen: remedy, onActed, onChanged }: Props) {
  const say = useWords()
  const { permissions: staff } = usePermissions<SignedIn['staff']>()
  const [address] = useSearchParams()
  const [chosen, setChosen] = useState<string | 'new' | undefined>(address.get('case') ?? undefined)
  const cases = useGetList<CaseRow>(
    'cases',
    {
      filter: { patientId: patient.id },
      sort: { field: 'openedAt', order: 'DESC' },
      pagination: { page: 1, perPage: 10 },
    },
    { gcTime: 0, refetchOnWindowFocus: false },
  )
  const { acts, error, refetch } = useActs()
  if (error) return <Failed error={error} retry={refetch} />
  if (cases.error) return <Failed error={cases.error} retry={cases.refetch} />
  if (!cases.data || !acts || !staff) return <Waiting lines={6} />
  const mayWork = acts.some(({ name }) => name === 'case.opened')
  const caseId = chosen === 'new' ? undefined : (chosen ?? cases.data.find((c) => c.status !== 'closed')?.id)
  const others = cases.data.filter((c) => c.id !== caseId)
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {caseId ? (
        <CaseSteps
          key={caseId}
          id={caseId}
          others={others}
          patient={patient}
          staff={staff}
          firstCause={firstCause}
          remedy={remedy}
          onActed={onActed}
          onChanged={onChanged}
          onAnother={() => {
            setChosen('new')
            cases.refetch()
          }}
        />
      ) : mayWork ? (
        <OpenCase patient={patient} remedy={remedy} onOpened={(opened) => setChosen(opened.id)} />
      ) : (
        <Panel title={say('desk.case.title')}>
          <Empty title={say('desk.case.noneOpen')} />
        </Panel>
      )}
      {others.length > 0 && <OtherCases cases={others} onChoose={setChosen} />}
    </Box>
  )
}

function OpenCase({
  patient,
  remedy,
  onOpened,
}: {
  patient: Patient
  remedy: Chosen | undefined
  onOpened: (opened: CaseRow) => void
}) {
  const say = useWords()
  const act = useAct('case.opened')
  const part = useNextFocus(true, 'open')
  useLedTo(part, remedy?.times)
  return (
    <Panel title={say('desk.case.open')} ref={part}>
      <Risks risks={patient.risks} />
      {remedy && (
        <Typography role="status" sx={{ mb: 1.5 }}>
          {say('desk.diagnosis.openFirst', { remedy: remedy.title })}
        </Typography>
      )}
      <ActForm<CaseRow>
        act={act}
        verb={say('desk.case.openButton')}
        params={{}}
        given={{ patientId: patient.id }}
        draft={{ form: 'summary', id: patient.id, fields: draftFields.summary }}
        defaults={{ category: 'cannot-sign-in', channel: 'phone' }}
        fields={{
          category: { label: say('desk.case.category'), of: 'desk.category', values: categories },
          channel: { label: say('desk.case.channel'), of: 'desk.caseChannel', values: channels },
          callerNumber: {
            label: say('desk.case.callerNumber'),
            help: say('desk.case.callerNumberHelp'),
            digits: true,
          },
          summary: { label: say('desk.case.summary'), next: true },
        }}
        onDone={onOpened}
      />
    </Panel>
  )
}
