import { useEffect } from 'react'
import { useWatch } from 'react-hook-form'
import { needsAssessment } from '../../api/privacy/lists.ts'
import { useAct } from '../core/acts.ts'
import { useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'
import type { PartOfReview } from './AlertShow.tsx'

const noMeasure = { measure: 'none' }

/** The end of a review: what it was, what follows, and why; signed with a fresh code. */
export function SignForm({
  alert,
  onChanged,
  onOutcome,
  isNext,
}: PartOfReview & { onOutcome: (outcome: string | undefined) => void; isNext: boolean }) {
  const say = useWords()
  const act = useAct('privacy-alert.signed')
  const { id, version, assessment } = alert
  const part = useNextFocus(isNext, assessment ? 'assessed' : 'taken')
  return (
    <Panel title={say('desk.privacy.sign.title')} ref={part}>
      <ActForm
        act={act}
        params={{ id }}
        given={{ version }}
        defaults={noMeasure}
        fields={{
          outcome: { label: say('desk.privacy.sign.outcome'), of: 'desk.alertOutcome' },
          measure: { label: say('desk.privacy.sign.measure'), of: 'desk.alertMeasure' },
          conclusion: { label: say('desk.privacy.sign.conclusion') },
        }}
        notYet={({ outcome }) =>
          needsAssessment(outcome as never) && !assessment ? say('desk.privacy.sign.assessFirst') : undefined
        }
        onDone={onChanged}
        onStale={onChanged}
      >
        <Outcome tell={onOutcome} />
      </ActForm>
    </Panel>
  )
}

/** Tells the page what was chosen: a violation and a breach ask for the four factors. */
function Outcome({ tell }: { tell: (outcome: string | undefined) => void }) {
  const outcome = useWatch({ name: 'outcome' })
  useEffect(() => tell(outcome), [outcome, tell])
  return null
}
