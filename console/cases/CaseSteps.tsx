import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { queueOf, worksQueue } from '../../api/cases/lists.ts'
import type { Permission } from '../../api/core/access/permissions.ts'
import type { Said } from '../callers/Compare.tsx'
import type { Heard } from '../callers/heard.ts'
import { liveVerification } from '../callers/liveVerification.ts'
import { VerifyStep } from '../callers/VerifyStep.tsx'
import type { CaseRow, Patient } from '../core/dataProvider.ts'
import { useNextFocus } from '../core/focus.ts'
import { OtherActs } from '../core/form/OtherActs.tsx'
import { Panel } from '../core/Panel.tsx'
import type { SignedIn } from '../core/session.ts'
import { Failed, Notice, Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { ActsStep } from '../logins/ActsStep.tsx'
import { type Chosen, stepOf } from '../logins/remedy.ts'
import { ViewAsPatient } from '../portal/ViewAsPatient.tsx'
import { CaseHead } from './CaseHead.tsx'
import { EndStep } from './EndStep.tsx'
import { Timeline } from './Timeline.tsx'
import { useCase } from './useCase.ts'

interface Props {
  id: string
  /** The patient’s other cases. */
  others: readonly CaseRow[]
  patient: Patient
  staff: SignedIn['staff']
  firstCause: string | undefined
  remedy: Chosen | undefined
  /** What was compared while this case was being opened. */
  said: Said | undefined
  heard: Heard
  /** The likeliest remedy needs no proof, and has the focus; nothing until that is known. */
  remedyFirst: boolean | undefined
  onProven: () => void
  onActed: () => void
  onChanged: (quietly: boolean) => void
  onAnother: () => void
}

const namesOf = (risks: Patient['risks']) => risks.map(({ name }) => name).join()

/** One case and what is to be done in it; the focus goes to the next step whenever one is done. */
export function CaseSteps(props: Props) {
  const { id, others, patient, staff, firstCause, remedy, said, onProven, onActed, onChanged, onAnother } =
    props
  const { supportCase, progress, present, paused, error, refresh } = useCase(id, () => onChanged(true))
  const say = useWords()
  const [acted, setActed] = useState(false)
  /** The press of a remedy that was done. */
  const [followed, setFollowed] = useState<number>()
  // What was ours when it was opened, and is not any more, was handed on here: where it is now is the next thing to read.
  const [ours, setOurs] = useState(false)
  const theirs =
    supportCase !== undefined && !worksQueue(staff.role, queueOf(supportCase.status, supportCase.escalatedTo))
  if (supportCase && !theirs && !ours) setOurs(true)
  const closed = supportCase?.status === 'closed'
  // Nothing more is done in a closed case: a remedy pressed beside it begins another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a press leads away from what was just closed
  useEffect(() => {
    if (remedy && closed) onAnother()
  }, [remedy?.times])
  // An answer or a colleague’s work may have raised a sign of risk: what stands beside the cause says so too.
  const risks = supportCase && namesOf(supportCase.risks)
  const diagnosed = props.remedyFirst !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for what the case says, also where it is not so there
  useEffect(() => {
    if (diagnosed && risks !== undefined && risks !== namesOf(patient.risks)) onChanged(true)
  }, [risks, diagnosed])
  if (error) return <Failed error={error} retry={() => refresh()} />
  if (!supportCase || !progress) return <Waiting lines={6} />

  const changed = async () => {
    onChanged(false)
    await refresh()
  }
  const may = (permission: Permission) => staff.permissions.includes(permission)
  const working = may('cases.work') && !closed
  const live = liveVerification(supportCase)
  const ended = acted || progress.signedInSinceOpened || !may('accounts.act')
  const next = theirs
    ? ours
      ? 'end'
      : undefined
    : !live && may('callers.verify')
      ? 'verify'
      : ended
        ? 'end'
        : 'act'
  const common = { patient, supportCase, progress }
  // In a queue of others, the remedy leads to where it is said whose the case is.
  const step =
    remedy &&
    remedy.times !== followed &&
    (theirs && remedy.way.to === 'act'
      ? 'end'
      : stepOf(remedy.way, live?.tier ?? 'T0', patient, supportCase.risks))
  const ledTo = (name: typeof step) => (step === name ? remedy : undefined)
  return (
    <>
      <CaseHead
        supportCase={supportCase}
        others={others}
        present={present}
        staff={staff}
        onChanged={changed}
        onStale={() => refresh()}
      />
      {closed && <Closed number={supportCase.number} onAnother={onAnother} />}
      {working && (
        <VerifyStep
          {...common}
          isNext={next === 'verify' && props.remedyFirst === false}
          led={ledTo('verify')}
          ledInPerson={ledTo('in-person')}
          said={said}
          heard={props.heard}
          onChanged={changed}
          onProven={onProven}
        />
      )}
      {working && (
        <ActsStep
          {...common}
          isNext={next === 'act'}
          theirs={theirs}
          led={ledTo('act')}
          onActed={async () => {
            onActed()
            // What was done may raise the level that doing it again would take; that leads nobody there.
            setFollowed(remedy?.times)
            // What was done says how the call ends: the end is the next thing once that is known.
            await changed()
            setActed(true)
          }}
        />
      )}
      {working && live && !theirs && (
        <ViewAsPatient patient={patient} supportCase={supportCase} live={live} onStale={() => refresh()} />
      )}
      {working && (
        <OtherActs
          of="patients"
          id={patient.id}
          given={{ caseId: id, verificationId: live?.id }}
          within="caseId"
          panel
          onDone={changed}
        />
      )}
      {paused && <Notice title={say('desk.case.paused')}>{say('desk.case.pausedHelp')}</Notice>}
      <Timeline supportCase={supportCase} progress={progress} />
      {working && (
        <EndStep
          supportCase={supportCase}
          progress={progress}
          firstCause={firstCause}
          isNext={next === 'end'}
          me={staff.name}
          theirs={theirs}
          led={ledTo('end')}
          onRead={() => refresh(true)}
          onSummary={changed}
          onAnother={worksQueue(staff.role, null) ? onAnother : undefined}
          onChanged={() => {
            onActed()
            changed()
          }}
        />
      )}
    </>
  )
}

function Closed({ number, onAnother }: { number: number; onAnother: () => void }) {
  const say = useWords()
  const part = useNextFocus(true, 'closed')
  return (
    <Panel title={say('desk.caseStatus.closed')} ref={part}>
      <Alert severity="success" sx={{ mb: 1 }}>
        {say('desk.case.closedNow', { number })}
      </Alert>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Button component={Link} to="/" variant="contained" data-next>
          {say('desk.case.toDesk')}
        </Button>
        <Button onClick={onAnother}>{say('desk.case.another')}</Button>
      </Box>
    </Panel>
  )
}
