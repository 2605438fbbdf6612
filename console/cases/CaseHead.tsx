import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { queueOf, worksQueue } from '../../api/cases/lists.ts'
import { type ActDeclaration, useAct } from '../core/acts.ts'
import { type Case, type CaseRow, useDesk } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { OtherActs } from '../core/form/OtherActs.tsx'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { StateChip } from '../core/StateChip.tsx'
import type { SignedIn } from '../core/session.ts'
import { Failed } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { HandedOver } from './HandedOver.tsx'
import { RelatedCases } from './RelatedCases.tsx'
import { stateOf, toneOf } from './tone.ts'
import type { Present } from './useCase.ts'

interface Props {
  supportCase: Case
  others: readonly CaseRow[]
  /** Who else has it open now. */
  present: readonly Present[]
  staff: SignedIn['staff']
  onChanged: () => void
  onStale: () => void
}

/** Acts that answer something: offered where it waits. */
const answers = [
  { act: 'record.correction-answered', to: 'correction' },
  { act: 'proxy.custody-settled', to: 'custody' },
] as const

/** What is decided on a page of its own, and where. No patient stands in an address: the lists are those of all that waits. */
const decidedAt = [
  { kind: 'duplicate', needs: 'duplicates.decide', to: '/duplicates', title: 'desk.pair.title' },
  { kind: 'conflict', needs: 'conflicts.decide', to: '/record-conflicts', title: 'desk.conflict.title' },
] as const

/** What stands in the way of acts on a case as it is shown, by the names of their guards. */
export function blockedIn(one: Case, { id, role }: SignedIn['staff']): string[] {
  const { status, escalatedTo, assigneeId } = one
  const desk = worksQueue(role, null) || worksQueue(role, escalatedTo)
  return [
    ...(status === 'closed' ? ['openCase'] : []),
    ...(worksQueue(role, queueOf(status, escalatedTo)) ? [] : ['queue']),
    ...(desk ? [] : ['deskOrQueue']),
    ...(assigneeId !== null && assigneeId !== id ? ['notAnothers'] : []),
    ...(one.mergedInto ? ['reopenable'] : []),
  ]
}

/** What the case is about, who has it, when it is due. */
export function CaseHead({ supportCase, others, present, staff, onChanged, onStale }: Props) {
  const say = useWords()
  const { status, escalatedTo } = supportCase
  const mine = worksQueue(staff.role, queueOf(status, escalatedTo))
  return (
    <Panel
      title={say('desk.case.one', { number: supportCase.number })}
      action={<StateChip tone={toneOf(supportCase)}>{stateOf(supportCase, say)}</StateChip>}
    >
      <Typography variant="body2" role="status" sx={{ color: 'warning.main' }}>
        {present.length > 0 &&
          say('desk.case.present', { names: present.map(({ name }) => name).join(', ') })}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {say.of('desk.category', supportCase.category)} · {say('desk.case.assignee')}:{' '}
        {supportCase.assignedTo ?? say('desk.case.nobody')} ·{' '}
        {say('desk.case.openedBy', { name: supportCase.openedBy })}{' '}
        <Moment at={supportCase.openedAt} as="relative" />
        {supportCase.reopened > 0 && ` · ${say('desk.case.reopened', { times: supportCase.reopened })}`}
        {status !== 'closed' && (
          <>
            {' · '}
            {say(supportCase.toCallBack ? 'desk.case.callBack' : 'desk.case.due')}{' '}
            <Moment at={supportCase.dueAt} as="relative" />
            {supportCase.priority === 'urgent' && ` · ${say('desk.case.urgent')}`}
            {supportCase.waitingUntil && ` · ${say('desk.case.waiting')}`}
          </>
        )}
      </Typography>
      {supportCase.handOver && (
        <HandedOver
          id={supportCase.id}
          handOver={supportCase.handOver}
          mine={status === 'open' && supportCase.assigneeId === staff.id}
          onChanged={onChanged}
        />
      )}
      <Typography sx={{ mt: 0.5, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {supportCase.summary}
      </Typography>
      {status !== 'closed' && supportCase.waits.length > 0 && (
        <Typography variant="body2" sx={{ mt: 0.5, color: 'warning.main' }}>
          {say('desk.case.undecided', {
            what: supportCase.waits.map((kind) => say(`desk.undecided.${kind}`)).join('; '),
          })}{' '}
          {decidedAt
            .filter(
              ({ kind, needs }) => supportCase.waits.includes(kind) && staff.permissions.includes(needs),
            )
            .map(({ kind, to, title }) => (
              <Link key={kind} to={to} style={{ marginRight: 8 }}>
                {say(title)}
              </Link>
            ))}
        </Typography>
      )}
      {supportCase.calledBefore && <CalledBefore {...supportCase.calledBefore} />}
      <RelatedCases
        supportCase={supportCase}
        others={others}
        mine={mine}
        onChanged={onChanged}
        onStale={onStale}
      />
      {status !== 'closed' && mine && (
        <Whose supportCase={supportCase} me={staff.id} onChanged={onChanged} onStale={onStale} />
      )}
      <Box sx={{ mt: 1, '&:empty': { display: 'none' } }}>
        <OtherActs
          of="cases"
          id={supportCase.id}
          given={{ version: supportCase.version }}
          state={status}
          blocked={blockedIn(supportCase, staff)}
          without={answers.filter(({ to }) => !supportCase.waits.includes(to)).map(({ act }) => act)}
          fields={{
            answer: { of: 'desk.correctionAnswer' },
            relationship: { of: 'desk.relationship' },
            access: { of: 'desk.proxyAccess' },
            paper: { of: 'desk.proxyPaper' },
          }}
          onDone={onChanged}
          onStale={onStale}
        />
      </Box>
    </Panel>
  )
}

/** One number for several patients may be an office, or somebody who tries them one after another: that is said in amber. */
function CalledBefore({ aboutPatient, aboutOthers, days }: NonNullable<Case['calledBefore']>) {
  const say = useWords()
  const words =
    aboutPatient + aboutOthers === 0
      ? say('desk.case.numberNew', { smart_count: days, days })
      : say('desk.case.numberBefore', { smart_count: days, days, same: aboutPatient, others: aboutOthers })
  return (
    <Typography variant="body2" sx={{ mt: 0.5, color: aboutOthers > 0 ? 'warning.main' : 'text.secondary' }}>
      {words}
    </Typography>
  )
}

/**
 * Whose the case is, and who may change that: nobody's is taken, one's own put back, and a supervisor assigns any. How urgent
 * it is stands beside it, and that the patient answered whom it waits for.
 */
function Whose({
  supportCase,
  me,
  onChanged,
  onStale,
}: Omit<Props, 'staff' | 'others' | 'present'> & { me: string }) {
  const say = useWords()
  const [choosing, setChoosing] = useState(false)
  const [take, release, assign] = [useAct('case.taken'), useAct('case.released'), useAct('case.assigned')]
  const [setPriority, resume] = [useAct('case.prioritized'), useAct('case.resumed')]
  const { id, version, assigneeId, priority, waitingUntil, status, escalatedTo } = supportCase
  const common = { params: { id }, given: { version }, onStale }
  const now = assigneeId === null ? take : assigneeId === me ? release : undefined
  return (
    <Box data-key="t" sx={{ display: 'flex', gap: 1, mt: 1, flexWrap: 'wrap', alignItems: 'flex-start' }}>
      {/* A case of one's own is worked on: to put it back is seldom the next thing. */}
      {now && <ActForm key={now.name} {...common} act={now} quiet={now === release} onDone={onChanged} />}
      {waitingUntil && <ActForm {...common} act={resume} onDone={onChanged} />}
      <ActForm
        {...common}
        key={priority}
        act={setPriority}
        given={{ version, priority: priority === 'urgent' ? 'routine' : 'urgent' }}
        verb={say(priority === 'urgent' ? 'desk.case.makeRoutine' : 'desk.case.makeUrgent')}
        quiet
        onDone={onChanged}
      />
      {assign && !choosing && <Button onClick={() => setChoosing(true)}>{say('desk.case.assign')} …</Button>}
      {assign && choosing && (
        <AssignTo
          {...common}
          act={assign}
          version={version}
          queue={queueOf(status, escalatedTo)}
          onDone={() => {
            setChoosing(false)
            onChanged()
          }}
          onCancel={() => setChoosing(false)}
        />
      )}
    </Box>
  )
}

function AssignTo(props: {
  act: ActDeclaration
  params: { id: string }
  version: number
  queue: string | null
  onStale: () => void
  onDone: () => void
  onCancel: () => void
}) {
  const say = useWords()
  const desk = useDesk()
  const {
    data: people = [],
    error,
    refetch,
  } = useQuery({
    queryKey: ['case-takers', props.queue],
    queryFn: ({ signal }) => desk.caseTakers(props.queue, signal),
  })
  if (error) return <Failed error={error} retry={refetch} />
  return (
    <Box sx={{ flex: 1, minWidth: 320 }}>
      <ActForm
        {...props}
        given={{ version: props.version }}
        fields={{ staffId: { label: say('desk.case.assignTo'), choices: people, autoFocus: true } }}
        inline
      />
    </Box>
  )
}
