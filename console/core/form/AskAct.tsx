import Button from '@mui/material/Button'
import { type ComponentProps, useRef, useState } from 'react'
import { ActDialog } from './ActDialog.tsx'

type Form<Reply> = ComponentProps<typeof ActDialog<Reply>>

/** A button that asks for an act over the page, and takes the focus back; nothing of an act that is not one’s own. */
export function AskAct<Reply>({
  label,
  about,
  variant = 'text',
  onDone,
  ...form
}: Omit<Form<Reply>, 'onClose' | 'onDone'> & {
  label: string
  about?: string
  variant?: 'text' | 'outlined' | 'contained'
  onDone: (reply: Reply) => Promise<unknown> | unknown
}) {
  const [asking, setAsking] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  if (!form.act) return null
  const close = () => setAsking(false)
  return (
    <>
      <Button
        ref={button}
        size="small"
        variant={variant}
        color={form.danger ? 'error' : 'primary'}
        onClick={() => setAsking(true)}
        aria-label={about && `${label}: ${about}`}
      >
        {label}
      </Button>
      {asking && (
        <ActDialog<Reply>
          {...form}
          onClose={close}
          onDone={async (reply) => {
            close()
            await onDone(reply)
            button.current?.focus()
          }}
        />
      )}
    </>
  )
}
