import Typography from '@mui/material/Typography'
import { breachFactors } from '../../api/privacy/lists.ts'
import { useAct } from '../core/acts.ts'
import { useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import type { FieldWords } from '../core/form/SchemaField.tsx'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'
import type { PartOfReview } from './AlertShow.tsx'

const unjudged = { lowProbability: false }

/** The four factors of 45 CFR 164.402(2): each rated, each with its reasons, and what follows from them. */
export function AssessForm({ alert, onChanged, isNext }: PartOfReview & { isNext: boolean }) {
  const say = useWords()
  const act = useAct('privacy-alert.assessed')
  const part = useNextFocus(isNext, 'assess')
  const { id, version, assessment } = alert
  const factor = (name: (typeof breachFactors)[number]): [string, FieldWords][] => [
    [`${name}.likelihood`, { label: say('desk.privacy.assess.likelihood'), of: 'desk.privacy.assess' }],
    [`${name}.text`, { label: say('desk.privacy.assess.reasons') }],
  ]
  return (
    <Panel title={say('desk.privacy.assess.title')} ref={part}>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
        {say('desk.privacy.assess.about')}
      </Typography>
      <ActForm
        act={act}
        params={{ id }}
        given={{ version }}
        defaults={assessment ?? unjudged}
        groups={Object.fromEntries(breachFactors.map((name) => [name, say(`desk.privacy.assess.${name}`)]))}
        fields={{
          ...Object.fromEntries(breachFactors.flatMap(factor)),
          lowProbability: { label: say('desk.privacy.assess.lowProbability') },
        }}
        verb={say(assessment ? 'desk.privacy.assess.correct' : 'desk.privacy.assess.keep')}
        keep
        quiet
        onDone={onChanged}
        onStale={onChanged}
      />
    </Panel>
  )
}
