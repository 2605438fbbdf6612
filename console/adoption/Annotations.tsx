import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import MarkIcon from '@mui/icons-material/EventNoteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import Popover from '@mui/material/Popover'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useCanAccess } from 'react-admin'
import { annotationKinds } from '../../api/adoption/lists.ts'
import { httpClient, post } from '../core/http.ts'
import { Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import type { Trend } from './api.ts'

/** What is marked on the axis of time: campaigns, incidents, releases. Managers add and remove marks. */
export function Annotations({ list }: { list: Trend['annotations'] }) {
  const translate = useWords()
  const queryClient = useQueryClient()
  const [anchor, setAnchor] = useState<HTMLElement>()
  const { busy, error, attempt } = useAttempt()
  const { canAccess } = useCanAccess({ resource: 'adoption.plan', action: 'list' })
  const changed = () => queryClient.invalidateQueries({ queryKey: ['adoption'] })
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    return attempt(async (once) => {
      await post('/adoption/annotations', Object.fromEntries(new FormData(form)), once)
      form.reset()
      await changed()
    })
  }
  const remove = (id: string) =>
    attempt(async () => {
      await httpClient(`/api/adoption/annotations/${id}`, { method: 'DELETE' })
      await changed()
    })
  return (
    <>
      <Button
        size="small"
        startIcon={<MarkIcon />}
        aria-haspopup="dialog"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {translate('desk.adoption.marks', { n: list.length })}
      </Button>
      <Popover
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': translate('desk.adoption.marksTitle') } }}
      >
        <Box sx={{ p: 2, width: 340, display: 'grid', gap: 1.5 }}>
          {list.length === 0 && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {translate('desk.adoption.noMarks')}
            </Typography>
          )}
          {list.map((one) => (
            <Box key={one.id} sx={{ display: 'flex', alignItems: 'center' }}>
              <Typography variant="body2" sx={{ flexGrow: 1 }}>
                {one.day} · {translate(`desk.adoption.markKind.${one.kind}`)}: {one.label}
              </Typography>
              {canAccess && (
                <IconButton
                  size="small"
                  disabled={busy}
                  aria-label={translate('desk.adoption.removeMark', { label: one.label })}
                  onClick={() => remove(one.id)}
                >
                  <DeleteIcon fontSize="small" />
                </IconButton>
              )}
            </Box>
          ))}
          {canAccess && (
            <Box component="form" onSubmit={add} sx={{ display: 'grid', gap: 1 }}>
              <TextField
                name="day"
                type="date"
                required
                label={translate('desk.adoption.markDay')}
                slotProps={{ inputLabel: { shrink: true } }}
              />
              <TextField
                name="kind"
                select
                defaultValue="campaign"
                label={translate('desk.adoption.markWhat')}
              >
                {annotationKinds.map((kind) => (
                  <MenuItem key={kind} value={kind}>
                    {translate(`desk.adoption.markKind.${kind}`)}
                  </MenuItem>
                ))}
              </TextField>
              <TextField
                name="label"
                required
                label={translate('desk.adoption.markLabel')}
                slotProps={{ htmlInput: { maxLength: 80 } }}
              />
              <Button type="submit" variant="contained" disabled={busy}>
                {translate('desk.adoption.addMark')}
              </Button>
            </Box>
          )}
          {error ? <Failed error={error} /> : null}
        </Box>
      </Popover>
    </>
  )
}
