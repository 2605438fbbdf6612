import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { AutocompleteArrayInput, DateInput } from 'react-admin'
import { Bar, BarChart, ErrorBar, Legend, Tooltip, XAxis, YAxis } from 'recharts'
import { places } from '../../api/adoption/lists.ts'
import { type Cell, ChartCard } from '../core/charts/ChartCard.tsx'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import { Drawing } from '../core/charts/Drawing.tsx'
import type { Support } from '../core/figureMethods.ts'
import { Empty } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { Choice, Chooser } from './Chooser.tsx'
import { Dashboard } from './Dashboard.tsx'
import { countsOf, useFormat } from './format.ts'
import { errorOf } from './LinesOverTime.tsx'
import { useAbout, useNames, useSegments } from './names.ts'
import { PlacesStudy, SeriesCard } from './StudyCards.tsx'
import { type AskedQuestion, monthsAfter, thisMonth } from './useQuestion.ts'

const eachSide = ['1', '2', '3', '6', '12']
// A day being typed has a year of one digit at first.
const wholeDay = /^[12]\d{3}-/
// Twelve months before it are within what may be asked.
const earliest = '1901-01-01'
const lastDayOf = (month: string) =>
  new Date(Date.parse(`${monthsAfter(month, 1)}-01`) - 1).toISOString().slice(0, 10)

/** Calls by cause for each 1,000 patients seen, before and after a marked day. */
export function SupportTab({ question }: { question: AskedQuestion }) {
  const say = useWords()
  const format = useFormat()
  const { params, period, set } = question
  // Half a year back there are three whole months on both sides.
  const usual = new Date(Date.now() - 150 * 86_400_000).toISOString().slice(0, 10)
  const mark = params.get('mark') ?? usual
  // One whole month at least lies after it, and some before it.
  const latest = lastDayOf(monthsAfter(thisMonth(), -2))
  const fits = mark >= earliest && mark <= latest
  const months = params.get('months') ?? '3'
  const changed = params.get('changed') ?? ''
  const ids = changed.split(',').filter(Boolean)
  const names = useNames()
  const { mayCompare, dimensions } = useSegments()
  const clinics = dimensions
    .filter(({ dimension }) => dimension === 'clinic')
    .flatMap(({ values }) => values.filter(({ value }) => value !== 'unknown'))
    .map(({ value, name }) => ({ id: value, name: names.value(value, name) }))
  // Of one clinic or provider there is nothing to choose among.
  const ofPlace = places.some((place) => new URLSearchParams(period.segment).has(place))
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Chooser label={say('desk.adoption.supportQuestion')} chosen={{ mark, months, changed: ids }}>
        <DateInput
          source="mark"
          label={say('desk.adoption.markDay')}
          helperText={
            !fits && say('desk.adoption.markFits', { from: format.day(earliest), to: format.day(latest) })
          }
          slotProps={{ htmlInput: { min: earliest, max: latest }, formHelperText: { role: 'alert' } }}
          onChange={({ target }) => wholeDay.test(target.value) && set({ mark: target.value })}
          sx={{ width: { xs: '100%', sm: 180 } }}
        />
        <Choice
          source="months"
          label={say('desk.adoption.monthsEachSide')}
          choices={eachSide.map((id) => ({ id, name: id }))}
          onChoose={(n) => set({ months: n })}
        />
        {mayCompare && !ofPlace && (
          <AutocompleteArrayInput
            source="changed"
            label={say('desk.study.changedClinics')}
            choices={clinics}
            translateChoice={false}
            helperText={false}
            margin="none"
            onChange={(list: unknown) => set({ changed: (list as string[]).join(',') })}
            sx={{ width: { xs: '100%', sm: 330 } }}
          />
        )}
      </Chooser>
      {fits && (
        <Dashboard
          name="support"
          asked={{ mark, months, segment: period.segment, changed: ofPlace ? undefined : changed }}
        >
          {(data) => <Causes data={data} />}
        </Dashboard>
      )}
    </Box>
  )
}

function Causes({ data }: { data: Support }) {
  const say = useWords()
  const format = useFormat()
  const about = useAbout()
  const colours = useChartTheme()
  const rows = [{ cause: 'all', ...data.all }, ...data.rows].map((row) => ({
    ...row,
    name: row.cause === 'all' ? say('desk.adoption.allCauses') : say.of('desk.cause', row.cause),
    was: row.before.rate,
    is: row.after.rate,
    wasError: errorOf({ value: row.before.rate, ...row.before }),
    isError: errorOf({ value: row.after.rate, ...row.after }),
  }))
  if (data.all.before.count + data.all.after.count === 0)
    return <Empty title={say(`desk.adoption.${data.exact ? 'noCalls' : 'nothingShown'}`)} />
  const times = (n: number | undefined): Cell =>
    n === undefined ? null : { value: n, shown: format.number(n, 2) }
  const names = {
    before: format.months(data.before),
    after: format.months(data.after),
  }
  const { ratio } = data.all
  const title = say('desk.adoption.supportTitle')
  const { before, after } = data.all
  const sentence = ratio
    ? say('desk.study.bars', {
        before: format.value(before.rate, 'per-1000'),
        after: format.value(after.rate, 'per-1000'),
        ratio: format.number(ratio.ratio, 2),
        low: format.number(ratio.low, 2),
        high: format.number(ratio.high, 2),
        n: format.count(before.count),
        m: format.count(after.count),
        calls: say(`desk.study.calls.${data.exact ? 'exact' : 'people'}`),
        beforeMonths: names.before,
        afterMonths: names.after,
      })
    : !data.exact && (before.rate === null || after.rate === null)
      ? say('desk.adoption.change.few')
      : before.rate === null
        ? say('desk.adoption.noBefore')
        : say('desk.adoption.supportFew', {
            before: format.count(before.count),
            after: format.count(after.count),
            beforeMonths: names.before,
            afterMonths: names.after,
          })
  const counted = data.exact ? 'desk.adoption.callsIn' : 'desk.adoption.callersIn'
  const ends = (period: string) => [
    say('desk.adoption.lowOf', { figure: period }),
    say('desk.adoption.highOf', { figure: period }),
  ]
  return (
    <>
      <SeriesCard data={data} />
      {data.places && <PlacesStudy places={data.places} exact={data.exact} />}
      <ChartCard
        title={title}
        sentence={sentence}
        about={about({ ...data, period: { ...data.before, to: data.after.to, asOf: data.after.asOf } })}
        file="adoption-support"
        head={[
          say('desk.adoption.cause'),
          ...[names.before, ...ends(names.before)],
          ...[names.after, ...ends(names.after)],
          ...[say('desk.adoption.ratio'), ...ends(say('desk.adoption.ratio'))],
          say(counted, { period: names.before }),
          say(counted, { period: names.after }),
        ]}
        rows={rows.map((row) => [
          row.name,
          ...[row.was, row.before.low, row.before.high].map((n) => format.cell(n, 'per-1000')),
          ...[row.is, row.after.low, row.after.high].map((n) => format.cell(n, 'per-1000')),
          ...[row.ratio?.ratio, row.ratio?.low, row.ratio?.high].map(times),
          ...[row.before, row.after].flatMap(({ count, rate }) => countsOf(rate, data.exact, count)),
        ])}
      >
        <Drawing height={rows.length * 44 + 60}>
          <BarChart
            data={rows}
            layout="vertical"
            margin={{ left: 8, right: 32 }}
            title={title}
            desc={sentence}
          >
            <XAxis
              type="number"
              stroke={colours.text}
              tick={{ fontSize: 12 }}
              tickFormatter={format.number}
            />
            <YAxis
              type="category"
              dataKey="name"
              width={140}
              interval={0}
              stroke={colours.text}
              tick={{ fontSize: 12 }}
            />
            <Tooltip
              {...colours.tooltip}
              cursor={{ fillOpacity: 0.1 }}
              formatter={(value) => format.value(Number(value), 'per-1000')}
            />
            <Legend {...colours.legend} />
            <Bar
              dataKey="was"
              name={names.before}
              fill={colours.lines[1]!}
              fillOpacity={0.55}
              isAnimationActive={false}
            >
              <ErrorBar {...colours.overBar} dataKey="wasError" />
            </Bar>
            <Bar
              dataKey="is"
              name={names.after}
              fill={colours.main}
              fillOpacity={0.55}
              isAnimationActive={false}
            >
              <ErrorBar {...colours.overBar} dataKey="isError" />
            </Bar>
          </BarChart>
        </Drawing>
      </ChartCard>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {say('desk.adoption.supportNote', { month: format.month(data.leftOut) })}
      </Typography>
    </>
  )
}
