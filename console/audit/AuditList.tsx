import Box from '@mui/material/Box'
import { useState } from 'react'
import { ListBase, useCanAccess, useListContext } from 'react-admin'
import { useLocation, useSearchParams } from 'react-router'
import { type AuditColumn, auditColumns } from '../../api/audit/lists.ts'
import type { AuditQuestion, Edge } from '../core/logMethods.ts'
import { PageHead } from '../core/PageHead.tsx'
import { useWide } from '../core/useWide.ts'
import { ColumnMenu } from './ColumnMenu.tsx'
import { EventTable } from './EventTable.tsx'
import { ExportButton } from './ExportButton.tsx'
import { IntegrityPanel } from './IntegrityPanel.tsx'
import { pageSize } from './Pager.tsx'
import { QuestionForm } from './QuestionForm.tsx'
import { AskingContext, type Handed, parted, useNamed } from './question.ts'
import { SavedViews } from './SavedViews.tsx'

const firstColumns: AuditColumn[] = ['at', 'actorName', 'action', 'outcome', 'patientIds', 'purpose', 'ip']
const narrowColumns: AuditColumn[] = ['at', 'actorName', 'action']

/** The log: ask anything of it, page to any depth, keep views, take it along. Every search is itself in the log. */
export default function AuditList() {
  const handed = (useLocation().state as Handed | null) ?? {}
  const [first] = useState(() => parted(handed.question ?? {}))
  const [named, remember] = useNamed(first.named)
  const [params] = useSearchParams()
  return (
    <ListBase
      resource="audit"
      filter={named}
      filterDefaultValues={first.open}
      sort={{ field: 'at', order: 'DESC' }}
      perPage={pageSize}
      storeKey={false}
      queryOptions={{
        meta: { edge: (params.get('edge') ?? undefined) as Edge | undefined },
        // Looking again by itself would be a search of its own in the log.
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 0,
      }}
    >
      <AuditPage named={named} remember={remember} columns={handed.columns} />
    </ListBase>
  )
}

function AuditPage({
  named,
  remember,
  columns: handed,
}: {
  named: AuditQuestion
  remember: (open: AuditQuestion, named: AuditQuestion) => void
  columns: string[] | undefined
}) {
  const { filterValues, setFilters } = useListContext()
  const wide = useWide()
  const [chosen, setColumns] = useState<readonly string[] | undefined>(handed)
  const columns = auditColumns.filter((one) =>
    (chosen ?? (wide ? firstColumns : narrowColumns)).includes(one),
  )
  const { canAccess: mayExport } = useCanAccess({ resource: 'audit.export', action: 'list' })
  const question: AuditQuestion = { ...filterValues, ...named }
  const ask = (next: AuditQuestion) => {
    const { open, named: part } = parted(next)
    remember(open, part)
    setFilters(open, {}, false)
  }
  return (
    <AskingContext value={{ question, ask }}>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <PageHead
          tab="desk.audit.title"
          action={
            <>
              <SavedViews columns={columns} onColumns={setColumns} />
              <ColumnMenu columns={columns} onChange={setColumns} />
              {mayExport && <ExportButton columns={columns} />}
            </>
          }
        />
        <IntegrityPanel />
        <QuestionForm />
        <EventTable columns={columns} />
      </Box>
    </AskingContext>
  )
}
