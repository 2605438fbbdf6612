import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import { useWords } from '../core/words/useWords.ts'
import type { NameIn } from '../words.ts'
import type { Overview } from './api.ts'

const parts = ['explained', 'unexplained', 'flagged'] as const

/** Accesses by day: explained, unexplained, flagged. A staff member and a patient count once a day. */
export default function AccessChart({ days }: { days: Overview['days'] }) {
  const translate = useWords()
  const colours = useChartTheme()
  const label = (name: NameIn<'desk.privacy.alerts'>) => translate(`desk.privacy.alerts.${name}`)
  const sum = (name: (typeof parts)[number] | 'accesses') => days.reduce((all, day) => all + day[name], 0)
  const accesses = sum('accesses')
  const percent = (n: number) => (accesses ? Math.round((1000 * n) / accesses) / 10 : 0)
  const sentence = translate('desk.privacy.alerts.sentence', {
    accesses,
    days: days.length,
    explained: percent(sum('explained')),
    unexplained: percent(sum('unexplained')),
    flagged: sum('flagged'),
  })
  const fills = { explained: colours.grid, unexplained: colours.lines[1]!, flagged: colours.lines[0]! }
  return (
    <ChartCard
      title={label('chart')}
      sentence={sentence}
      file="access-by-day"
      head={[label('day'), label('accesses'), ...parts.map(label)]}
      rows={days.map((day) => [day.day, day.accesses, ...parts.map((part) => day[part])])}
    >
      <ResponsiveContainer width="100%" height={220}>
        <BarChart data={days} margin={{ top: 8, right: 16, left: 8 }} title={label('chart')} desc={sentence}>
          <CartesianGrid stroke={colours.grid} vertical={false} />
          <XAxis
            dataKey="day"
            stroke={colours.text}
            tick={{ fontSize: 12 }}
            tickFormatter={(day: string) => day.slice(5)}
          />
          <YAxis stroke={colours.text} tick={{ fontSize: 12 }} width={48} allowDecimals={false} />
          <Tooltip {...colours.tooltip} />
          <Legend formatter={(name) => <span style={{ color: colours.text }}>{name}</span>} />
          {parts.map((part) => (
            <Bar
              key={part}
              dataKey={part}
              name={label(part)}
              stackId="access"
              fill={fills[part]}
              stroke={colours.text}
              strokeWidth={part === 'explained' ? 0.5 : 0}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </ChartCard>
  )
}
