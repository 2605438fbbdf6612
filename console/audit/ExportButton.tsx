import ExportIcon from '@mui/icons-material/Download'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { Link, useGetList, useListContext } from 'react-admin'
import type { AuditColumn } from '../../api/audit/lists.ts'
import { useAct } from '../core/acts.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import type { AuditExport } from '../core/logMethods.ts'
import { fetchFile } from '../core/save.ts'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import { useAsking } from './question.ts'

/** Takes a search along: format and reason first, then the browser fetches the file and the dialog tells how far it is. */
export function ExportButton({ columns }: { columns: AuditColumn[] }) {
  const say = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button startIcon={<ExportIcon />} onClick={() => setOpen(true)}>
        {say('desk.export.title')}
      </Button>
      {open && <ExportDialog columns={columns} onClose={() => setOpen(false)} />}
    </>
  )
}

function ExportDialog({ columns, onClose }: { columns: AuditColumn[]; onClose: () => void }) {
  const say = useWords()
  const id = useId()
  const { question } = useAsking()
  const { sort } = useListContext()
  const act = useAct('audit.exported')
  const [ordered, setOrdered] = useState<string>()
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby={id}>
      <DialogTitle id={id}>{say('desk.export.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Typography>{say('desk.export.about')}</Typography>
        {ordered ? (
          <Progress ordered={ordered} />
        ) : (
          <ActForm<AuditExport>
            act={act}
            params={{}}
            given={{
              filter: question,
              columns,
              sort: { field: sort.field, descending: sort.order === 'DESC' },
            }}
            defaults={{ format: 'csv' }}
            fields={{
              format: { label: say('desk.export.format'), of: 'desk.export.formats', autoFocus: true },
              reason: { label: say('desk.export.reason'), of: 'desk.exportReason' },
              note: { label: say('desk.export.note') },
            }}
            verb={say('desk.export.order')}
            onCancel={onClose}
            onDone={(order) => {
              fetchFile(`/api/audit-exports/${order.id}/file`)
              setOrdered(order.id)
            }}
          />
        )}
        <Link to="/audit-exports">{say('desk.export.past')}</Link>
      </DialogContent>
      {ordered && (
        <DialogActions>
          <Button onClick={onClose} autoFocus>
            {say('ra.action.close')}
          </Button>
        </DialogActions>
      )}
    </Dialog>
  )
}

const ended = /done|broken/

/** How far the file is that the browser fetches; it goes on when the dialog is closed. */
function Progress({ ordered }: { ordered: string }) {
  const say = useWords()
  const { number } = useFormat()
  const { data } = useGetList<AuditExport>(
    'audit-exports',
    {},
    {
      refetchInterval: ({ state }) =>
        ended.test(state.data?.data?.find(({ id }) => id === ordered)?.state ?? '') ? false : 1000,
    },
  )
  const { state = 'ready', rows = 0, percent = 0 } = data?.find(({ id }) => id === ordered) ?? {}
  return (
    <div role="status">
      <LinearProgress
        variant="determinate"
        value={percent}
        aria-label={say('desk.export.progress')}
        sx={{ mb: 1 }}
      />
      {say(`desk.export.state.${state}`, { smart_count: rows, n: number(rows) })}
    </div>
  )
}
