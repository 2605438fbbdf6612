import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import { type FormEvent, useState } from 'react'
import { useLogin, useTranslate } from 'react-admin'
import { authProvider } from '../providers/auth.ts'
import { messageOf } from '../providers/http.ts'
import { Frame } from './Frame.tsx'

/** Two steps, one after the other: e-mail and password, then the code. */
export function SignInPage() {
  const translate = useTranslate()
  const login = useLogin()
  const [step, setStep] = useState<'password' | 'code'>('password')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const values = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
    setBusy(true)
    setError(undefined)
    try {
      if (step === 'password') {
        await authProvider.login({ email: values.email, password: values.password })
        setStep('code')
      } else await login({ code: values.code })
    } catch (failure) {
      setError(messageOf(failure))
    }
    setBusy(false)
  }

  return (
    <Frame title={translate(step === 'password' ? 'desk.signIn.title' : 'desk.signIn.codeTitle')}>
      <Stack component="form" onSubmit={submit} spacing={2} key={step}>
        {error && <Alert severity="error">{error}</Alert>}
        {step === 'password' ? (
          <>
            <TextField
              name="email"
              type="email"
              label={translate('desk.signIn.email')}
              autoComplete="username"
              required
              autoFocus
            />
            <TextField
              name="password"
              type="password"
              label={translate('desk.signIn.password')}
              autoComplete="current-password"
              required
            />
          </>
        ) : (
          <TextField
            name="code"
            label={translate('desk.signIn.code')}
            helperText={translate('desk.signIn.codeHelp')}
            autoComplete="one-time-code"
            slotProps={{ htmlInput: { inputMode: 'numeric' } }}
            required
            autoFocus
          />
        )}
        <Button type="submit" variant="contained" size="large" disabled={busy}>
          {translate(step === 'password' ? 'desk.signIn.next' : 'desk.signIn.signIn')}
        </Button>
        {step === 'code' && (
          <Button onClick={() => setStep('password')}>{translate('desk.signIn.back')}</Button>
        )}
      </Stack>
    </Frame>
  )
}
