import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useLogin } from 'react-admin'
import { sendPassword } from '../core/auth.ts'
import { useTabTitle } from '../core/PageHead.tsx'
import { SecondFactor } from '../core/SecondFactor.tsx'
import { Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import { Frame } from './Frame.tsx'

/** Two steps, one after the other: e-mail and password, then the code or a passkey. */
export function SignInPage() {
  const say = useWords()
  const login = useLogin()
  const { busy, error, attempt } = useAttempt()
  const [step, setStep] = useState<'password' | 'code'>('password')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [hasPasskey, setHasPasskey] = useState(false)
  useTabTitle('desk.signIn.title')

  const submit = () =>
    attempt(async () => {
      if (step === 'code') return login({ code })
      setHasPasskey(await sendPassword(email, password))
      setPassword('')
      setStep('code')
    })

  return (
    <Frame title={say(step === 'password' ? 'desk.signIn.title' : 'desk.signIn.codeTitle')}>
      <Stack
        component="form"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        spacing={2}
        key={step}
      >
        {error !== undefined && <Failed error={error} />}
        {step === 'password' ? (
          <>
            <TextField
              type="email"
              label={say('desk.signIn.email')}
              autoComplete="username"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
              required
              autoFocus
            />
            <TextField
              type="password"
              label={say('desk.signIn.password')}
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              required
            />
          </>
        ) : (
          <SecondFactor
            code={code}
            onCode={setCode}
            help={say('desk.signIn.codeHelp')}
            hasPasskey={hasPasskey}
            onPasskey={() => attempt(() => login({}))}
            busy={busy}
          />
        )}
        <Button type="submit" variant="contained" size="large" aria-disabled={busy}>
          {say(step === 'password' ? 'desk.signIn.next' : 'desk.signIn.signIn')}
        </Button>
        {step === 'code' && <Button onClick={() => setStep('password')}>{say('desk.signIn.back')}</Button>}
      </Stack>
    </Frame>
  )
}
