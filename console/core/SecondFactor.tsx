import Button from '@mui/material/Button'
import { CodeField } from './CodeField.tsx'
import { canUsePasskeys } from './passkey.ts'
import { useWords } from './words/useWords.ts'

/** The second factor: a code that is typed, or a passkey where there is one and the browser can use it. */
export function SecondFactor(props: {
  code: string
  onCode: (code: string) => void
  help?: string
  hasPasskey: boolean
  onPasskey: () => void
  busy: boolean
}) {
  const say = useWords()
  return (
    <>
      {props.hasPasskey && canUsePasskeys() && (
        <Button variant="outlined" size="large" onClick={props.onPasskey} aria-disabled={props.busy}>
          {say('desk.passkey.use')}
        </Button>
      )}
      <CodeField value={props.code} onChange={props.onCode} help={props.help} />
    </>
  )
}
