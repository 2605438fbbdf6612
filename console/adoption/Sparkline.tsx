import Typography from '@mui/material/Typography'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import type { Figure, Trend } from '../core/figureMethods.ts'
import { useWords } from '../core/words/useWords.ts'
import { useFormat } from './format.ts'
import { runningMonth } from './running.ts'

const size = { width: 240, height: 44, margin: 5 }

/** How a figure went, month by month, beside its goal: the running month hollow, and said in words of the whole months only. */
export function Sparkline({ figure, trend }: { figure: Figure; trend: Trend }) {
  const say = useWords()
  const format = useFormat()
  const colours = useChartTheme()
  const points = trend.figures.find(({ code }) => code === figure.code)?.points ?? []
  const running = runningMonth(trend)
  const known = points.flatMap(({ month, value }, i) => (value === null ? [] : [{ month, value, i }]))
  const whole = known.filter(({ month }) => month !== running)
  const [first, last] = [whole[0], whole.at(-1)]
  if (!first || !last || first === last) return null
  const goal = figure.goal && figure.goal.target / (figure.unit === 'share' ? 100 : 1)
  const values = [...known.map(({ value }) => value), ...(goal === null ? [] : [goal])]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const inner = { width: size.width - 2 * size.margin, height: size.height - 2 * size.margin }
  const x = (i: number) => size.margin + (i / Math.max(1, points.length - 1)) * inner.width
  const y = (value: number) => size.margin + (1 - (value - low) / (high - low || 1)) * inner.height
  const text = say('desk.adoption.spark', {
    from: format.value(first.value, figure.unit),
    fromMonth: format.month(first.month),
    to: format.value(last.value, figure.unit),
    toMonth: format.month(last.month),
  })
  return (
    <>
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        width="100%"
        style={{ display: 'block', maxWidth: 320 }}
        aria-hidden
      >
        {goal !== null && (
          <line
            x1={size.margin}
            x2={size.width - size.margin}
            y1={y(goal)}
            y2={y(goal)}
            stroke={colours.text}
            strokeDasharray="4 3"
          />
        )}
        {/* Months of too few are gaps, not a line drawn across them. */}
        {known.slice(1).map((point, n) => {
          const before = known[n]!
          return before.i === point.i - 1 ? (
            <line
              key={point.month}
              x1={x(before.i)}
              y1={y(before.value)}
              x2={x(point.i)}
              y2={y(point.value)}
              stroke={colours.main}
              strokeWidth={2}
            />
          ) : null
        })}
        {known.map(({ month, value, i }) => (
          <circle
            key={month}
            cx={x(i)}
            cy={y(value)}
            r={month === running ? 3 : 1.5}
            stroke={colours.main}
            data-hollow={month === running || undefined}
            fill={month === running ? colours.paper : colours.main}
          />
        ))}
      </svg>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {text}
      </Typography>
    </>
  )
}
