import ViewIcon from '@mui/icons-material/BookmarkBorder'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Popover from '@mui/material/Popover'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { get, httpClient, post } from '../core/http.ts'
import { Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import type { AuditColumn, Question, View } from './api.ts'

/** Filters and columns kept under a name, one’s own. */
export function SavedViews({
  question,
  columns,
  onPick,
}: {
  question: Question
  columns: AuditColumn[]
  onPick: (view: View) => void
}) {
  const translate = useWords()
  const [anchor, setAnchor] = useState<HTMLElement>()
  const { busy, error, attempt } = useAttempt()
  const { data, refetch } = useQuery({
    queryKey: ['audit-views'],
    queryFn: () => get<View[]>('/audit-views'),
    enabled: anchor !== undefined,
  })
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const name = String(new FormData(form).get('name'))
    return attempt(async (once) => {
      await post('/audit-views', { name, filter: question, columns }, once)
      form.reset()
      await refetch()
    })
  }
  const remove = (view: View) =>
    attempt(async () => {
      await httpClient(`/api/audit-views/${view.id}`, { method: 'DELETE' })
      await refetch()
    })
  return (
    <>
      <Button
        startIcon={<ViewIcon />}
        aria-haspopup="dialog"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {translate('desk.audit.views')}
      </Button>
      <Popover
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': translate('desk.audit.views') } }}
      >
        <Box sx={{ p: 2, width: 320, display: 'grid', gap: 1 }}>
          {data?.length === 0 && (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {translate('desk.audit.noViews')}
            </Typography>
          )}
          {data?.map((view) => (
            <Box key={view.id} sx={{ display: 'flex' }}>
              <Button
                sx={{ flexGrow: 1, justifyContent: 'flex-start' }}
                onClick={() => {
                  onPick(view)
                  setAnchor(undefined)
                }}
              >
                {view.name}
              </Button>
              <IconButton
                size="small"
                aria-label={`${translate('ra.action.delete')} ${view.name}`}
                disabled={busy}
                onClick={() => remove(view)}
              >
                <DeleteIcon fontSize="small" />
              </IconButton>
            </Box>
          ))}
          <Box component="form" onSubmit={save} sx={{ display: 'flex', gap: 1 }}>
            <TextField name="name" required label={translate('desk.audit.viewName')} />
            <Button type="submit" disabled={busy}>
              {translate('ra.action.save')}
            </Button>
          </Box>
          {error !== undefined && <Failed error={error} />}
        </Box>
      </Popover>
    </>
  )
}
