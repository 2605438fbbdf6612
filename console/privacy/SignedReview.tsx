import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router'
import { breachFactors } from '../../api/privacy/lists.ts'
import { useAct } from '../core/acts.ts'
import { useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import type { PartOfReview } from './AlertShow.tsx'

/** A finished review, to read and to print; of a breach, when those concerned were told. */
export function SignedReview({ alert, onChanged, signedHere }: PartOfReview & { signedHere: boolean }) {
  const say = useWords()
  const untold = alert.outcome === 'breach' && alert.notifiedOn === null
  // Its form comes a moment later than the page: before it there is nothing but the print button to lead to.
  const act = useAct('privacy-alert.notified')
  const part = useNextFocus(untold ? act !== undefined : signedHere, alert.notifiedOn ?? 'signed')
  return (
    <Panel
      title={say('desk.privacy.sign.signed')}
      ref={part}
      action={
        <Button onClick={() => window.print()} sx={notPrinted}>
          {say('desk.report.print')}
        </Button>
      }
    >
      <Typography sx={{ fontWeight: 600 }}>
        {alert.outcome && say(`desk.alertOutcome.${alert.outcome}`)} ·{' '}
        {alert.measure && say(`desk.alertMeasure.${alert.measure}`)}
      </Typography>
      <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{alert.conclusion}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {alert.signedBy} · <Moment at={alert.signedAt} />
      </Typography>
      <Factors assessment={alert.assessment} />
      {alert.outcome === 'breach' && <Notice alert={alert} onChanged={onChanged} />}
      {!untold && (
        <Button component={Link} to="/privacy-alerts" sx={{ mt: 1, ...notPrinted }} data-next>
          {say('desk.privacy.sign.back')}
        </Button>
      )}
    </Panel>
  )
}

function Factors({ assessment }: Pick<PartOfReview['alert'], 'assessment'>) {
  const say = useWords()
  if (!assessment) return null
  return (
    <Box component="dl" sx={{ m: 0 }}>
      {breachFactors.map((name) => (
        <Box key={name} sx={{ mb: 1 }}>
          <Typography component="dt" variant="body2" sx={{ fontWeight: 600 }}>
            {say(`desk.privacy.assess.${name}`)}: {say(`desk.privacy.assess.${assessment[name].likelihood}`)}
          </Typography>
          <Typography component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
            {assessment[name].text}
          </Typography>
        </Box>
      ))}
    </Box>
  )
}

function Notice({ alert, onChanged }: PartOfReview) {
  const say = useWords()
  const format = useFormat()
  const act = useAct('privacy-alert.notified')
  if (alert.notifiedOn)
    return <Typography>{say('desk.privacy.sign.told', { day: format.date(alert.notifiedOn) })}</Typography>
  return (
    <Box sx={{ display: 'grid', gap: 1.5, ...notPrinted }}>
      <Typography>
        {say('desk.privacy.sign.tellBy')} <Moment at={alert.dueAt} as="day" />.
      </Typography>
      <ActForm
        act={act}
        params={{ id: alert.id }}
        given={{ version: alert.version }}
        fields={{ on: { label: say('desk.privacy.sign.toldOn') } }}
        verb={say('desk.privacy.sign.record')}
        onDone={onChanged}
        onStale={onChanged}
      />
    </Box>
  )
}
