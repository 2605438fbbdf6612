import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Switch from '@mui/material/Switch'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Link, useLocaleState } from 'react-admin'
import { useParams } from 'react-router'
import { whoIsSignedIn } from '../core/auth.ts'
import { DayField } from '../core/DayField.tsx'
import { dayBegins, nextDay } from '../core/days.ts'
import { get } from '../core/http.ts'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { notPrinted } from '../core/print.ts'
import { hospitalZone } from '../core/session.ts'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import type { Locale } from '../core/words/entry.ts'
import { asLocale, wordsIn } from '../core/words/i18n.ts'
import { useWords, type Values } from '../core/words/useWords.ts'
import type { NameIn } from '../words.ts'
import type { Report } from './api.ts'

/** Who looked at a patient, or what a staff member did: a page to read, and to print for the one who asks. */
export default function ReportPage() {
  const { subject, id } = useParams() as { subject: 'patients' | 'staff'; id: string }
  const translate = useWords()
  const [locale] = useLocaleState()
  const [language, setLanguage] = useState<Locale>(asLocale(locale) ?? 'en')
  const [days, setDays] = useState({ from: '', to: '' })
  const [staffOnly, setStaffOnly] = useState(subject === 'patients')
  const zone = hospitalZone() ?? 'UTC'
  const hospital = useQuery({ queryKey: ['hospital'], queryFn: async () => (await whoIsSignedIn()).hospital })
  const { data, error, fetchNextPage, hasNextPage, isFetching, refetch } = useInfiniteQuery({
    queryKey: ['audit-report', subject, id, language, days, staffOnly],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      get<Report>(
        `/audit-reports/${subject}/${id}?${new URLSearchParams({
          language,
          ...(subject === 'patients' && { staffOnly: String(staffOnly) }),
          ...(days.from && { from: dayBegins(days.from, zone).toISOString() }),
          ...(days.to && { to: dayBegins(nextDay(days.to), zone).toISOString() }),
          ...(pageParam && { before: pageParam }),
        })}`,
      ),
    getNextPageParam: (page) => page.next,
  })
  // The report speaks the reader's language, which need not be that of who prints it.
  const spoken = useMemo(() => wordsIn(language), [language])
  const say = (name: NameIn<'desk.printed'>, values: Values = {}) =>
    spoken.translate(`desk.printed.${name}`, values)
  const about = data?.pages[0]?.about
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  const all = async () => {
    while ((await fetchNextPage()).hasNextPage);
    window.print()
  }
  const day = (field: 'from' | 'to') => (
    <DayField
      label={translate(`desk.audit.${field}`)}
      value={days[field]}
      onChange={(value) => setDays({ ...days, [field]: value })}
    />
  )
  return (
    <Box sx={{ maxWidth: 1100 }} lang={language}>
      <Box sx={{ ...notPrinted, display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap', mb: 2 }}>
        {day('from')}
        {day('to')}
        <TextField
          select
          label={translate('desk.report.language')}
          value={language}
          onChange={(event) => setLanguage(asLocale(event.target.value) ?? 'en')}
          sx={{ maxWidth: 140 }}
        >
          <MenuItem value="en">English</MenuItem>
          <MenuItem value="es">Español</MenuItem>
        </TextField>
        {subject === 'patients' && (
          <FormControlLabel
            control={<Switch checked={staffOnly} onChange={(event) => setStaffOnly(event.target.checked)} />}
            label={translate('desk.report.staffOnly')}
          />
        )}
        <Button variant="contained" disabled={isFetching || rows.length === 0} onClick={all}>
          {translate('desk.report.print')}
        </Button>
      </Box>
      {error ? (
        <Failed error={error} retry={() => refetch()} />
      ) : !about ? (
        <Waiting lines={8} />
      ) : (
        <>
          <PageHead
            tab={subject === 'patients' ? 'desk.report.patient' : 'desk.report.staff'}
            title={say(subject, { name: about.name })}
          />
          <Typography sx={{ color: 'text.secondary', mb: 1 }}>
            {about.detail} · {hospital.data?.name} · {say('made')}{' '}
            <Moment at={data.pages[0]!.madeAt} locale={language} />
          </Typography>
          <Typography sx={{ mb: 2 }}>{say(`${subject}About`)}</Typography>
          {rows.length === 0 ? (
            <Empty title={say('none')} />
          ) : (
            <Table size="small">
              <TableHead>
                <TableRow>
                  <TableCell>{say('when')}</TableCell>
                  {subject === 'patients' && <TableCell>{say('who')}</TableCell>}
                  <TableCell>{say('what')}</TableCell>
                  {subject === 'staff' && <TableCell>{say('toWhom')}</TableCell>}
                  <TableCell>{say('why')}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {rows.map((row) => (
                  <TableRow key={row.id} sx={{ breakInside: 'avoid' }}>
                    <TableCell sx={{ whiteSpace: 'nowrap' }}>
                      <Moment at={row.at} locale={language} />
                    </TableCell>
                    {subject === 'patients' && (
                      <TableCell>
                        {row.who}
                        {row.role && `, ${row.role}`}
                      </TableCell>
                    )}
                    <TableCell>
                      {row.what}
                      {row.outcome && ` (${row.outcome})`}
                    </TableCell>
                    {subject === 'staff' && (
                      <TableCell>
                        {row.patients.slice(0, 3).map((patient) => (
                          <div key={patient.id}>
                            <Link to={`/reports/patients/${patient.id}`}>{patient.name}</Link>
                          </div>
                        ))}
                        {row.patients.length > 3 && say('others', { n: row.patients.length - 3 })}
                      </TableCell>
                    )}
                    <TableCell>
                      {row.why}
                      {row.caseNumber !== null && ` ${say('case', { number: row.caseNumber })}`}
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )}
          {hasNextPage && (
            <Button sx={notPrinted} disabled={isFetching} onClick={() => fetchNextPage()}>
              {translate('desk.report.more')}
            </Button>
          )}
        </>
      )}
    </Box>
  )
}
