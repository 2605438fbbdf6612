import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useId, useState, useSyncExternalStore } from 'react'
import { sendCode, sendPasskey, sendPassword } from './auth.ts'
import { type Proof, proofAsked, watchProof } from './proof.ts'
import { SecondFactor } from './SecondFactor.tsx'
import { type SignedIn, sessionNow } from './session.ts'
import { Failed } from './states.tsx'
import { useAttempt } from './useAttempt.ts'
import { useWords } from './words/useWords.ts'

/**
 * Asks for the sign-in, or for a second factor of this moment, over the page that needs it. The page stays as it is beneath,
 * covered: a session may have ended because nobody is there, and what it shows is not for whoever passes by.
 */
export function SessionGate() {
  const asked = useSyncExternalStore(watchProof, proofAsked)
  if (!asked) return null
  return <Gate key={asked.proof} proof={asked.proof} answer={asked.answer} />
}

function Gate({ proof, answer }: { proof: Proof; answer: (given: boolean) => void }) {
  const say = useWords()
  const id = useId()
  const { error, attempt, busy } = useAttempt()
  const [step, setStep] = useState<'password' | 'code'>(proof === 'sign-in' ? 'password' : 'code')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const ended = proof === 'sign-in'
  const mine = sessionNow().signedIn?.staff
  const [hasPasskey, setHasPasskey] = useState(() => sessionNow().signedIn?.hasPasskey === true)

  const proved = ({ staff }: SignedIn) => {
    // Another person begins with nothing of what the last one had on the screen.
    if (staff.id !== mine?.id) startAnew()
    else answer(true)
  }
  const submit = () =>
    attempt(async () => {
      if (step === 'password') {
        setHasPasskey(await sendPassword(email, password))
        setStep('code')
        return
      }
      proved(await sendCode(code))
    })

  return (
    <Dialog
      open
      maxWidth="xs"
      fullWidth
      aria-labelledby={id}
      onClose={ended ? undefined : () => answer(false)}
      slotProps={
        ended ? { backdrop: { sx: { bgcolor: 'background.default', opacity: '1 !important' } } } : {}
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          // A form in a portal is still inside the form that opened it, as React sees it.
          event.stopPropagation()
          submit()
        }}
      >
        <DialogTitle id={id}>{say(ended ? 'desk.session.ended' : 'desk.session.codeWanted')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            <Typography>
              {ended ? say('desk.session.endedHelp', { name: mine?.name }) : say('desk.session.codeHelp')}
            </Typography>
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
                help={ended ? say('desk.signIn.codeHelp') : undefined}
                hasPasskey={hasPasskey}
                onPasskey={() => attempt(async () => proved(await sendPasskey()))}
                busy={busy}
              />
            )}
          </Stack>
        </DialogContent>
        <DialogActions>
          {ended ? (
            <Button onClick={startAnew}>{say('desk.session.other')}</Button>
          ) : (
            <Button onClick={() => answer(false)}>{say('ra.action.cancel')}</Button>
          )}
          <Button type="submit" variant="contained" aria-disabled={busy}>
            {say(step === 'password' ? 'desk.signIn.next' : 'ra.action.confirm')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

function startAnew() {
  window.location.hash = ''
  window.location.reload()
}
