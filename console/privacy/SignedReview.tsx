import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import type { FormEvent } from 'react'
import { breachFactors } from '../../api/privacy/lists.ts'
import { post } from '../core/http.ts'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import type { AlertDone, PartOfReview } from './api.ts'

/** A finished review, to read and to print; of a breach, when those concerned were told. */
export function SignedReview({ alert, onChanged }: PartOfReview) {
  const translate = useWords()
  const { busy, error, attempt } = useAttempt()
  const notify = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const on = String(new FormData(event.currentTarget).get('on'))
    return attempt(async (once) => {
      await onChanged(
        await post<AlertDone>(`/privacy-alerts/${alert.id}/notified`, { on, version: alert.version }, once),
      )
    })
  }
  return (
    <Panel
      title={translate('desk.privacy.sign.signed')}
      action={
        <Button onClick={() => window.print()} sx={notPrinted}>
          {translate('desk.report.print')}
        </Button>
      }
    >
      <Typography sx={{ fontWeight: 600 }}>
        {alert.outcome && translate(`desk.alertOutcome.${alert.outcome}`)} ·{' '}
        {alert.measure && translate(`desk.alertMeasure.${alert.measure}`)}
      </Typography>
      <Typography sx={{ whiteSpace: 'pre-wrap' }}>{alert.conclusion}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {alert.signedBy} · <Moment at={alert.signedAt} />
      </Typography>
      {alert.assessment && (
        <Box component="dl" sx={{ m: 0 }}>
          {breachFactors.map((name) => (
            <Box key={name} sx={{ mb: 1 }}>
              <Typography component="dt" variant="body2" sx={{ fontWeight: 600 }}>
                {translate(`desk.privacy.assess.${name}`)}:{' '}
                {translate(`desk.privacy.assess.${alert.assessment![name].likelihood}`)}
              </Typography>
              <Typography component="dd" sx={{ m: 0 }}>
                {alert.assessment![name].text}
              </Typography>
            </Box>
          ))}
        </Box>
      )}
      {alert.outcome === 'breach' &&
        (alert.notifiedOn ? (
          <Typography>{translate('desk.privacy.sign.told', { day: alert.notifiedOn })}</Typography>
        ) : (
          <Box
            component="form"
            onSubmit={notify}
            sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', ...notPrinted }}
          >
            <Typography>
              {translate('desk.privacy.sign.tellBy')} <Moment at={alert.dueAt} />.
            </Typography>
            <TextField
              name="on"
              type="date"
              required
              label={translate('desk.privacy.sign.toldOn')}
              slotProps={{ inputLabel: { shrink: true } }}
            />
            <Button type="submit" variant="outlined" disabled={busy}>
              {translate('desk.privacy.sign.record')}
            </Button>
          </Box>
        ))}
      {error !== undefined && <Failed error={error} />}
    </Panel>
  )
}
