import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { draftFields, queueOf, worksQueue } from '../../api/cases/lists.ts'
import { useAct } from '../core/acts.ts'
import { DeskTabs } from '../core/DeskTabs.tsx'
import type { Case, Progress } from '../core/dataProvider.ts'
import { useLedTo, useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { useDraft } from '../core/form/draft.tsx'
import { Panel } from '../core/Panel.tsx'
import { rolesInWords } from '../core/rolesInWords.ts'
import { useWords } from '../core/words/useWords.ts'
import type { Chosen } from '../logins/remedy.ts'
import { likelyOutcome } from './likelyOutcome.ts'
import { Meanwhile } from './Meanwhile.tsx'
import { TransferForm } from './TransferForm.tsx'

interface Props {
  supportCase: Case
  progress: Progress
  firstCause: string | undefined
  isNext: boolean
  /** It is in a queue that the reader does not work. */
  theirs: boolean
  /** A remedy that others have to do: the transfer opens, to their queue. */
  led: Chosen | undefined
  onChanged: () => void
  /** Reads the case anew. */
  onRead: () => void
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
  theirs,
  led,
  onChanged,
  onRead,
}: Props) {
  const say = useWords()
  const [close, addNote] = [useAct('case.closed'), useAct('case.noted')]
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
    if (led && !theirs) show('escalate')
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
  const outcome = likelyOutcome(progress)
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
        <Button component={Link} to="/" data-next>
          {say('desk.case.toDesk')}
        </Button>
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
        <ActForm
          {...onVersion('close')}
          act={close}
          quiet={!isNext}
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
          />
        </Box>
      )}
    </Panel>
  )
}
