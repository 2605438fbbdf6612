import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type FormEvent, useState } from 'react'
import { alertMeasures, alertOutcomes, needsAssessment } from '../../api/privacy/lists.ts'
import { post } from '../core/http.ts'
import { Panel } from '../core/Panel.tsx'
import { Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import type { AlertDone, PartOfReview } from './api.ts'

/** The end of a review: what it was, what follows, and why; signed with a fresh code. */
export function SignForm({ alert, onChanged }: PartOfReview) {
  const translate = useWords()
  const verb = translate('desk.privacy.sign.sign')
  const { busy, error, attempt } = useAttempt()
  const [outcome, setOutcome] = useState('')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = Object.fromEntries(new FormData(event.currentTarget))
    return attempt(async (once) => {
      await onChanged(
        await post<AlertDone>(`/privacy-alerts/${alert.id}/sign`, { ...given, version: alert.version }, once),
      )
    })
  }
  const unassessed = needsAssessment(outcome as never) && !alert.assessment
  return (
    <Panel title={translate('desk.privacy.sign.title')}>
      <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 1.5 }}>
        <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))' }}>
          <TextField
            select
            name="outcome"
            label={translate('desk.privacy.sign.outcome')}
            required
            value={outcome}
            onChange={(event) => setOutcome(event.target.value)}
          >
            {alertOutcomes.map((one) => (
              <MenuItem key={one} value={one}>
                {translate(`desk.alertOutcome.${one}`)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            name="measure"
            label={translate('desk.privacy.sign.measure')}
            required
            defaultValue="none"
          >
            {alertMeasures.map((one) => (
              <MenuItem key={one} value={one}>
                {translate(`desk.alertMeasure.${one}`)}
              </MenuItem>
            ))}
          </TextField>
        </Box>
        <TextField
          name="conclusion"
          label={translate('desk.privacy.sign.conclusion')}
          required
          multiline
          minRows={2}
        />
        {unassessed && <Typography>{translate('desk.privacy.sign.assessFirst')}</Typography>}
        {error !== undefined && <Failed error={error} />}
        <Button type="submit" variant="contained" disabled={busy || unassessed} sx={{ justifySelf: 'start' }}>
          {verb}
        </Button>
      </Box>
    </Panel>
  )
}
