import ExportIcon from '@mui/icons-material/Download'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import LinearProgress from '@mui/material/LinearProgress'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { exportFormats, exportReasons } from '../../api/audit/lists.ts'
import { get, post } from '../core/http.ts'
import { fetchFile } from '../core/save.ts'
import { Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import type { AuditColumn, Export, Question, Sort } from './api.ts'
import { PastExports } from './PastExports.tsx'

/** Takes a search along: format and reason first, then the browser fetches the file and the dialog tells how far it is. */
export function ExportButton(props: {
  question: Question
  columns: AuditColumn[]
  sort: Sort
  onAsk: (question: Question) => void
}) {
  const translate = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button startIcon={<ExportIcon />} onClick={() => setOpen(true)}>
        {translate('desk.export.title')}
      </Button>
      {open && <ExportDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

function ExportDialog({
  question,
  columns,
  sort,
  onAsk,
  onClose,
}: Parameters<typeof ExportButton>[0] & { onClose: () => void }) {
  const translate = useWords()
  const [ordered, setOrdered] = useState<string>()
  const [looking, setLooking] = useState(false)
  const isOrdered = (one: Export) => one.id === ordered
  const { busy, error, attempt } = useAttempt()
  const { data } = useQuery({
    queryKey: ['audit-exports'],
    queryFn: () => get<Export[]>('/audit-exports', true),
    enabled: ordered !== undefined,
    select: (all) => all.find(isOrdered),
    refetchInterval: ({ state }) =>
      /done|broken/.test(state.data?.find(isOrdered)?.state ?? '') ? false : 1000,
  })
  const order = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const note = String(form.get('note')).trim()
    return attempt(async (once) => {
      const { id } = await post<Export>(
        '/audit-exports',
        {
          format: form.get('format'),
          reason: form.get('reason'),
          ...(note && { note }),
          filter: question,
          columns,
          sort,
        },
        once,
      )
      fetchFile(`/api/audit-exports/${id}/file`)
      setOrdered(id)
    })
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby="export-title">
      <form onSubmit={order}>
        <DialogTitle id="export-title">{translate('desk.export.title')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          <Typography>{translate('desk.export.about')}</Typography>
          {ordered === undefined ? (
            <>
              <TextField select name="format" label={translate('desk.export.format')} defaultValue="csv">
                {exportFormats.map((id) => (
                  <MenuItem key={id} value={id}>
                    {translate(`desk.export.${id}`)}
                  </MenuItem>
                ))}
              </TextField>
              <TextField
                select
                name="reason"
                label={translate('desk.export.reason')}
                required
                defaultValue=""
              >
                {exportReasons.map((id) => (
                  <MenuItem key={id} value={id}>
                    {translate(`desk.exportReason.${id}`)}
                  </MenuItem>
                ))}
              </TextField>
              <TextField
                name="note"
                label={translate('desk.export.note')}
                slotProps={{ htmlInput: { maxLength: 300 } }}
              />
            </>
          ) : (
            <div role="status">
              <LinearProgress
                variant="determinate"
                value={data?.percent ?? 0}
                aria-label={translate('desk.export.progress')}
                sx={{ mb: 1 }}
              />
              {translate(`desk.export.state.${data?.state ?? 'ready'}`, { rows: data?.rows ?? 0 })}
            </div>
          )}
          {error !== undefined && <Failed error={error} />}
          <Box
            component="details"
            onToggle={() => setLooking(true)}
            sx={{ '& summary': { cursor: 'pointer' } }}
          >
            <summary>{translate('desk.export.past')}</summary>
            {looking && (
              <PastExports
                onAsk={(past) => {
                  onAsk(past)
                  onClose()
                }}
              />
            )}
          </Box>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{translate(ordered ? 'ra.action.close' : 'ra.action.cancel')}</Button>
          {ordered === undefined && (
            <Button type="submit" variant="contained" disabled={busy}>
              {translate('desk.export.order')}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  )
}
