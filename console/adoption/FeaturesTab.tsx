import Box from '@mui/material/Box'
import { Bar, BarChart, ErrorBar, LabelList, Tooltip, XAxis, YAxis } from 'recharts'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import { Drawing } from '../core/charts/Drawing.tsx'
import type { Figures, Trend, Weeks } from '../core/figureMethods.ts'
import { useWords } from '../core/words/useWords.ts'
import { Dashboard } from './Dashboard.tsx'
import { FigureTable } from './FigureTable.tsx'
import { countsOf, useFormat } from './format.ts'
import { errorOf } from './LinesOverTime.tsx'
import { useAbout } from './names.ts'
import { TrendChart } from './TrendChart.tsx'
import { useDashboard } from './useDashboard.ts'
import type { AskedQuestion } from './useQuestion.ts'
import { WeeklyCard, weeklyFigure } from './WeeklyCard.tsx'
import { WeeksChart } from './WeeksChart.tsx'

const single = ['uses-results', 'uses-message', 'uses-visit', 'uses-refill', 'uses-download']
/** Of those active in a year; what proxies do is out of another number. */
const ofActive = ['uses-two', ...single]
const uses = [...ofActive, 'proxy-share']
const saves = ['messages', 'visits-online', 'refills-online', 'answered-24', 'answered-72']
const shownMonthly = ['visits-online', 'refills-online', 'answered-72']

/** What people use the portal for, and what is done there rather than by phone. */
export function FeaturesTab({ question }: { question: AskedQuestion }) {
  const { period, against } = question
  const { data: trend } = useDashboard('trend', { ...period, against, figures: shownMonthly.join(',') })
  // Whoever sees no patients is told of no clinic's weeks.
  const ofHospital = !period.segment
  const { data: weeks } = useDashboard('weeks', { ...period, figures: weeklyFigure(question) }, ofHospital)
  return (
    <Dashboard name="figures" asked={{ ...period, against, figures: [...uses, ...saves].join(',') }}>
      {(data) => (
        <Features data={data} trend={trend} question={question} weeks={ofHospital ? weeks : undefined} />
      )}
    </Dashboard>
  )
}

function Features({
  data,
  trend,
  weeks,
  question,
}: {
  data: Figures
  trend: Trend | undefined
  weeks: Weeks | undefined
  question: AskedQuestion
}) {
  const say = useWords()
  const among = (codes: readonly string[]) => ({
    ...data,
    figures: data.figures.filter(({ code }) => codes.includes(code)),
  })
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
        alignItems: 'start',
      }}
    >
      <UsesChart data={data} />
      {trend && <TrendChart data={trend} name="features" />}
      {weeks && (
        <>
          <WeeksChart data={weeks} />
          <WeeklyCard data={weeks} question={question} />
        </>
      )}
      <FigureTable name="uses" title={say('desk.adoption.table.uses')} reply={among(uses)} />
      <FigureTable name="saves" title={say('desk.adoption.table.saves')} reply={among(saves)} />
    </Box>
  )
}

function UsesChart({ data }: { data: Figures }) {
  const say = useWords()
  const format = useFormat()
  const about = useAbout()
  const colours = useChartTheme()
  const rows = data.figures
    .filter((figure) => ofActive.includes(figure.code))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
    .map((figure) => ({ ...figure, share: figure.value ?? 0, error: errorOf(figure) }))
  const title = say('desk.adoption.usesTitle')
  const [first, next] = rows.filter(({ code, value }) => single.includes(code) && value !== null)
  const clear = first && (!next || (first.low ?? 0) > (next.high ?? 1))
  const sentence = first
    ? say(`desk.adoption.${clear ? 'usesSentence' : 'usesClose'}`, {
        feature: first.name,
        share: format.value(first.value, 'share'),
        next: next?.name ?? '',
        nextShare: format.value(next?.value ?? null, 'share'),
      })
    : say('desk.adoption.few')
  return (
    <ChartCard
      title={title}
      sentence={sentence}
      about={about(data)}
      file="adoption-features"
      head={[
        say('desk.adoption.figure'),
        say('desk.adoption.share'),
        say('desk.adoption.low'),
        say('desk.adoption.high'),
        say('desk.adoption.numerator'),
        say('desk.adoption.denominator'),
      ]}
      rows={rows.map((row) => [
        row.name,
        ...[row.value, row.low, row.high].map((n) => format.cell(n, row.unit)),
        ...countsOf(row.value, data.exact, row.numerator, row.denominator),
      ])}
    >
      <Drawing height={rows.length * 36 + 20}>
        <BarChart data={rows} layout="vertical" margin={{ left: 8, right: 60 }} title={title} desc={sentence}>
          <XAxis type="number" hide domain={[0, 1]} />
          <YAxis type="category" dataKey="name" width={150} stroke={colours.text} tick={{ fontSize: 12 }} />
          <Tooltip
            {...colours.tooltip}
            cursor={{ fillOpacity: 0.1 }}
            formatter={(value) => format.percent(Number(value))}
          />
          <Bar dataKey="share" name={title} fill={colours.main} fillOpacity={0.55} isAnimationActive={false}>
            <ErrorBar {...colours.overBar} dataKey="error" />
            <LabelList
              dataKey="share"
              content={({ x, y, width, height, index }) => {
                const row = rows[index ?? 0]
                if (!row || row.value === null) return null
                // Beyond the end of the interval, which would lie over the number.
                const end = row.share > 0 ? (Number(width) * (row.high ?? row.share)) / row.share : 0
                return (
                  <text
                    x={Number(x) + end + 8}
                    y={Number(y) + Number(height) / 2}
                    dominantBaseline="central"
                    fill={colours.text}
                    fontSize={12}
                  >
                    {format.percent(row.share)}
                  </text>
                )
              }}
            />
          </Bar>
        </BarChart>
      </Drawing>
    </ChartCard>
  )
}
