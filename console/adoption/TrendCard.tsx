import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import { useWords } from '../core/words/useWords.ts'
import { Annotations } from './Annotations.tsx'
import type { Trend } from './api.ts'
import { Dashboard } from './Dashboard.tsx'
import { useFormat } from './format.ts'
import type { AskedQuestion } from './useQuestion.ts'

/** Figures of one unit month by month, with what happened then marked on the axis of time. */
export function TrendCard({
  question,
  figures,
  name,
}: {
  question: AskedQuestion
  figures: string[]
  name: 'use' | 'load' | 'features'
}) {
  return (
    <Dashboard<Trend>
      part
      path="trend"
      asked={{ ...question.period, against: question.against, figures: figures.join(',') }}
    >
      {(data) => <TrendChart data={data} name={name} />}
    </Dashboard>
  )
}

function TrendChart({ data, name }: { data: Trend; name: string }) {
  const translate = useWords()
  const format = useFormat()
  const colours = useChartTheme()
  const [first] = data.figures
  if (!first) return null
  const unit = first.unit
  const points = first.points.map(({ month }, i) => ({
    month,
    ...Object.fromEntries(data.figures.map((figure) => [figure.code, figure.points[i]!.value])),
    before: first.points[i]!.before,
  }))
  const title = translate.of('desk.adoption.trend', name)
  const known = first.points.filter((point) => point.value !== null)
  const [begin, end] = [known[0], known.at(-1)]
  const sentence =
    begin && end
      ? translate('desk.adoption.trendSentence', {
          figure: first.name,
          from: format.value(begin.value, unit),
          fromMonth: format.month(begin.month),
          to: format.value(end.value, unit),
          toMonth: format.month(end.month),
        })
      : translate('desk.adoption.nothing')
  return (
    <ChartCard
      title={title}
      sentence={sentence}
      file={`adoption-${name}`}
      head={[
        translate('desk.adoption.month'),
        ...data.figures.flatMap((figure) => [
          figure.name,
          translate('desk.adoption.numeratorOf', { figure: figure.name }),
          translate('desk.adoption.denominatorOf', { figure: figure.name }),
        ]),
        ...(data.against ? [translate('desk.adoption.before')] : []),
      ]}
      rows={first.points.map(({ month }, i) => [
        month,
        ...data.figures.flatMap((figure) => {
          const point = figure.points[i]!
          return [
            point.value === null ? null : format.value(point.value, unit),
            point.numerator,
            point.denominator,
          ]
        }),
        ...(data.against ? [format.value(first.points[i]!.before, unit)] : []),
      ])}
      action={<Annotations list={data.annotations} />}
    >
      <ResponsiveContainer width="100%" height={260}>
        <LineChart data={points} margin={{ top: 24, right: 24, left: 8 }} title={title} desc={sentence}>
          <CartesianGrid stroke={colours.grid} vertical={false} />
          <XAxis dataKey="month" tickFormatter={format.month} stroke={colours.text} tick={{ fontSize: 12 }} />
          <YAxis
            stroke={colours.text}
            tick={{ fontSize: 12 }}
            tickFormatter={(value: number) => format.value(value, unit)}
            width={56}
          />
          <Tooltip
            {...colours.tooltip}
            labelFormatter={(month) => format.month(String(month))}
            formatter={(value) => format.value(Number(value), unit)}
          />
          <Legend />
          {data.annotations.map((one) => (
            <ReferenceLine
              key={one.id}
              x={one.day.slice(0, 7)}
              stroke={colours.text}
              strokeDasharray="3 3"
              label={{ value: one.label, position: 'top', fill: colours.text, fontSize: 11 }}
            />
          ))}
          {data.against && (
            <Line
              dataKey="before"
              name={translate('desk.adoption.figureIn', {
                figure: first.name,
                period: `${data.against.from} – ${data.against.to}`,
              })}
              stroke={colours.text}
              strokeWidth={1}
              dot={false}
              isAnimationActive={false}
            />
          )}
          {data.figures.map((figure, i) => (
            <Line
              key={figure.code}
              dataKey={figure.code}
              name={figure.name}
              stroke={colours.lines[i]!}
              strokeDasharray={colours.dashes[i]}
              strokeWidth={2}
              dot={{ r: 3 }}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </ChartCard>
  )
}
