import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { toDataURL } from 'qrcode'
import { useState } from 'react'
import { post } from '../core/http.ts'
import { useTabTitle } from '../core/PageHead.tsx'
import { Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useLinkToken } from '../core/useLinkToken.ts'
import { useWords } from '../core/words/useWords.ts'
import { Frame } from './Frame.tsx'

/** Where an enrolment link leads: choose a password, add the authenticator, keep the recovery codes. */
export default function EnrolPage() {
  const say = useWords()
  const token = useLinkToken('enrol')
  const { busy, error, attempt } = useAttempt()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [totp, setTotp] = useState<{ secret: string; uri: string; image: string }>()
  const [recoveryCodes, setRecoveryCodes] = useState<string[]>()
  const title = recoveryCodes
    ? 'desk.enrol.recoveryTitle'
    : totp
      ? 'desk.enrol.totpTitle'
      : 'desk.enrol.passwordTitle'
  useTabTitle(title)

  const choose = () =>
    attempt(async () => {
      const reply = await post<{ totp: { secret: string; uri: string } }>(`/enrolment/${token}`, { password })
      setTotp({ ...reply.totp, image: await toDataURL(reply.totp.uri, { margin: 1, width: 200 }) })
      setPassword('')
    })
  const confirm = () =>
    attempt(async (once) => {
      const reply = await post<{ recoveryCodes: string[] }>(`/enrolment/${token}/confirm`, { code }, once)
      setRecoveryCodes(reply.recoveryCodes)
    })

  if (recoveryCodes)
    return (
      <Frame title={say(title)}>
        <Typography sx={{ mb: 2 }}>{say('desk.enrol.recoveryHelp')}</Typography>
        <Box
          component="ul"
          sx={{ fontFamily: 'monospace', fontSize: '1rem', columns: 2, listStyle: 'none', p: 0 }}
        >
          {recoveryCodes.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </Box>
        <Button variant="contained" href="#/login" fullWidth>
          {say('desk.enrol.toSignIn')}
        </Button>
      </Frame>
    )
  return (
    <Frame title={say(title)}>
      <Stack
        component="form"
        key={title}
        spacing={2}
        onSubmit={(event) => {
          event.preventDefault()
          return totp ? confirm() : choose()
        }}
      >
        {error !== undefined && <Failed error={error} />}
        {totp ? (
          <>
            <Typography>{say('desk.enrol.totpHelp')}</Typography>
            <Box
              component="img"
              src={totp.image}
              alt={say('desk.enrol.qrAlt')}
              sx={{ width: 200, height: 200, alignSelf: 'center' }}
            />
            <Typography sx={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}>{totp.secret}</Typography>
            <TextField
              label={say('desk.signIn.code')}
              autoComplete="one-time-code"
              slotProps={{ htmlInput: { inputMode: 'numeric' } }}
              value={code}
              onChange={(event) => setCode(event.target.value)}
              required
              autoFocus
            />
          </>
        ) : (
          <>
            <Typography>{say('desk.enrol.passwordHelp')}</Typography>
            <TextField
              type="password"
              label={say('desk.signIn.password')}
              autoComplete="new-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              required
              autoFocus
            />
          </>
        )}
        <Button type="submit" variant="contained" size="large" aria-disabled={busy}>
          {say(totp ? 'desk.enrol.confirm' : 'desk.signIn.next')}
        </Button>
      </Stack>
    </Frame>
  )
}
