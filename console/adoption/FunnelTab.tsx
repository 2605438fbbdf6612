import { Bar, BarChart, Cell, LabelList, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import { Empty } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import type { Funnel } from './api.ts'
import { Dashboard } from './Dashboard.tsx'
import { useFormat } from './format.ts'
import type { AskedQuestion } from './useQuestion.ts'

/** From a patient who was seen to one who uses the portal: where people are lost. */
export function FunnelTab({ question }: { question: AskedQuestion }) {
  const { period, against } = question
  return (
    <Dashboard<Funnel> path="funnel" asked={{ ...period, against }}>
      {(data) => <FunnelChart data={data} />}
    </Dashboard>
  )
}

function FunnelChart({ data }: { data: Funnel }) {
  const translate = useWords()
  const format = useFormat()
  const colours = useChartTheme()
  const rows = data.steps.map((step) => ({ ...step, name: translate.of('desk.adoption.step', step.step) }))
  const lost = rows
    .slice(1)
    .map((row, i) => ({ row, from: rows[i]!, n: rows[i]!.count - row.count }))
    .sort((a, b) => b.n - a.n)[0]
  const title = translate('desk.adoption.tab.funnel')
  if (!rows[0]?.count) return <Empty title={translate('desk.adoption.nothing')} />
  const sentence = lost
    ? translate('desk.adoption.funnelSentence', {
        n: format.count(lost.n),
        from: lost.from.name,
        to: lost.row.name,
        day: data.period.asOf,
      })
    : ''
  return (
    <ChartCard
      title={title}
      sentence={sentence}
      file="adoption-funnel"
      head={[
        translate('desk.adoption.stepName'),
        translate('desk.adoption.patients'),
        translate('desk.adoption.ofEligible'),
        translate('desk.adoption.ofPrevious'),
        ...(data.against ? [translate('desk.adoption.before')] : []),
      ]}
      rows={rows.map((row) => [
        row.name,
        row.count,
        row.ofFirst === null ? null : format.percent(row.ofFirst),
        row.ofPrevious === null ? null : format.percent(row.ofPrevious),
        ...(data.against ? [row.before] : []),
      ])}
    >
      <ResponsiveContainer width="100%" height={rows.length * (data.against ? 56 : 44) + 40}>
        <BarChart data={rows} layout="vertical" margin={{ left: 8, right: 72 }} title={title} desc={sentence}>
          <XAxis type="number" hide domain={[0, 'dataMax']} />
          <YAxis type="category" dataKey="name" width={190} stroke={colours.text} tick={{ fontSize: 12 }} />
          <Tooltip
            {...colours.tooltip}
            cursor={{ fillOpacity: 0.1 }}
            formatter={(value) => format.count(Number(value))}
          />
          {data.against && <Legend />}
          {data.against && (
            <Bar
              dataKey="before"
              name={`${data.against.from} – ${data.against.to}`}
              fill={colours.grid}
              isAnimationActive={false}
            />
          )}
          <Bar
            dataKey="count"
            name={`${data.period.from} – ${data.period.to}`}
            fill={colours.main}
            isAnimationActive={false}
          >
            {rows.map((row) => (
              <Cell key={row.step} fillOpacity={row === lost?.row ? 1 : 0.75} />
            ))}
            <LabelList
              dataKey="ofFirst"
              position="right"
              fill={colours.text}
              fontSize={12}
              formatter={(share) => (share === null ? '' : format.percent(Number(share)))}
            />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </ChartCard>
  )
}
