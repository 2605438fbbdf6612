import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { Bar, BarChart, ErrorBar, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import { DayField } from '../core/DayField.tsx'
import { Empty } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import type { Support } from './api.ts'
import { Dashboard } from './Dashboard.tsx'
import { useFormat } from './format.ts'
import type { AskedQuestion } from './useQuestion.ts'

/** Calls by cause for each 1,000 active patients, before and after a marked day. */
export function SupportTab({ question }: { question: AskedQuestion }) {
  const translate = useWords()
  const { params, period, set } = question
  // Half a year back there are three whole months on both sides.
  const usual = new Date(Date.now() - 150 * 86_400_000).toISOString().slice(0, 10)
  const mark = params.get('mark') ?? usual
  const months = params.get('months') ?? '3'
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>
        <DayField
          label={translate('desk.adoption.markDay')}
          value={mark}
          onChange={(day) => day && set({ mark: day })}
        />
        <TextField
          select
          label={translate('desk.adoption.monthsEachSide')}
          value={months}
          onChange={(event) => set({ months: event.target.value })}
          sx={{ width: 200 }}
        >
          {['1', '2', '3', '6', '12'].map((n) => (
            <MenuItem key={n} value={n}>
              {n}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      <Dashboard<Support> path="support" asked={{ mark, months, segment: period.segment }}>
        {(data) => <Causes data={data} />}
      </Dashboard>
    </Box>
  )
}

function Causes({ data }: { data: Support }) {
  const translate = useWords()
  const format = useFormat()
  const colours = useChartTheme()
  const spread = (side: Support['all']['before']) =>
    side.rate === null ? [0, 0] : [side.rate - (side.low ?? side.rate), (side.high ?? side.rate) - side.rate]
  const rows = [{ cause: 'all', ...data.all }, ...data.rows].map((row) => ({
    ...row,
    name: row.cause === 'all' ? translate('desk.adoption.allCauses') : translate.of('desk.cause', row.cause),
    was: row.before.rate,
    is: row.after.rate,
    wasError: spread(row.before),
    isError: spread(row.after),
  }))
  if (data.all.before.count + data.all.after.count === 0)
    return <Empty title={translate('desk.adoption.noCalls')} />
  const ratioText = (ratio: Support['all']['ratio']) =>
    ratio === null
      ? null
      : `${format.number(ratio.ratio, 2)} (${format.number(ratio.low, 2)} – ${format.number(ratio.high, 2)})`
  const { ratio } = data.all
  const changed = ratio && (ratio.high < 1 ? 'fewer' : ratio.low > 1 ? 'more' : 'alike')
  const title = translate('desk.adoption.supportTitle')
  const sentence = translate(`desk.adoption.supportSentence.${changed ?? 'few'}`, {
    before: format.value(data.all.before.rate, 'per-1000'),
    after: format.value(data.all.after.rate, 'per-1000'),
    ratio: ratioText(ratio) ?? '–',
  })
  const names = {
    before: `${data.before.from} – ${data.before.to}`,
    after: `${data.after.from} – ${data.after.to}`,
  }
  return (
    <>
      <ChartCard
        title={title}
        sentence={sentence}
        file="adoption-support"
        head={[
          translate('desk.adoption.cause'),
          names.before,
          names.after,
          translate('desk.adoption.ratio'),
          translate('desk.adoption.callsIn', { period: names.before }),
          translate('desk.adoption.callsIn', { period: names.after }),
        ]}
        rows={rows.map((row) => [
          row.name,
          format.value(row.was, 'per-1000'),
          format.value(row.is, 'per-1000'),
          ratioText(row.ratio),
          row.before.count,
          row.after.count,
        ])}
      >
        <ResponsiveContainer width="100%" height={rows.length * 44 + 60}>
          <BarChart
            data={rows}
            layout="vertical"
            margin={{ left: 8, right: 32 }}
            title={title}
            desc={sentence}
          >
            <XAxis type="number" stroke={colours.text} tick={{ fontSize: 12 }} />
            <YAxis
              type="category"
              dataKey="name"
              width={210}
              interval={0}
              stroke={colours.text}
              tick={{ fontSize: 12 }}
            />
            <Tooltip
              {...colours.tooltip}
              cursor={{ fillOpacity: 0.1 }}
              formatter={(value) => format.value(Number(value), 'per-1000')}
            />
            <Legend />
            <Bar
              dataKey="was"
              name={names.before}
              fill={colours.lines[1]!}
              fillOpacity={0.75}
              isAnimationActive={false}
            >
              <ErrorBar dataKey="wasError" direction="x" width={4} stroke={colours.text} />
            </Bar>
            <Bar dataKey="is" name={names.after} fill={colours.main} isAnimationActive={false}>
              <ErrorBar dataKey="isError" direction="x" width={4} stroke={colours.text} />
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </ChartCard>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {translate('desk.adoption.supportNote', { month: format.month(data.leftOut) })}
      </Typography>
    </>
  )
}
