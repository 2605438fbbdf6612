import Dialog from '@mui/material/Dialog'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useCallback, useId, useRef } from 'react'
import { useWords } from '../words/useWords.ts'
import { ActForm, type ActFormProps } from './ActForm.tsx'

/** An act that is asked about over the page: what it does, its form, and the way back. */
export function ActDialog<Reply>({
  title,
  text,
  onClose,
  ...form
}: Omit<ActFormProps<Reply>, 'onCancel' | 'onDirty'> & {
  title: string
  text?: string
  onClose: () => void
}) {
  const id = useId()
  const say = useWords()
  const typed = useRef(false)
  const onDirty = useCallback((dirty: boolean) => {
    typed.current = dirty
  }, [])
  // Esc and a click beside it are pressed by mistake; what was typed is not lost by them.
  const leave = () => {
    if (!typed.current || window.confirm(say('ra.message.unsaved_changes'))) onClose()
  }
  return (
    <Dialog open onClose={leave} fullWidth maxWidth="sm" aria-labelledby={id}>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>
        {text && <Typography sx={{ mb: 2 }}>{text}</Typography>}
        {/* The label of a first field stands above its box, and would be cut. */}
        <div style={{ paddingTop: 8 }}>
          <ActForm<Reply> {...form} onCancel={leave} onDirty={onDirty} />
        </div>
      </DialogContent>
    </Dialog>
  )
}
