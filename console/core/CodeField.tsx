import TextField from '@mui/material/TextField'
import { useWords } from './words/useWords.ts'

/** The six digits of an authenticator, or a recovery code. */
export function CodeField(props: { value: string; onChange: (code: string) => void; help?: string }) {
  const say = useWords()
  return (
    <TextField
      label={say('desk.signIn.code')}
      helperText={props.help}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
      autoComplete="one-time-code"
      slotProps={{ htmlInput: { inputMode: 'numeric' } }}
      required
      autoFocus
    />
  )
}
