import { ErrorBar, Legend, Line, ReferenceLine } from 'recharts'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import type { Trend } from '../core/figureMethods.ts'
import { useWords } from '../core/words/useWords.ts'
import { dotOf } from './Dot.tsx'
import { countsOf, useFormat } from './format.ts'
import { errorOf, LinesOverTime } from './LinesOverTime.tsx'
import { MarksLink } from './MarksLink.tsx'
import { useAbout } from './names.ts'
import { runningMonth } from './running.ts'

/** Figures of one unit month by month, with what happened then marked on the axis of time. */
export function TrendChart({ data, name }: { data: Trend; name: 'use' | 'load' | 'features' }) {
  const say = useWords()
  const about = useAbout()
  const format = useFormat()
  const colours = useChartTheme()
  const [first] = data.figures
  if (!first) return null
  const unit = first.unit
  const points = first.points.map(({ month }, i) => ({
    month,
    ...Object.fromEntries(
      data.figures.flatMap(({ code, points }) => [
        [code, points[i]!.value],
        [`${code} error`, errorOf(points[i]!)],
      ]),
    ),
    before: first.points[i]!.before,
  }))
  const title = say(`desk.adoption.trend.${name}`)
  const running = runningMonth(data)
  // The month that is not over yet is drawn, and compared with nothing.
  const known = first.points.filter((point) => point.value !== null && point.month !== running)
  const [begin, end] = [known[0], known.at(-1)]
  const sentence =
    begin && end && begin !== end
      ? say('desk.adoption.trendSentence', {
          figure: first.name,
          from: format.value(begin.value, unit),
          fromMonth: format.month(begin.month),
          to: format.value(end.value, unit),
          toMonth: format.month(end.month),
        })
      : end
        ? say('desk.adoption.trendOne', {
            figure: first.name,
            to: format.value(end.value, unit),
            toMonth: format.month(end.month),
          })
        : say('desk.adoption.trendNone', { figure: first.name })
  const beforeName = (span: { from: string; to: string }) =>
    say('desk.adoption.figureIn', { figure: first.name, period: format.months(span) })
  // Their names would lie over each other where months are narrow: numbers stand at the lines.
  const notes = [
    ...data.annotations.map(
      ({ day, kind, label }, i) =>
        `${i + 1} · ${format.day(day)} · ${say(`desk.adoption.markKind.${kind}`)}: ${label}`,
    ),
    ...(running ? [say('desk.adoption.running', { month: format.month(running) })] : []),
  ]
  return (
    <ChartCard
      title={title}
      sentence={sentence}
      about={about(data)}
      notes={notes}
      file={`adoption-${name}`}
      head={[
        say('desk.adoption.month'),
        ...data.figures.flatMap((figure) => [
          figure.name,
          say('desk.adoption.lowOf', { figure: figure.name }),
          say('desk.adoption.highOf', { figure: figure.name }),
          say('desk.adoption.numeratorOf', { figure: figure.name }),
          say('desk.adoption.denominatorOf', { figure: figure.name }),
        ]),
        ...(data.against ? [beforeName(data.against)] : []),
      ]}
      rows={first.points.map(({ month }, i) => [
        month,
        ...data.figures.flatMap((figure) => {
          const point = figure.points[i]!
          return [
            ...[point.value, point.low, point.high].map((n) => format.cell(n, unit)),
            ...countsOf(point.value, data.exact, point.numerator, point.denominator),
          ]
        }),
        ...(data.against ? [format.cell(first.points[i]!.before, unit)] : []),
      ])}
      action={<MarksLink count={data.annotations.length} />}
    >
      <LinesOverTime
        points={points}
        by="month"
        title={title}
        sentence={sentence}
        number={(value) => format.value(value, unit)}
      >
        <Legend {...colours.legend} />
        {data.annotations.map((one, i) => (
          <ReferenceLine
            key={one.id}
            x={one.day.slice(0, 7)}
            stroke={colours.text}
            strokeDasharray="3 3"
            label={{ value: i + 1, position: 'top', fill: colours.text, fontSize: 12 }}
          />
        ))}
        {data.against && (
          <Line
            dataKey="before"
            name={beforeName(data.against)}
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
            dot={dotOf(colours.lines[i]!, colours.paper, ({ month }) => month === running)}
            isAnimationActive={false}
          >
            <ErrorBar {...colours.fine} dataKey={`${figure.code} error`} stroke={colours.lines[i]!} />
          </Line>
        ))}
      </LinesOverTime>
    </ChartCard>
  )
}
