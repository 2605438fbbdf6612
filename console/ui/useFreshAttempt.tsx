import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type FormEvent, useId, useState } from 'react'
import { useTranslate } from 'react-admin'
import { useAttempt } from '../cases/useAttempt.ts'
import { missingOf, post } from '../providers/http.ts'
import { Failed } from './states.tsx'

/**
 * Runs an act that wants a sign-in less than five minutes old: when the server asks for one, the code is asked for and
 * the act is sent again. `dialog` goes into the page.
 */
export function useFreshAttempt(verb: string) {
  const translate = useTranslate()
  const { busy, error, attempt } = useAttempt()
  const [asking, setAsking] = useState<(once: string) => Promise<void>>()
  const id = useId()
  const run = (work: (once: string) => Promise<void>) =>
    attempt(async (once) => {
      try {
        await work(once)
      } catch (failure) {
        if (!missingOf(failure).includes('fresh-sign-in')) throw failure
        setAsking(() => work)
      }
    })
  const prove = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // A form in a portal is still inside the form that opened it, as React sees it.
    event.stopPropagation()
    const code = String(new FormData(event.currentTarget).get('code'))
    return attempt(async (once) => {
      await post('/session/second-factor', { code })
      await asking!(once)
      setAsking(undefined)
    })
  }
  const dialog = (
    <Dialog open={asking !== undefined} onClose={() => setAsking(undefined)} aria-labelledby={id}>
      <form onSubmit={prove}>
        <DialogTitle id={id}>{translate('desk.signIn.codeTitle')}</DialogTitle>
        <DialogContent>
          <Typography sx={{ mb: 2 }}>{translate('desk.staff.proveAgain')}</Typography>
          {error !== undefined && <Failed error={error} />}
          <TextField
            name="code"
            label={translate('desk.signIn.code')}
            required
            autoFocus
            slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'one-time-code' } }}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setAsking(undefined)}>{translate('ra.action.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={busy}>
            {verb}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
  return { busy, error: asking ? undefined : error, run, dialog }
}
