import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import { queueOf, worksQueue } from '../../api/cases/lists.ts'
import { useAct } from '../core/acts.ts'
import { DeskTabs } from '../core/DeskTabs.tsx'
import type { Case, Progress } from '../core/dataProvider.ts'
import { useLedTo, useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Panel } from '../core/Panel.tsx'
import { rolesInWords } from '../core/rolesInWords.ts'
import { useWords } from '../core/words/useWords.ts'
import type { Chosen } from '../logins/remedy.ts'
import { likelyOutcome } from './likelyOutcome.ts'
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
}

const letters = { close: 'c', escalate: undefined, note: 'n' }

type Mode = 'close' | 'escalate' | 'note'

/** Ends the call: close with cause and outcome, hand over to a queue, or leave a note and go on. */
export function EndStep({ supportCase, progress, firstCause, isNext, theirs, led, onChanged }: Props) {
  const say = useWords()
  const [close, addNote] = [useAct('case.closed'), useAct('case.noted')]
  const [mode, setMode] = useState<Mode>('close')
  // A form that was begun stays, hidden, while another tab is looked at: what is typed in it is not lost.
  const [begun, setBegun] = useState<readonly string[]>(['close'])
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
  const { id, version } = supportCase
  const common = { params: { id }, onDone: onChanged, onStale: onChanged }
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
          {...common}
          act={close}
          quiet={!isNext}
          verb={say('desk.close.closeButton')}
          given={{ version }}
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
            {...common}
            version={version}
            from={queue}
            to={led?.way.to === 'transfer' ? led.way.queue : undefined}
            onDone={() => {
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
            verb={say('desk.close.noteButton')}
            fields={{ text: { label: say('desk.close.noteText'), autoFocus: true } }}
          />
        </Box>
      )}
    </Panel>
  )
}
