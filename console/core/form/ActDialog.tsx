import Dialog from '@mui/material/Dialog'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { ActForm, type ActFormProps } from './ActForm.tsx'

/** An act that is asked about over the page: what it does, its form, and the way back. */
export function ActDialog<Reply>({
  title,
  text,
  onClose,
  ...form
}: Omit<ActFormProps<Reply>, 'onCancel'> & { title: string; text?: string; onClose: () => void }) {
  const id = useId()
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby={id}>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>
        {text && <Typography sx={{ mb: 2 }}>{text}</Typography>}
        {/* The label of a first field stands above its box, and would be cut. */}
        <div style={{ paddingTop: 8 }}>
          <ActForm<Reply> {...form} onCancel={onClose} />
        </div>
      </DialogContent>
    </Dialog>
  )
}
