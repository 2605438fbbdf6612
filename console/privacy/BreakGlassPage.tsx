import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import type { FormEvent } from 'react'
import { useRedirect } from 'react-admin'
import { emergencyReasons } from '../../api/privacy/lists.ts'
import { post } from '../core/http.ts'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import type { NameIn } from '../words.ts'

/** One patient, for half an hour, for a reason, in the open: the privacy officers are told as it happens. */
export default function BreakGlassPage() {
  const translate = useWords()
  const redirect = useRedirect()
  const { busy, error, attempt } = useAttempt()
  const label = (name: NameIn<'desk.glass'>) => translate(`desk.glass.${name}`)
  const open = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = Object.fromEntries(new FormData(event.currentTarget))
    return attempt(async (once) => {
      const { patientId } = await post<{ patientId: string }>('/break-glass', given, once)
      redirect('show', 'patients', patientId)
    })
  }
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: 720 }}>
      <PageHead tab="desk.glass.title" />
      <Alert severity="warning">{label('about')}</Alert>
      <Panel title={label('which')}>
        <Box component="form" onSubmit={open} sx={{ display: 'grid', gap: 2 }}>
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))' }}>
            <TextField name="mrn" label={label('mrn')} required autoComplete="off" />
            <TextField
              name="birthDate"
              type="date"
              label={label('birthDate')}
              required
              slotProps={{ inputLabel: { shrink: true } }}
            />
            <TextField select name="reason" label={label('reason')} required defaultValue="emergency-care">
              {emergencyReasons.map((reason) => (
                <MenuItem key={reason} value={reason}>
                  {label(`reasons.${reason}`)}
                </MenuItem>
              ))}
            </TextField>
          </Box>
          <TextField name="explanation" label={label('explanation')} required multiline minRows={2} />
          {error !== undefined && <Failed error={error} />}
          <Button
            type="submit"
            variant="contained"
            color="error"
            disabled={busy}
            sx={{ justifySelf: 'start' }}
          >
            {label('open')}
          </Button>
        </Box>
      </Panel>
    </Box>
  )
}
