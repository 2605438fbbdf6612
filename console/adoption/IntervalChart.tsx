import {
  CartesianGrid,
  Cell,
  ErrorBar,
  ReferenceLine,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import { Drawing } from '../core/charts/Drawing.tsx'
import type { Comparison } from '../core/figureMethods.ts'
import { useWords } from '../core/words/useWords.ts'
import { useFormat } from './format.ts'

type Row = Comparison['rows'][number] & { label: string }

// Shares are drawn between these steps, so that an axis begins and ends at a round number.
const step = 0.05

/** From the lowest interval's end to the highest: what differs by a few points is seen to differ. */
function spanOf(points: Row[], { unit, whole }: Comparison): [number, number] | [number, 'auto'] {
  if (unit !== 'share') return [0, 'auto']
  const ends = points.flatMap((row) => [row.low ?? row.figure!, row.high ?? row.figure!])
  if (whole.figure !== null) ends.push(whole.figure)
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  return [Math.max(0, Math.floor(low / step) * step), Math.min(1, Math.ceil(high / step) * step)]
}

/** Names are broken into lines of so many letters beside the drawing: rows leave room for the longest. */
const lettersInALine = 17
const rowHeight = (rows: readonly Row[]) =>
  Math.max(30, 15 * Math.ceil(Math.max(0, ...rows.map(({ label }) => label.length)) / lettersInALine))

/** Each row’s value with its 95 % interval, and a line where the whole is. */
export function IntervalChart({ data, rows, label }: { data: Comparison; rows: Row[]; label: string }) {
  const say = useWords()
  const format = useFormat()
  const colours = useChartTheme()
  const points = rows
    .filter((row) => row.figure !== null)
    .map((row, y) => ({
      ...row,
      y,
      x: row.figure!,
      error: [row.figure! - (row.low ?? row.figure!), (row.high ?? row.figure!) - row.figure!],
    }))
  const colourOf = { worse: colours.worse, better: colours.better, alike: colours.main, few: colours.text }
  const shapeOf = (row: Row) =>
    (({ worse: 'triangle', better: 'star', alike: 'circle', few: 'cross' }) as const)[row.verdict]
  return (
    <Drawing height={points.length * rowHeight(points) + 70}>
      <ScatterChart margin={{ left: 8, right: 32, top: 20 }} title={data.name} desc={label}>
        <CartesianGrid stroke={colours.grid} horizontal={false} />
        <XAxis
          type="number"
          dataKey="x"
          name={data.name}
          stroke={colours.text}
          tick={{ fontSize: 12 }}
          domain={spanOf(points, data)}
          allowDataOverflow
          tickFormatter={(value: number) => format.value(value, data.unit)}
        />
        <YAxis
          type="number"
          dataKey="y"
          domain={[-0.5, points.length - 0.5]}
          ticks={points.map((row) => row.y)}
          tickFormatter={(y: number) => points[y]?.label ?? ''}
          width={130}
          interval={0}
          reversed
          stroke={colours.text}
          tick={{ fontSize: 12 }}
        />
        <Tooltip
          {...colours.tooltip}
          content={({ payload }) => {
            const row = payload?.[0]?.payload as Row | undefined
            return row ? (
              <div style={{ ...colours.tooltip.contentStyle, padding: 8, fontSize: 13 }}>
                <strong>{row.label}</strong>
                <div>
                  {format.value(row.figure, data.unit)} ({format.value(row.low, data.unit)} –{' '}
                  {format.value(row.high, data.unit)})
                </div>
                <div>
                  {format.count(row.numerator)} / {format.count(row.denominator)}
                </div>
                <div>{say(`desk.adoption.verdicts.${row.verdict}`)}</div>
                {data.against && (
                  <div>
                    {say('desk.adoption.before')}: {format.value(row.before, data.unit)}
                  </div>
                )}
              </div>
            ) : null
          }}
        />
        {data.whole.figure !== null && (
          <ReferenceLine
            x={data.whole.figure}
            stroke={colours.text}
            strokeDasharray="4 3"
            label={{
              value: `${say('desk.adoption.whole')} ${format.value(data.whole.figure, data.unit)}`,
              position: 'top',
              fill: colours.text,
              fontSize: 12,
            }}
          />
        )}
        {(['worse', 'better', 'alike', 'few'] as const).map((verdict) => {
          const some = points.filter((row) => row.verdict === verdict)
          return some.length === 0 ? null : (
            <Scatter
              key={verdict}
              name={say(`desk.adoption.verdicts.${verdict}`)}
              data={some}
              shape={shapeOf(some[0]!)}
              fill={colourOf[verdict]}
              isAnimationActive={false}
            >
              <ErrorBar {...colours.interval} dataKey="error" direction="x" stroke={colourOf[verdict]} />
              {some.map((row) => (
                <Cell key={row.value} fill={colourOf[verdict]} />
              ))}
            </Scatter>
          )
        })}
      </ScatterChart>
    </Drawing>
  )
}
