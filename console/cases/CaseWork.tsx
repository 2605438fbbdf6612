import Box from '@mui/material/Box'
import { useState } from 'react'
import { useGetList, usePermissions } from 'react-admin'
import { useLocation, useSearchParams } from 'react-router'
import { categoryOf } from '../../api/cases/lists.ts'
import type { Said } from '../callers/Compare.tsx'
import { useHeard } from '../callers/heard.ts'
import { useActs } from '../core/acts.ts'
import type { CaseRow, Patient } from '../core/dataProvider.ts'
import { Panel } from '../core/Panel.tsx'
import type { SignedIn } from '../core/session.ts'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import type { Chosen } from '../logins/remedy.ts'
import { CaseSteps } from './CaseSteps.tsx'
import { NewCall } from './NewCall.tsx'
import { OtherCases } from './OtherCases.tsx'

interface Props {
  patient: Patient
  firstCause: string | undefined
  /** The remedy that was chosen beside the cause. */
  chosen: Chosen | undefined
  /** The likeliest remedy needs no proof, and has the focus. */
  remedyFirst: boolean | undefined
  /** The caller is proved: what the likeliest remedy does can be done. */
  onProven: () => void
  onActed: () => void
  /** Something was done, or happened by itself (`quietly`): what is said of the patient is old. */
  onChanged: (quietly: boolean) => void
}

/** One call from first word to last: open a case, verify the caller, act, see the patient get in, close. */
export function CaseWork(props: Props) {
  const { patient, firstCause, chosen: remedy, remedyFirst, onProven, onActed, onChanged } = props
  const say = useWords()
  const heard = useHeard(patient.id)
  const { permissions: staff } = usePermissions<SignedIn['staff']>()
  const { key: visit } = useLocation()
  const [address] = useSearchParams()
  const asked = address.get('case') ?? undefined
  const [chosen, setChosen] = useState<string | 'new' | undefined>(asked)
  const [arrived, setArrived] = useState({ visit, asked })
  // Who goes to a case of the patient whose page is open gets that one, and Back leads to the one before (2026-11-28).
  if (visit !== arrived.visit) {
    setArrived({ visit, asked })
    if (asked ?? arrived.asked) setChosen(asked)
  }
  const [said, setSaid] = useState<{ caseId: string; said: Said }>()
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
          heard={heard}
          remedyFirst={remedyFirst}
          said={said?.caseId === caseId ? said.said : undefined}
          onProven={onProven}
          onActed={onActed}
          onChanged={onChanged}
          onAnother={() => {
            setChosen('new')
            cases.refetch()
          }}
        />
      ) : mayWork ? (
        <NewCall
          patient={patient}
          cause={firstCause}
          remedy={remedy}
          isNext={remedyFirst === false}
          heard={heard}
          onOpened={(opened, compared) => {
            setSaid(compared && { caseId: opened.id, said: compared })
            setChosen(opened.id)
            // What the caller says it is about may be what the record cannot show.
            if (opened.category !== categoryOf(firstCause)) onChanged(false)
            if (compared?.proven) onProven()
          }}
        />
      ) : (
        <Panel title={say('desk.case.title')}>
          <Empty title={say('desk.case.noneOpen')} />
        </Panel>
      )}
      {others.length > 0 && <OtherCases cases={others} onChoose={setChosen} />}
    </Box>
  )
}
