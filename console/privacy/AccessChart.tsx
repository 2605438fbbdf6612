import { Bar, BarChart, CartesianGrid, Legend, Tooltip, XAxis, YAxis } from 'recharts'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import { Drawing } from '../core/charts/Drawing.tsx'
import type { PrivacyOverview } from '../core/dataProvider.ts'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import type { NameIn } from '../words.ts'

const parts = ['explained', 'unexplained', 'flagged'] as const

/** Accesses by day: explained, unexplained, flagged. A staff member and a patient count once a day. */
export default function AccessChart({ days }: { days: PrivacyOverview['days'] }) {
  const say = useWords()
  const { number, percent, date } = useFormat()
  const colours = useChartTheme()
  const label = (name: NameIn<'desk.privacy.alerts'>) => say(`desk.privacy.alerts.${name}`)
  const sum = (name: (typeof parts)[number] | 'accesses') => days.reduce((all, day) => all + day[name], 0)
  const accesses = sum('accesses')
  const share = (name: (typeof parts)[number]) => percent(accesses ? sum(name) / accesses : 0)
  const sentence = say('desk.privacy.alerts.sentence', {
    accesses: number(accesses),
    days: number(days.length),
    explained: share('explained'),
    unexplained: share('unexplained'),
    flagged: number(sum('flagged')),
  })
  const shortly = (day: string) => date(day, 'medium').replace(/,? \d{4}$/, '')
  const fills = { explained: colours.lines[2]!, unexplained: colours.lines[1]!, flagged: colours.lines[0]! }
  return (
    <ChartCard
      title={label('chart')}
      sentence={sentence}
      file="access-by-day"
      head={[label('day'), label('accesses'), ...parts.map(label)]}
      rows={days.map((day) => [day.day, day.accesses, ...parts.map((part) => day[part])])}
    >
      <Drawing height={220}>
        <BarChart data={days} margin={{ top: 8, right: 16, left: 8 }} title={label('chart')} desc={sentence}>
          <CartesianGrid stroke={colours.grid} vertical={false} />
          <XAxis dataKey="day" stroke={colours.text} tick={{ fontSize: 12 }} tickFormatter={shortly} />
          <YAxis stroke={colours.text} tick={{ fontSize: 12 }} width={48} allowDecimals={false} />
          <Tooltip {...colours.tooltip} labelFormatter={(day) => date(String(day))} />
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
      </Drawing>
    </ChartCard>
  )
}
