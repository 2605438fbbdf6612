import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCanAccess, useLocaleState } from 'react-admin'
import { useLocation } from 'react-router'
import { get } from '../core/http.ts'
import { PageHead } from '../core/PageHead.tsx'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import type { NameIn } from '../words.ts'
import {
  type AuditColumn,
  type Place,
  pageSize,
  type Question,
  type Sort,
  searchLog,
  type Words,
} from './api.ts'
import { ColumnMenu } from './ColumnMenu.tsx'
import { EventTable } from './EventTable.tsx'
import { ExportButton } from './ExportButton.tsx'
import { IntegrityPanel } from './IntegrityPanel.tsx'
import { QuestionForm } from './QuestionForm.tsx'
import { SavedViews } from './SavedViews.tsx'

const firstColumns: AuditColumn[] = ['at', 'actorName', 'action', 'outcome', 'patientIds', 'purpose', 'ip']
const newest: Place = { at: 'newest' }
const byTime: Sort = { field: 'at', descending: true }

/** The log: ask anything of it, page to any depth, keep views, take it along. Every search is itself in the log. */
export default function AuditPage() {
  const translate = useWords()
  const [locale] = useLocaleState()
  // What another page asks about comes in the router's state: it stands in no address.
  const asked = (useLocation().state as { question?: Question } | null)?.question
  const [question, setQuestion] = useState<Question>(asked ?? {})
  const [columns, setColumns] = useState(firstColumns)
  const [sort, setSort] = useState(byTime)
  const [place, setPlace] = useState(newest)
  const { canAccess: mayExport } = useCanAccess({ resource: 'audit.export', action: 'list' })
  const words = useQuery({
    queryKey: ['audit-words', locale],
    queryFn: () => get<Words>('/audit-words'),
    staleTime: 60_000,
  })
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['audit', locale, question, sort, place],
    queryFn: () => searchLog(question, sort, place),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })

  const ask = (next: Question) => {
    setQuestion(next)
    setPlace(newest)
  }
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Box sx={{ flexGrow: 1 }}>
          <PageHead tab="desk.audit.title" />
        </Box>
        <SavedViews
          question={question}
          columns={columns}
          onPick={(view) => {
            setColumns(view.columns)
            ask(view.filter as Question)
          }}
        />
        <ColumnMenu columns={columns} onChange={setColumns} />
        {mayExport && <ExportButton question={question} columns={columns} sort={sort} onAsk={ask} />}
      </Box>
      <IntegrityPanel />
      <QuestionForm key={JSON.stringify(question)} question={question} words={words.data} onAsk={ask} />
      {error ? (
        <Failed error={error} retry={() => refetch()} />
      ) : data === undefined ? (
        <Waiting lines={10} />
      ) : (
        <Box aria-busy={isFetching} sx={{ opacity: isFetching ? 0.6 : 1 }}>
          <Typography role="status" variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
            {translate(data.capped ? 'desk.audit.countCapped' : 'desk.audit.count', {
              smart_count: data.total,
            })}
            {data.unsearched > 0 && ` ${translate('desk.audit.unsearched', { n: data.unsearched })}`}
          </Typography>
          {data.rows.length === 0 ? (
            <Empty title={translate('desk.audit.none')}>{translate('desk.audit.noneHelp')}</Empty>
          ) : (
            <EventTable
              rows={data.rows}
              columns={columns}
              sort={sort}
              onSort={(next) => {
                setSort(next)
                setPlace(next.descending ? newest : { at: 'oldest' })
              }}
              onAsk={ask}
            />
          )}
          {sort.field === 'at' && (
            <Pager rows={data.rows} descending={sort.descending} place={place} onGo={setPlace} />
          )}
        </Box>
      )}
    </Box>
  )
}

function Pager({
  rows,
  descending,
  place,
  onGo,
}: {
  rows: { id: string }[]
  descending: boolean
  place: Place
  onGo: (place: Place) => void
}) {
  const translate = useWords()
  const [first, last] = [rows[0]?.id, rows.at(-1)?.id]
  const [newestId, oldestId] = descending ? [first, last] : [last, first]
  const full = rows.length === pageSize
  const atNewest = 'at' in place && place.at === 'newest'
  const go = (label: NameIn<'desk.audit'>, to: Place | undefined, disabled: boolean) => (
    <Button disabled={disabled || !to} onClick={() => to && onGo(to)}>
      {translate(`desk.audit.${label}`)}
    </Button>
  )
  return (
    <Box component="nav" aria-label={translate('desk.audit.pages')} sx={{ display: 'flex', gap: 1, mt: 1 }}>
      {go('newest', newest, atNewest && descending)}
      {go('newer', newestId === undefined ? undefined : { after: newestId }, atNewest && descending)}
      {go('older', oldestId === undefined ? undefined : { before: oldestId }, !full && !('after' in place))}
      {go('oldest', { at: 'oldest' }, 'at' in place && place.at === 'oldest')}
    </Box>
  )
}
