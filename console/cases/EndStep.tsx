import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { draftFields, queueOf, worksQueue } from '../../api/cases/lists.ts'
import { liveVerification } from '../callers/liveVerification.ts'
import { useAct } from '../core/acts.ts'
import { DeskTabs } from '../core/DeskTabs.tsx'
import type { Case, Progress } from '../core/dataProvider.ts'
import { useLedTo, useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { useDraft } from '../core/form/draft.tsx'
import { Panel } from '../core/Panel.tsx'
import { rolesInWords } from '../core/rolesInWords.ts'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import { InsertMacro } from '../knowledge/InsertMacro.tsx'
import type { Chosen } from '../logins/remedy.ts'
import { likelyOutcome } from './likelyOutcome.ts'
import { Meanwhile } from './Meanwhile.tsx'
import { TransferForm } from './TransferForm.tsx'

interface Props {
  supportCase: Case
  progress: Progress
  firstCause: string | undefined
  isNext: boolean
  /** Whose note it would be. */
  me: string
  /** It is in a queue that the reader does not work. */
  theirs: boolean
  /** A remedy that others have to do: the transfer opens, to their queue. Or one that only has to be said: it can be closed. */
  led: Chosen | undefined
  onChanged: () => void
  /** Reads the case anew. */
  onRead: () => void
  /** The summary was mailed: the case has a note more, and nothing else is new. */
  onSummary: () => void
  /** Begins another case, for whoever answers calls: the patient may call about something else while others work on this one. */
  onAnother: (() => void) | undefined
}

const draftOf = (form: 'note' | 'transfer', id: string) => ({ form, id, fields: draftFields[form] })

const letters = { close: 'c', escalate: undefined, note: 'n' }

type Mode = 'close' | 'escalate' | 'note'

/** Ends the call: close with cause and outcome, hand over to a queue, or leave a note and go on. */
export function EndStep({
  supportCase,
  progress,
  firstCause,
  isNext,
  me,
  theirs,
  led,
  onChanged,
  onRead,
  onSummary,
  onAnother,
}: Props) {
  const say = useWords()
  const format = useFormat()
  const [close, addNote] = [useAct('case.closed'), useAct('case.noted')]
  const summary = useAct('account.summary-sent')
  const live = liveVerification(supportCase)
  const summed = supportCase.notes.some(({ kind }) => kind === 'send-summary')
  const [mode, setMode] = useState<Mode>('close')
  // A form that was begun stays, hidden, while another tab is looked at: what is typed in it is not lost.
  const [begun, setBegun] = useState<readonly string[]>(['close'])
  const [noteDraft, transferDraft] = [draftOf('note', supportCase.id), draftOf('transfer', supportCase.id)]
  const [noted, handed] = [useDraft(noteDraft)?.draft, useDraft(transferDraft)?.draft]
  // What was begun before a reload, or when the case was left, stands open again.
  const left = noted ? 'note' : handed ? 'escalate' : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was found on arriving
  useEffect(() => {
    if (left && begun.length === 1) show(left)
  }, [left === undefined])
  const part = useNextFocus(isNext, 'end')
  useLedTo(part, led?.times)
  const show = (name: Mode) => {
    setMode(name)
    setBegun((before) => (before.includes(name) ? before : [...before, name]))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: pressed again, it opens again
  useEffect(() => {
    if (led && !theirs) show(led.way.to === 'told' ? 'close' : 'escalate')
  }, [led?.times])
  const queue = queueOf(supportCase.status, supportCase.escalatedTo)
  const { id } = supportCase
  // What is typed is about the case as it was seen then: a change that others make meanwhile is shown, and never passed over.
  const seen = useRef(supportCase)
  const typing = useRef({ close: false, escalate: false })
  if (!typing.current.close && !typing.current.escalate) seen.current = supportCase
  const { version } = seen.current
  const common = { params: { id }, onDone: onChanged }
  const onVersion = (name: 'close' | 'escalate') => ({
    ...common,
    given: { version },
    onDirty: (dirty: boolean) => {
      typing.current[name] = dirty
    },
    onDone: () => {
      typing.current[name] = false
      onChanged()
    },
    onStale: () => {
      seen.current = supportCase
      onRead()
    },
    meanwhile: <Meanwhile before={seen.current} now={supportCase} onLook={onRead} />,
  })
  const outcome =
    likelyOutcome(progress, supportCase.notes) ?? (led?.way.to === 'told' ? 'explained' : undefined)
  const macroValues = {
    caseNumber: String(supportCase.number),
    queue: queue ? say.of('desk.queue', queue) : say('desk.macro.noQueue'),
    cause: say.of('desk.cause', supportCase.cause ?? firstCause ?? 'no-fault-found'),
    date: format.day(new Date().toISOString()),
    agent: me,
  }
  const whose = theirs && (
    <Typography sx={{ mb: 1 }}>
      {queue
        ? say('desk.close.theirs', { queue: say.of('desk.queue', queue) })
        : say('desk.close.desks', {
            roles: rolesInWords(say, (role) => worksQueue(role, null)),
          })}
    </Typography>
  )
  // What somebody began to type stays before them, though the case went to others meanwhile.
  if (whose && begun.length === 1)
    return (
      <Panel title={say('desk.close.title')} ref={part}>
        {whose}
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          <Button component={Link} to="/" data-next>
            {say('desk.case.toDesk')}
          </Button>
          {onAnother && <Button onClick={onAnother}>{say('desk.case.another')}</Button>}
        </Box>
      </Panel>
    )
  return (
    <Panel title={say('desk.close.title')} ref={part}>
      {whose}
      <DeskTabs
        label={say('desk.close.title')}
        value={mode}
        onChange={show}
        tabs={(['close', 'escalate', 'note'] as const).map((name) => ({
          name,
          label: say(`desk.close.${name}`),
          letter: letters[name],
        }))}
      />
      <Box hidden={mode !== 'close'}>
        {summary && live && !theirs && (
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', mb: 1.5 }}>
            <Typography variant="body2" sx={{ color: 'text.secondary' }} role={summed ? 'status' : undefined}>
              {say(summed ? 'desk.close.summarySent' : 'desk.close.summaryHelp')}
            </Typography>
            {!summed && (
              <ActForm
                act={summary}
                params={{ id: supportCase.patientId }}
                given={{ caseId: id, verificationId: live.id }}
                quiet
                onDone={onSummary}
                onStale={onSummary}
              />
            )}
          </Box>
        )}
        <ActForm
          {...onVersion('close')}
          act={close}
          quiet={!isNext && led?.way.to !== 'told'}
          next={firstCause !== undefined && outcome !== undefined}
          verb={say('desk.close.closeButton')}
          defaults={{ ...(firstCause && { cause: firstCause }), ...(outcome && { outcome }) }}
          fields={{
            cause: { label: say('desk.close.cause'), of: 'desk.cause' },
            outcome: { label: say('desk.close.outcome'), of: 'desk.outcome' },
          }}
          grid
        >
          {!progress.signedInSinceOpened && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {say('desk.close.notSignedIn')}
            </Typography>
          )}
        </ActForm>
      </Box>
      {begun.includes('escalate') && (
        <Box hidden={mode !== 'escalate'}>
          <TransferForm
            {...onVersion('escalate')}
            draft={transferDraft}
            from={queue}
            to={led?.way.to === 'transfer' ? led.way.queue : undefined}
            about={supportCase.category}
            onDone={() => {
              typing.current.escalate = false
              setMode('close')
              setBegun(['close'])
              onChanged()
            }}
          />
        </Box>
      )}
      {begun.includes('note') && (
        <Box hidden={mode !== 'note'}>
          <ActForm
            {...common}
            act={addNote}
            draft={noteDraft}
            verb={say('desk.close.noteButton')}
            fields={{ text: { label: say('desk.close.noteText'), autoFocus: true } }}
          >
            <InsertMacro category={supportCase.category} values={macroValues} />
          </ActForm>
        </Box>
      )}
    </Panel>
  )
}
