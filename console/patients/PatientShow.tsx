import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useCallback, useState } from 'react'
import { usePermissions } from 'react-admin'
import { Link, useParams } from 'react-router'
import { CaseWork } from '../cases/CaseWork.tsx'
import { useActs } from '../core/acts.ts'
import { type Cause, useDesk } from '../core/dataProvider.ts'
import { Fault } from '../core/fault.ts'
import { OtherActs } from '../core/form/OtherActs.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import type { SignedIn } from '../core/session.ts'
import { Failed, Waiting } from '../core/states.tsx'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'
import { Diagnosis } from '../logins/Diagnosis.tsx'
import { LoginPanel } from '../logins/LoginPanel.tsx'
import { type Chosen, tierOf, type Way, wayOf } from '../logins/remedy.ts'
import { IdentityStrip } from './IdentityStrip.tsx'
import { PatientNotes } from './PatientNotes.tsx'

const refused = (error: unknown) => error instanceof Fault && [403, 404].includes(error.status)

/** Left, what is wrong and with what; right, the call. */
export default function PatientShow() {
  const { id } = useParams() as { id: string }
  return <PatientPage id={id} />
}

export function PatientPage({ id }: { id: string }) {
  const say = useWords()
  const desk = useDesk()
  const { permissions: staff } = usePermissions<SignedIn['staff']>()
  const patient = useReading(['patient', id], (how) => desk.showPatient(id, how))
  const diagnosis = useReading(['diagnosis', id], (how) => desk.diagnose(id, how))
  const likeliest = diagnosis.data?.causes[0]?.code
  // What was wrong when the call began is what the case is closed with, unless the agent knows better.
  const [chosen, setChosen] = useState<Chosen>()
  const [firstCause, setFirstCause] = useState<string>()
  // What was done may raise the level that doing it again would take: from then on the remedy is not the next thing any more.
  const [acted, setActed] = useState(false)
  if (likeliest && firstCause === undefined) setFirstCause(likeliest)
  // In the words of the diagnosis as it was last read: the language may have changed since the press.
  const again = diagnosis.data?.causes.find(({ remedy }) => remedy.act === chosen?.act)
  const { acts } = useActs()
  const shown = patient.data && { ...patient.data, risks: diagnosis.data?.risks ?? [] }
  const [first] = diagnosis.data?.causes ?? []
  const way = first && acts && shown && wayOf(first, shown, acts)
  // What answers cannot prove, or nothing has to, is the next thing to do; else it is who calls. Until that is known nothing
  // takes the focus.
  const known = (diagnosis.data || diagnosis.error) && acts && shown
  const remedyFirst = known
    ? way !== undefined && way.to !== 'waits' && ['T0', 'T3'].includes(tierOf(way, shown!))
    : undefined
  const choose = (of: Cause['remedy'], to: Way) =>
    setChosen((was) => ({ ...of, way: to, times: (was?.times ?? 0) + 1 }))
  const remedy = chosen && { ...chosen, title: again?.remedy.title ?? chosen.title }

  const [refreshPatient, refreshDiagnosis] = [patient.refresh, diagnosis.refresh]
  // Each act, and all that the patient does meanwhile, changes what the left side says.
  const changed = useCallback(
    (quietly: boolean) => Promise.all([refreshPatient(quietly), refreshDiagnosis(quietly)]),
    [refreshPatient, refreshDiagnosis],
  )

  if (patient.error)
    return (
      <>
        <PageHead tab="desk.patient.one" />
        <Failed error={patient.error} retry={() => patient.refresh()}>
          {refused(patient.error) && say('desk.patient.cannotOpen')}
          {refused(patient.error) && staff?.permissions.includes('patients.break-glass') && (
            <Box sx={{ mt: 1 }}>
              <Button
                component={Link}
                to="/emergency-access/create"
                color="inherit"
                variant="outlined"
                size="small"
              >
                {say('desk.emergency.title')}
              </Button>
            </Box>
          )}
        </Failed>
      </>
    )
  if (!shown || !staff)
    return (
      <>
        <PageHead tab="desk.patient.one" />
        <Waiting lines={8} />
      </>
    )
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <IdentityStrip patient={shown} />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 5fr) minmax(0, 6fr)' },
          alignItems: 'start',
        }}
      >
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <Panel title={say('desk.diagnosis.title')} letter="r">
            {diagnosis.error ? (
              <Failed error={diagnosis.error} retry={() => diagnosis.refresh()} />
            ) : diagnosis.data ? (
              <Diagnosis
                patient={shown}
                causes={diagnosis.data.causes}
                isNext={remedyFirst === true && !acted}
                onRemedy={(cause, to) => {
                  // Whoever goes on with another of the causes closes the call with that one.
                  setFirstCause(cause.code)
                  choose(cause.remedy, to)
                }}
              />
            ) : (
              <Waiting />
            )}
          </Panel>
          <PatientNotes patient={shown} onNoted={() => patient.refresh()} />
          <OtherActs of="patients" id={id} panel onDone={() => changed(false)} />
          <LoginPanel patient={shown} />
        </Box>
        {staff.permissions.includes('cases.show') && (
          <CaseWork
            patient={shown}
            firstCause={firstCause}
            chosen={remedy}
            remedyFirst={remedyFirst}
            onProven={() => {
              if (!chosen && first && way?.to === 'act') choose(first.remedy, way)
            }}
            onActed={() => {
              setChosen(undefined)
              setActed(true)
            }}
            onChanged={changed}
          />
        )}
      </Box>
    </Box>
  )
}
