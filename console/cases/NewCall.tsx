import { useEffect, useRef } from 'react'
import { categories, categoryOf, channels, draftFields } from '../../api/cases/lists.ts'
import { Compare, type Said } from '../callers/Compare.tsx'
import type { Heard } from '../callers/heard.ts'
import { Risks } from '../callers/Risks.tsx'
import { useAct } from '../core/acts.ts'
import type { CaseRow, Patient } from '../core/dataProvider.ts'
import { useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import type { SendHandle } from '../core/form/handle.tsx'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'
import type { Chosen } from '../logins/remedy.ts'

interface Props {
  patient: Patient
  /** Why they cannot get in, as the record shows it. */
  cause: string | undefined
  /** A remedy that was chosen already: the case opens for it. */
  remedy: Chosen | undefined
  isNext: boolean
  heard: Heard
  /** @param said what was typed of the caller, and what it came to where it was compared at once */
  onOpened: (opened: CaseRow, said?: Said) => void
}

/**
 * A call nothing was done for yet. The first thing that is done opens its case: comparing what the caller says, pressing a
 * remedy, or the button. What is said of the case is filled in from what the record shows, and stands there to be changed.
 */
export function NewCall({ patient, cause, remedy, isNext, heard, onOpened }: Props) {
  const say = useWords()
  const [act, compare] = [useAct('case.opened'), useAct('caller.verified')]
  const part = useNextFocus(isNext, 'new')
  const form = useRef<SendHandle>(null)
  const typing = useRef<() => Said['values']>(undefined)
  const opened = useRef<CaseRow>(undefined)
  // Opened by a comparison the page stays until that is done too.
  const comparing = useRef(false)
  const open = async () => {
    if (!opened.current) await form.current?.send()
    return opened.current?.id
  }
  const pressed = remedy?.times
  // biome-ignore lint/correctness/useExhaustiveDependencies: each press opens it, where it could not be opened before
  useEffect(() => {
    if (pressed !== undefined) open()
  }, [pressed])
  const opening = (
    <Panel title={say('desk.case.open')} ref={compare ? undefined : part} letter="o">
      {!compare && <Risks risks={patient.risks} />}
      <ActForm<CaseRow>
        act={act}
        verb={say('desk.case.openButton')}
        params={{}}
        given={{ patientId: patient.id }}
        draft={{ form: 'summary', id: patient.id, fields: draftFields.summary }}
        defaults={{
          category: categoryOf(cause),
          channel: 'phone',
          ...(cause && { summary: say.of('desk.cause', cause) }),
        }}
        fields={{
          category: { label: say('desk.case.category'), of: 'desk.category', values: categories },
          channel: {
            label: say('desk.case.channel'),
            of: 'desk.caseChannel',
            values: channels,
            folded: true,
          },
          callerNumber: {
            label: say('desk.case.callerNumber'),
            help: say('desk.case.callerNumberHelp'),
            digits: true,
          },
          summary: { label: say('desk.case.summary'), next: !compare },
        }}
        quiet={Boolean(compare)}
        handle={form}
        onDone={(row) => {
          opened.current = row
          // What was typed of the caller goes along.
          if (!comparing.current) onOpened(row, typing.current && { values: typing.current() })
        }}
      />
    </Panel>
  )
  return (
    <>
      {compare && (
        <Panel title={say('desk.verify.title')} ref={part} letter="v">
          <Risks risks={patient.risks} />
          <Compare
            act={compare}
            patient={patient}
            heard={heard}
            typing={typing}
            open={async () => {
              comparing.current = true
              const id = await open()
              comparing.current = id !== undefined
              return id
            }}
            onDone={(_, said) => onOpened(opened.current!, said)}
            onFailed={(said) => opened.current && onOpened(opened.current, said)}
          />
        </Panel>
      )}
      {opening}
    </>
  )
}
