import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { toDataURL } from 'qrcode'
import { type FormEvent, useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { messageOf } from '../core/fault.ts'
import { post } from '../core/http.ts'
import { useWords } from '../core/words/useWords.ts'
import { Frame } from './Frame.tsx'

/** Where an enrolment link leads: choose a password, add the authenticator, keep the recovery codes. */
export default function EnrolPage() {
  const translate = useWords()
  const location = useLocation()
  const [token] = useState(() => new URLSearchParams(location.search).get('token') ?? '')
  const [totp, setTotp] = useState<{ secret: string; uri: string; image: string }>()
  const [recoveryCodes, setRecoveryCodes] = useState<string[]>()
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)

  // The link is a secret: it leaves the address bar and the history as soon as it is read.
  useEffect(() => history.replaceState(history.state, '', '#/enrol'), [])

  async function attempt(work: () => Promise<void>) {
    setBusy(true)
    setError(undefined)
    try {
      await work()
    } catch (failure) {
      setError(messageOf(failure))
    }
    setBusy(false)
  }

  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password'))
    return attempt(async () => {
      const reply = await post<{ totp: { secret: string; uri: string } }>(`/enrolment/${token}`, { password })
      setTotp({ ...reply.totp, image: await toDataURL(reply.totp.uri, { margin: 1, width: 200 }) })
    })
  }

  const confirm = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code'))
    return attempt(async () => {
      const reply = await post<{ recoveryCodes: string[] }>(`/enrolment/${token}/confirm`, { code })
      setRecoveryCodes(reply.recoveryCodes)
    })
  }

  if (recoveryCodes)
    return (
      <Frame title={translate('desk.enrol.recoveryTitle')}>
        <Typography sx={{ mb: 2 }}>{translate('desk.enrol.recoveryHelp')}</Typography>
        <Box
          component="ul"
          sx={{ fontFamily: 'monospace', fontSize: '1rem', columns: 2, listStyle: 'none', p: 0 }}
        >
          {recoveryCodes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </Box>
        <Button variant="contained" href="#/login" fullWidth>
          {translate('desk.enrol.toSignIn')}
        </Button>
      </Frame>
    )
  return (
    <Frame title={translate(totp ? 'desk.enrol.totpTitle' : 'desk.enrol.passwordTitle')}>
      {error && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {error}
        </Alert>
      )}
      {totp ? (
        <Stack component="form" spacing={2} onSubmit={confirm}>
          <Typography>{translate('desk.enrol.totpHelp')}</Typography>
          <Box
            component="img"
            src={totp.image}
            alt={translate('desk.enrol.qrAlt')}
            sx={{ width: 200, height: 200, alignSelf: 'center' }}
          />
          <Typography sx={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}>{totp.secret}</Typography>
          <TextField
            name="code"
            label={translate('desk.signIn.code')}
            autoComplete="one-time-code"
            slotProps={{ htmlInput: { inputMode: 'numeric' } }}
            required
            autoFocus
          />
          <Button type="submit" variant="contained" size="large" disabled={busy}>
            {translate('desk.enrol.confirm')}
          </Button>
        </Stack>
      ) : (
        <Stack component="form" spacing={2} onSubmit={choose}>
          <Typography>{translate('desk.enrol.passwordHelp')}</Typography>
          <TextField
            name="password"
            type="password"
            label={translate('desk.signIn.password')}
            autoComplete="new-password"
            required
            autoFocus
          />
          <Button type="submit" variant="contained" size="large" disabled={busy}>
            {translate('desk.signIn.next')}
          </Button>
        </Stack>
      )}
    </Frame>
  )
}
