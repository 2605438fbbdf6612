import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useLocaleState } from 'react-admin'
import { useParams } from 'react-router'
import { useDesk } from '../core/dataProvider.ts'
import { dayBegins, nextDay } from '../core/days.ts'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { notPrinted } from '../core/print.ts'
import { hospitalZone, sessionNow } from '../core/session.ts'
import { Failed, Waiting } from '../core/states.tsx'
import { asLocale, wordsIn } from '../core/words/i18n.ts'
import { useWords, type Values } from '../core/words/useWords.ts'
import type { NameIn } from '../words.ts'
import { type ReportAsks, ReportQuestion } from './ReportQuestion.tsx'
import { ReportTable } from './ReportTable.tsx'

export type Subject = 'patients' | 'staff'
export type SayPrinted = (name: NameIn<'desk.printed'>, values?: Values) => string

/** Who looked at a patient, or what a staff member did: a page to read, and to print for the one who asks. */
export default function ReportPage() {
  const { subject, id } = useParams() as { subject: Subject; id: string }
  return <AccessReport subject={subject} id={id} />
}

export function AccessReport({ subject, id }: { subject: Subject; id: string }) {
  const say = useWords()
  const [locale] = useLocaleState()
  const [asks, setAsks] = useState<ReportAsks>({
    language: asLocale(locale) ?? 'en',
    from: '',
    to: '',
    staffOnly: subject === 'patients',
  })
  const { language } = asks
  const { data, error, fetchNextPage, hasNextPage, isFetching, refetch } = useReport(subject, id, asks)
  // The report speaks the reader's language, which need not be that of who prints it.
  const spoken = useMemo(() => wordsIn(language), [language])
  const printed: SayPrinted = (name, values = {}) => spoken.translate(`desk.printed.${name}`, values)
  const first = data?.pages[0]
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  const print = async () => {
    while ((await fetchNextPage()).hasNextPage);
    window.print()
  }
  const tab = subject === 'patients' ? 'desk.report.patient' : 'desk.report.staff'
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <PageHead
        key={first ? 'known' : 'asked'}
        tab={tab}
        title={first && printed(subject, { name: first.about.name })}
        action={
          <Button variant="contained" disabled={isFetching || rows.length === 0} onClick={print}>
            {say('desk.report.print')}
          </Button>
        }
      />
      <ReportQuestion subject={subject} asks={asks} onChange={(change) => setAsks({ ...asks, ...change })} />
      {error ? (
        <Failed error={error} retry={() => refetch()} />
      ) : !first ? (
        <Waiting lines={8} />
      ) : (
        <Box lang={language}>
          <Typography sx={{ color: 'text.secondary', mb: 1 }}>
            {first.about.detail} · {sessionNow().signedIn?.hospital.name} · {printed('made')}{' '}
            <Moment at={first.madeAt} locale={language} />
          </Typography>
          <Typography sx={{ mb: 2, maxWidth: '75ch' }}>{printed(`${subject}About`)}</Typography>
          <ReportTable subject={subject} rows={rows} language={language} say={printed} />
          {hasNextPage && (
            <Button sx={notPrinted} disabled={isFetching} onClick={() => fetchNextPage()}>
              {say('desk.report.more')}
            </Button>
          )}
        </Box>
      )}
    </Box>
  )
}

function useReport(subject: Subject, id: string, { language, from, to, staffOnly }: ReportAsks) {
  const desk = useDesk()
  const zone = hospitalZone() ?? 'UTC'
  return useInfiniteQuery({
    queryKey: ['audit-report', subject, id, language, from, to, staffOnly],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      desk.report(subject, id, {
        language,
        staffOnly: subject === 'patients' ? staffOnly : undefined,
        from: from && dayBegins(from, zone).toISOString(),
        to: to && dayBegins(nextDay(to), zone).toISOString(),
        before: pageParam,
      }),
    getNextPageParam: (page) => page.next,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
}
