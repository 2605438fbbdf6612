import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import type { FormEvent } from 'react'
import { breachFactors, likelihoods } from '../../api/privacy/lists.ts'
import { post } from '../core/http.ts'
import { Panel } from '../core/Panel.tsx'
import { Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import type { AlertDone, PartOfReview } from './api.ts'

/** The four factors of 45 CFR 164.402(2): each rated, each with its reasons, and what follows from them. */
export function AssessForm({ alert, onChanged }: PartOfReview) {
  const translate = useWords()
  const { busy, error, attempt } = useAttempt()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const factors = Object.fromEntries(
      breachFactors.map((name) => [
        name,
        { likelihood: form.get(`${name}-likelihood`), text: form.get(`${name}-text`) },
      ]),
    )
    const body = { ...factors, lowProbability: form.has('lowProbability'), version: alert.version }
    return attempt(async (once) => {
      await onChanged(await post<AlertDone>(`/privacy-alerts/${alert.id}/assessment`, body, once))
    })
  }
  return (
    <Panel title={translate('desk.privacy.assess.title')}>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
        {translate('desk.privacy.assess.about')}
      </Typography>
      <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 1.5 }}>
        {breachFactors.map((name) => (
          <Box
            key={name}
            component="fieldset"
            sx={{ border: 0, p: 0, m: 0, display: 'grid', gap: 1, gridTemplateColumns: '150px 1fr' }}
          >
            <Typography component="legend" variant="body2" sx={{ fontWeight: 600, mb: 0.5 }}>
              {translate(`desk.privacy.assess.${name}`)}
            </Typography>
            <TextField
              select
              name={`${name}-likelihood`}
              label={translate('desk.privacy.assess.likelihood')}
              defaultValue={alert.assessment?.[name].likelihood ?? ''}
              required
            >
              {likelihoods.map((one) => (
                <MenuItem key={one} value={one}>
                  {translate(`desk.privacy.assess.${one}`)}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              name={`${name}-text`}
              label={translate('desk.privacy.assess.reasons')}
              defaultValue={alert.assessment?.[name].text ?? ''}
              required
              multiline
            />
          </Box>
        ))}
        <FormControlLabel
          control={<Checkbox name="lowProbability" defaultChecked={alert.assessment?.lowProbability} />}
          label={translate('desk.privacy.assess.lowProbability')}
        />
        {error !== undefined && <Failed error={error} />}
        <Button type="submit" variant="outlined" disabled={busy} sx={{ justifySelf: 'start' }}>
          {translate(alert.assessment ? 'desk.privacy.assess.correct' : 'desk.privacy.assess.keep')}
        </Button>
      </Box>
    </Panel>
  )
}
