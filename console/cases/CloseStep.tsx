import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type FormEvent, useState } from 'react'
import { useTranslate } from 'react-admin'
import { caseCauses, caseOutcomes, caseQueues } from '../i18n/lists.ts'
import type { Case } from '../providers/data.ts'
import { post } from '../providers/http.ts'
import { Panel } from '../ui/Panel.tsx'
import { Failed } from '../ui/states.tsx'
import { useAttempt } from './useAttempt.ts'
import type { Progress } from './useCase.ts'

/** Ends the call: close with cause and outcome, hand over to a queue, or leave a note and go on. */
export function CloseStep({
  supportCase,
  progress,
  firstCause,
  onChanged,
}: {
  supportCase: Case
  progress: Progress
  firstCause: string | undefined
  onChanged: (next: Case) => void
}) {
  const translate = useTranslate()
  const { busy, error, attempt } = useAttempt()
  const [mode, setMode] = useState<'close' | 'escalate' | 'note'>('close')
  const { version } = supportCase

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const values = Object.fromEntries(new FormData(form))
    const path = { close: 'close', escalate: 'escalate', note: 'notes' }[mode]
    return attempt(async (once) => {
      onChanged(
        await post<Case>(
          `/cases/${supportCase.id}/${path}`,
          mode === 'note' ? values : { ...values, version },
          once,
        ),
      )
      form.reset()
    })
  }
  const list = (name: string, label: string, values: readonly string[], texts: string, first?: string) => (
    <TextField select name={name} label={translate(label)} defaultValue={first ?? values[0]}>
      {values.map((value) => (
        <MenuItem key={value} value={value}>
          {translate(`${texts}.${value}`)}
        </MenuItem>
      ))}
    </TextField>
  )
  return (
    <Panel title={translate('desk.close.title')}>
      <Stack direction="row" spacing={1} sx={{ mb: 2 }}>
        {(['close', 'escalate', 'note'] as const).map((m) => (
          <Button
            key={m}
            size="small"
            variant={mode === m ? 'contained' : 'text'}
            aria-pressed={mode === m}
            onClick={() => setMode(m)}
          >
            {translate(`desk.close.${m}`)}
          </Button>
        ))}
      </Stack>
      {error !== undefined && <Failed error={error} />}
      <Stack
        component="form"
        spacing={2}
        onSubmit={submit}
        key={`${mode}-${progress.signedInSinceOpened}-${firstCause}`}
      >
        {mode === 'close' && (
          <Stack direction="row" spacing={1}>
            {list('cause', 'desk.close.cause', caseCauses, 'desk.cause', firstCause)}
            {list(
              'outcome',
              'desk.close.outcome',
              caseOutcomes,
              'desk.outcome',
              progress.signedInSinceOpened ? 'signed-in' : 'link-sent',
            )}
          </Stack>
        )}
        {mode === 'escalate' && (
          <>
            {list('to', 'desk.close.queue', caseQueues, 'desk.queue')}
            <TextField name="note" label={translate('desk.close.noteText')} multiline minRows={2} required />
          </>
        )}
        {mode === 'note' && (
          <TextField name="text" label={translate('desk.close.noteText')} multiline minRows={2} required />
        )}
        <Button type="submit" variant="contained" disabled={busy}>
          {translate(`desk.close.${mode}Button`)}
        </Button>
        {mode === 'close' && !progress.signedInSinceOpened && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {translate('desk.close.notSignedIn')}
          </Typography>
        )}
      </Stack>
    </Panel>
  )
}
