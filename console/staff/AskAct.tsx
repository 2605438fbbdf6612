import Button from '@mui/material/Button'
import { type ComponentProps, useRef, useState } from 'react'
import { ActDialog } from '../core/form/ActDialog.tsx'

type Form = ComponentProps<typeof ActDialog<unknown>>

/** A button that asks for an act on a colleague over the page, and takes the focus back; nothing of an act that is not one’s own. */
export function AskAct({
  label,
  about,
  contained,
  onDone,
  ...form
}: Omit<Form, 'onClose' | 'onDone'> & {
  label: string
  about?: string
  contained?: boolean
  onDone: () => Promise<unknown> | unknown
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
        variant={contained ? 'contained' : 'text'}
        color={form.danger ? 'error' : 'primary'}
        onClick={() => setAsking(true)}
        aria-label={about && `${label}: ${about}`}
      >
        {label}
      </Button>
      {asking && (
        <ActDialog
          {...form}
          onClose={close}
          onDone={async () => {
            close()
            await onDone()
            button.current?.focus()
          }}
        />
      )}
    </>
  )
}
