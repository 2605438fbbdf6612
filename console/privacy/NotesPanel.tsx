import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import type { FormEvent } from 'react'
import { post } from '../core/http.ts'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import type { AlertDone, PartOfReview } from './api.ts'

/** What was found out, by whom and when; nothing written is changed. */
export function NotesPanel({ alert, onChanged }: PartOfReview) {
  const translate = useWords()
  const { busy, error, attempt } = useAttempt()
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const text = String(new FormData(form).get('text'))
    return attempt(async (once) => {
      await onChanged(await post<AlertDone>(`/privacy-alerts/${alert.id}/notes`, { text }, once))
      form.reset()
    })
  }
  return (
    <Panel title={translate('desk.privacy.review.notes')}>
      {alert.notes.map((note) => (
        <Box key={note.id} sx={{ mb: 1 }}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {note.by} · <Moment at={note.at} />
          </Typography>
          <Typography sx={{ whiteSpace: 'pre-wrap' }}>{note.text}</Typography>
        </Box>
      ))}
      {!alert.own && (
        <Box
          component="form"
          onSubmit={add}
          sx={{ display: 'flex', gap: 1, alignItems: 'start', ...notPrinted }}
        >
          <TextField name="text" label={translate('desk.privacy.review.note')} required multiline fullWidth />
          <Button type="submit" disabled={busy} sx={{ mt: 1, whiteSpace: 'nowrap' }}>
            {translate('desk.privacy.review.addNote')}
          </Button>
        </Box>
      )}
      {error !== undefined && <Failed error={error} />}
    </Panel>
  )
}
