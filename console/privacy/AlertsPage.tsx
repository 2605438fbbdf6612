import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useLocaleState } from 'react-admin'
import { get } from '../core/http.ts'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { AlertTable } from './AlertTable.tsx'
import { listAlerts, type Overview, pageSize } from './api.ts'
import { PrivacyFrame } from './PrivacyFrame.tsx'

// Charts weigh more than all the rest: the queue does not wait for them.
const AccessChart = lazy(() => import('./AccessChart.tsx'))

const questions = {
  open: { status: 'open' },
  mine: { status: 'open', mine: true },
  unassigned: { status: 'open', unassigned: true },
  emergency: { status: 'open', rule: 'break-glass' },
  overdue: { overdue: true },
  toNotify: { toNotify: true },
  signed: { status: 'signed' },
} as const
type Question = keyof typeof questions

/** What the rules found, the gravest first, and how much access there was. */
export default function AlertsPage() {
  const translate = useWords()
  const [locale] = useLocaleState()
  const [question, ask] = useState<Question>('open')
  const [page, setPage] = useState(0)
  const overview = useQuery({
    queryKey: ['privacy-overview'],
    queryFn: () => get<Overview>('/privacy-overview', true),
    // Counts name nobody: they are kept current while the page is open. The list is asked for by a person.
    refetchInterval: 60_000,
    retry: false,
  })
  const { data, error, refetch } = useQuery({
    queryKey: ['privacy-alerts', locale, question, page],
    queryFn: () => listAlerts(questions[question], page),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const counts = overview.data
  const countOf: Partial<Record<Question, number | undefined>> = {
    open: counts?.open,
    unassigned: counts?.unassigned,
    overdue: counts?.overdue,
    toNotify: counts?.toNotify,
  }
  return (
    <PrivacyFrame page="alerts">
      {overview.error && <Failed error={overview.error} retry={() => overview.refetch()} />}
      <ToggleButtonGroup
        exclusive
        size="small"
        value={question}
        aria-label={translate('desk.privacy.alerts.which')}
        onChange={(_, next: Question | null) => {
          if (!next) return
          ask(next)
          setPage(0)
        }}
        sx={{ flexWrap: 'wrap', '& .MuiToggleButton-root': { color: 'text.primary' } }}
      >
        {(Object.keys(questions) as Question[]).map((name) => (
          <ToggleButton key={name} value={name}>
            {translate(`desk.privacy.alerts.${name}`)}
            {countOf[name] !== undefined && ` · ${countOf[name]}`}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {error ? (
        <Failed error={error} retry={() => refetch()} />
      ) : !data ? (
        <Waiting lines={8} />
      ) : data.rows.length === 0 ? (
        <Empty title={translate('desk.privacy.alerts.none')}>
          {counts?.scoredTo
            ? translate('desk.privacy.alerts.scoredTo', { day: counts.scoredTo })
            : translate('desk.privacy.alerts.notScored')}
        </Empty>
      ) : (
        <AlertTable rows={data.rows} />
      )}
      {data && data.total > pageSize && (
        <Box
          component="nav"
          aria-label={translate('desk.privacy.alerts.pagesOf')}
          sx={{ display: 'flex', gap: 1, alignItems: 'center' }}
        >
          <Button disabled={page === 0} onClick={() => setPage(page - 1)}>
            {translate('desk.privacy.alerts.before')}
          </Button>
          <Typography variant="body2">
            {page * pageSize + 1}–{Math.min(data.total, (page + 1) * pageSize)} / {data.total}
          </Typography>
          <Button disabled={(page + 1) * pageSize >= data.total} onClick={() => setPage(page + 1)}>
            {translate('desk.privacy.alerts.after')}
          </Button>
        </Box>
      )}
      {counts && counts.days.length > 0 && (
        <Suspense fallback={<Waiting />}>
          <AccessChart days={counts.days} />
        </Suspense>
      )}
    </PrivacyFrame>
  )
}
