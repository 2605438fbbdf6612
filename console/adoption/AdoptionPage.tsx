import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import { useTheme } from '@mui/material/styles'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { Title, useLocaleState, useTranslate } from 'react-admin'
import {
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { loadOverview, type Overview } from '../providers/data.ts'
import { Panel } from '../ui/Panel.tsx'
import { Empty, Failed, Waiting } from '../ui/states.tsx'

/** The manager's first page: calls by cause, time to resolve, activated and active patients. No identities. */
export default function AdoptionPage() {
  const translate = useTranslate()
  const { data, error, refetch } = useQuery({ queryKey: ['overview'], queryFn: loadOverview, retry: false })
  if (error) return <Failed error={error} retry={() => refetch()} />
  if (!data) return <Waiting lines={8} />
  return (
    <Box sx={{ py: 2, display: 'grid', gap: 2, maxWidth: 1200 }}>
      <Title title={translate('desk.menu.adoption')} />
      <Box>
        <Typography variant="h1">{translate('desk.menu.adoption')}</Typography>
        <Typography sx={{ color: 'text.secondary' }}>
          {translate('desk.adoption.asOf', { day: data.asOf, zone: data.timeZone })}
        </Typography>
      </Box>
      <Figures overview={data} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } }}>
        <CallsByCause overview={data} />
        <CallsByMonth overview={data} />
      </Box>
      {data.calls.withheld && (
        <Typography sx={{ color: 'text.secondary' }}>{translate('desk.adoption.withheldNote')}</Typography>
      )}
    </Box>
  )
}

function Figures({ overview }: { overview: Overview }) {
  const translate = useTranslate()
  const [locale] = useLocaleState()
  const count = (n: number | null) =>
    n === null ? translate('desk.adoption.withheld') : n.toLocaleString(locale)
  const { timeToResolve, calls } = overview
  const tiles = [
    ...[overview.activated, ...overview.active].map((f) => ({
      name: translate(`desk.figure.${f.code}`),
      value:
        f.share === null
          ? '–'
          : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(f.share),
      detail: translate('desk.adoption.of', {
        numerator: count(f.numerator),
        denominator: count(f.denominator),
        window: f.window,
        exclusions: f.exclusions,
      }),
    })),
    {
      name: translate('desk.figure.resolve'),
      value:
        timeToResolve.medianMinutes === null
          ? '–'
          : translate('desk.adoption.minutes', { n: timeToResolve.medianMinutes }),
      detail: translate('desk.adoption.resolveDetail', {
        p90: timeToResolve.p90Minutes ?? '–',
        closed: count(timeToResolve.closed),
        window: timeToResolve.window,
      }),
    },
    {
      name: translate('desk.figure.open'),
      value: count(calls.open),
      detail: translate('desk.adoption.openDetail'),
    },
  ]
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(210px, 1fr))' }}>
      {tiles.map((tile) => (
        <Card key={tile.name} sx={{ p: 2 }}>
          <Typography variant="h2">{tile.name}</Typography>
          <Typography sx={{ fontSize: '1.8rem', fontWeight: 650 }}>{tile.value}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {tile.detail}
          </Typography>
        </Card>
      ))}
    </Box>
  )
}

function CallsByCause({ overview }: { overview: Overview }) {
  const translate = useTranslate()
  const theme = useTheme()
  const rows = overview.calls.byCause.map((c) => ({
    name: translate(`desk.cause.${c.cause}`),
    count: c.count,
  }))
  const top = rows.find((r) => r.count !== null)
  return (
    <Panel title={translate('desk.adoption.byCause')}>
      <Typography sx={{ color: 'text.secondary' }}>{overview.calls.window}</Typography>
      {rows.length === 0 ? (
        <Empty title={translate('desk.adoption.noCalls')} />
      ) : (
        <>
          <Typography sx={{ mb: 1 }}>
            {top
              ? translate('desk.adoption.causeSentence', { cause: top.name, count: top.count })
              : translate('desk.adoption.allWithheld')}
          </Typography>
          <Box aria-hidden>
            <ResponsiveContainer width="100%" height={Math.max(160, rows.length * 30)}>
              <BarChart
                data={rows.map((r) => ({ ...r, count: r.count ?? 0 }))}
                layout="vertical"
                margin={{ left: 8, right: 24 }}
                accessibilityLayer={false}
              >
                <XAxis type="number" stroke={theme.palette.text.secondary} allowDecimals={false} />
                <YAxis
                  type="category"
                  dataKey="name"
                  width={190}
                  stroke={theme.palette.text.secondary}
                  tick={{ fontSize: 12 }}
                />
                <Tooltip
                  contentStyle={{
                    background: theme.palette.background.paper,
                    color: theme.palette.text.primary,
                  }}
                />
                <Bar dataKey="count" fill={theme.palette.primary.main} isAnimationActive={false} />
              </BarChart>
            </ResponsiveContainer>
          </Box>
          <Numbers caption={translate('desk.adoption.byCause')} rows={rows} />
        </>
      )}
    </Panel>
  )
}

function CallsByMonth({ overview }: { overview: Overview }) {
  const translate = useTranslate()
  const theme = useTheme()
  const rows = overview.calls.byMonth.map((m) => ({ name: m.month, count: m.count }))
  return (
    <Panel title={translate('desk.adoption.byMonth')}>
      <Typography sx={{ color: 'text.secondary' }}>{translate('desk.adoption.monthWindow')}</Typography>
      {rows.length === 0 ? (
        <Empty title={translate('desk.adoption.noCalls')} />
      ) : (
        <>
          <Box aria-hidden sx={{ mt: 1 }}>
            <ResponsiveContainer width="100%" height={220}>
              <LineChart data={rows} margin={{ right: 16 }} accessibilityLayer={false}>
                <CartesianGrid stroke={theme.palette.divider} vertical={false} />
                <XAxis dataKey="name" stroke={theme.palette.text.secondary} tick={{ fontSize: 12 }} />
                <YAxis stroke={theme.palette.text.secondary} allowDecimals={false} />
                <Tooltip
                  contentStyle={{
                    background: theme.palette.background.paper,
                    color: theme.palette.text.primary,
                  }}
                />
                <Line
                  dataKey="count"
                  stroke={theme.palette.primary.main}
                  strokeWidth={2}
                  isAnimationActive={false}
                  connectNulls={false}
                />
              </LineChart>
            </ResponsiveContainer>
          </Box>
          <Numbers caption={translate('desk.adoption.byMonth')} rows={rows} />
        </>
      )}
    </Panel>
  )
}

/** The same numbers as a table, for those who do not see the chart. */
function Numbers({ caption, rows }: { caption: string; rows: { name: string; count: number | null }[] }) {
  const translate = useTranslate()
  return (
    <Box component="details" sx={{ mt: 1 }}>
      <summary>{translate('desk.adoption.asTable')}</summary>
      <Table size="small" aria-label={caption}>
        <TableHead>
          <TableRow>
            <TableCell>{caption}</TableCell>
            <TableCell align="right">{translate('desk.adoption.calls')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.name}>
              <TableCell>{row.name}</TableCell>
              <TableCell align="right">{row.count ?? translate('desk.adoption.withheld')}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
