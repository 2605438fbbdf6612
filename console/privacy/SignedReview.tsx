import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router'
import { breachFactors } from '../../api/privacy/lists.ts'
import { useNextFocus } from '../core/focus.ts'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import type { PartOfReview } from './AlertShow.tsx'

/** A finished review, to read and to print; of a breach, the way to what is done about it. */
export function SignedReview({ alert, signedHere }: PartOfReview & { signedHere: boolean }) {
  const say = useWords()
  const untold = alert.breachId !== null && alert.notifiedOn === null
  const part = useNextFocus(untold || signedHere, alert.notifiedOn ?? 'signed')
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
      {alert.outcome === 'breach' && <Notice alert={alert} />}
      {!untold && (
        <Button component={Link} to="/privacy-alerts" sx={{ mt: 1, ...notPrinted }} data-next>
          {say('desk.privacy.sign.back')}
        </Button>
      )}
    </Panel>
  )
}

export function Factors({ assessment }: Pick<PartOfReview['alert'], 'assessment'>) {
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

function Notice({ alert }: Pick<PartOfReview, 'alert'>) {
  const say = useWords()
  const format = useFormat()
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
      {alert.notifiedOn ? (
        <Typography>{say('desk.privacy.sign.told', { day: format.date(alert.notifiedOn) })}</Typography>
      ) : (
        <Typography>{say('desk.breach.goesOn')}</Typography>
      )}
      {alert.breachId && (
        <Button
          component={Link}
          to={`/breaches/${alert.breachId}/show`}
          variant={alert.notifiedOn ? 'text' : 'contained'}
          sx={notPrinted}
          data-next
        >
          {say('desk.breach.openOne')}
        </Button>
      )}
    </Box>
  )
}
