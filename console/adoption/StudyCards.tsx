import Typography from '@mui/material/Typography'
import { Legend, Line, ReferenceLine } from 'recharts'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import type { Support } from '../core/figureMethods.ts'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'
import { countsOf, useFormat } from './format.ts'
import { LinesOverTime } from './LinesOverTime.tsx'
import { useAbout } from './names.ts'

type Change = NonNullable<Support['series']['change']>

/** How many times as many, as people say it: so much fewer, or more. */
function useChange(exact: boolean) {
  const say = useWords()
  const format = useFormat()
  const times = (ratio: number) =>
    say(ratio < 1 ? 'desk.study.fewer' : 'desk.study.more', { percent: format.percent(Math.abs(ratio - 1)) })
  return (change: Change | null) => ({
    change: change ? times(change.ratio) : '',
    low: change ? times(change.low) : '',
    high: change ? times(change.high) : '',
    calls: say(`desk.study.calls.${exact ? 'exact' : 'people'}`),
  })
}

const kind = (says: Support['series']['says']) => (says === 'fewer' || says === 'more' ? 'changed' : says)

/** Calls month by month, beside what trend and season lead one to expect. */
export function SeriesCard({ data }: { data: Support }) {
  const say = useWords()
  const format = useFormat()
  const about = useAbout()
  const colours = useChartTheme()
  const change = useChange(data.exact)
  const { months, says } = data.series
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last) return null
  const title = say('desk.study.seriesTitle')
  const sentence = say(`desk.study.series.${kind(says)}`, change(data.series.change))
  const period = { from: first.month, to: last.month, asOf: data.after.asOf }
  return (
    <ChartCard
      title={title}
      sentence={sentence}
      about={about({ ...data, period })}
      file="adoption-calls-expected"
      head={[
        say('desk.adoption.month'),
        say(data.exact ? 'desk.adoption.calls' : 'desk.adoption.callers'),
        say('desk.study.counted'),
        say('desk.study.expected'),
      ]}
      rows={months.map((one) => [
        one.month,
        ...countsOf(one.rate, data.exact, one.count),
        format.cell(one.rate, 'per-1000'),
        format.cell(one.expected, 'per-1000'),
      ])}
    >
      <LinesOverTime
        points={months}
        by="month"
        title={title}
        sentence={sentence}
        number={format.number}
        pointedAt={(value) => format.value(value, 'per-1000')}
        height={240}
      >
        <Legend {...colours.legend} />
        <ReferenceLine
          x={data.leftOut}
          stroke={colours.text}
          strokeDasharray="3 3"
          label={{ value: format.month(data.leftOut), position: 'top', fill: colours.text, fontSize: 12 }}
        />
        <Line
          dataKey="rate"
          name={say('desk.study.counted')}
          stroke={colours.lines[0]!}
          strokeWidth={2}
          isAnimationActive={false}
        />
        {data.series.change && (
          <Line
            dataKey="expected"
            name={say('desk.study.expected')}
            stroke={colours.lines[1]!}
            strokeDasharray={colours.dashes[1]}
            strokeWidth={2}
            dot={false}
            isAnimationActive={false}
          />
        )}
      </LinesOverTime>
    </ChartCard>
  )
}

/** The clinics that a change reached beside those it did not. */
export function PlacesStudy({ places, exact }: { places: NonNullable<Support['places']>; exact: boolean }) {
  const say = useWords()
  const change = useChange(exact)
  const { says, changed, others, left, months } = places
  const studied = says !== 'short' && says !== 'few'
  return (
    <Panel title={say('desk.study.placesTitle')}>
      <Typography>
        {say(`desk.study.places.${says === 'fewer' || says === 'more' ? 'changed' : says}`, {
          ...change(places.change),
          changed,
          others,
        })}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {studied && say('desk.study.places.months', months)}{' '}
        {left > 0 && say('desk.study.places.left', { n: left, smart_count: left })}
      </Typography>
    </Panel>
  )
}
