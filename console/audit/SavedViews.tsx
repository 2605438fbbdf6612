import ViewIcon from '@mui/icons-material/BookmarkBorder'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Popover from '@mui/material/Popover'
import { useState } from 'react'
import { Link, useGetList } from 'react-admin'
import type { AuditColumn } from '../../api/audit/lists.ts'
import { useAct } from '../core/acts.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import type { AuditQuestion, AuditView } from '../core/logMethods.ts'
import { Empty, Failed } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { useAsking } from './question.ts'

/** Filters and columns kept under a name, one’s own: pick one, or save what is shown now. */
export function SavedViews({
  columns,
  onColumns,
}: {
  columns: AuditColumn[]
  onColumns: (columns: AuditColumn[]) => void
}) {
  const say = useWords()
  const { question, ask } = useAsking()
  const act = useAct('audit-view.saved')
  const [anchor, setAnchor] = useState<HTMLElement>()
  const { data, error, refetch } = useGetList<AuditView>('audit-views', {}, { enabled: anchor !== undefined })
  return (
    <>
      <Button
        startIcon={<ViewIcon />}
        aria-haspopup="dialog"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {say('desk.audit.views')}
      </Button>
      <Popover
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': say('desk.audit.views') } }}
      >
        <Box sx={{ p: 2, width: 320, maxWidth: '100%', display: 'grid', gap: 1 }}>
          {error && <Failed error={error} retry={() => refetch()} />}
          {data?.length === 0 && (
            <Empty title={say('desk.audit.noViews')}>{say('desk.audit.noViewsHelp')}</Empty>
          )}
          {data?.map((view) => (
            <Button
              key={view.id}
              sx={{ justifyContent: 'flex-start', textAlign: 'left' }}
              onClick={() => {
                onColumns(view.columns)
                ask(view.filter as AuditQuestion)
                setAnchor(undefined)
              }}
            >
              {view.name}
            </Button>
          ))}
          <ActForm
            act={act}
            params={{}}
            given={{ filter: question, columns }}
            fields={{ name: { label: say('desk.audit.viewName'), autoFocus: true } }}
            verb={say('desk.audit.saveView')}
            quiet
            onDone={() => refetch()}
          />
          <Link to="/audit-views">{say('desk.audit.manageViews')}</Link>
        </Box>
      </Popover>
    </>
  )
}
