import Box from '@mui/material/Box'
import { Bar, BarChart, LabelList, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import { useChartTheme } from '../core/charts/chartTheme.ts'
import { useWords } from '../core/words/useWords.ts'
import type { Figures } from './api.ts'
import { Dashboard } from './Dashboard.tsx'
import { FigureCard } from './FigureCard.tsx'
import { useFormat } from './format.ts'
import { TrendCard } from './TrendCard.tsx'
import type { AskedQuestion } from './useQuestion.ts'

const uses = ['uses-results', 'uses-message', 'uses-visit', 'uses-refill', 'uses-download', 'proxy-share']
const saves = ['messages', 'visits-online', 'refills-online', 'answered-24', 'answered-72']

/** What people use the portal for, and what is done there rather than by phone. */
export function FeaturesTab({ question }: { question: AskedQuestion }) {
  const { period, against } = question
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Dashboard<Figures>
        path="figures"
        asked={{ ...period, against, figures: [...uses, ...saves].join(',') }}
      >
        {(data) => (
          <>
            <UsesChart data={data} />
            <Box
              sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(250px, 1fr))' }}
            >
              {data.figures.map((figure) => (
                <FigureCard key={figure.code} figure={figure} reply={data} />
              ))}
            </Box>
          </>
        )}
      </Dashboard>
      <TrendCard
        question={question}
        figures={['visits-online', 'refills-online', 'answered-72']}
        name="features"
      />
    </Box>
  )
}

function UsesChart({ data }: { data: Figures }) {
  const translate = useWords()
  const format = useFormat()
  const colours = useChartTheme()
  const rows = data.figures
    .filter((figure) => uses.includes(figure.code))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
    .map((figure) => ({ ...figure, share: figure.value ?? 0 }))
  const title = translate('desk.adoption.usesTitle')
  const [first] = rows
  const sentence = first
    ? translate('desk.adoption.usesSentence', {
        feature: first.name,
        share: format.value(first.value, 'share'),
      })
    : ''
  return (
    <ChartCard
      title={title}
      sentence={sentence}
      file="adoption-features"
      head={[title, '%', translate('desk.adoption.numerator'), translate('desk.adoption.denominator')]}
      rows={rows.map((row) => [row.name, format.value(row.value, row.unit), row.numerator, row.denominator])}
    >
      <ResponsiveContainer width="100%" height={rows.length * 36 + 20}>
        <BarChart data={rows} layout="vertical" margin={{ left: 8, right: 60 }} title={title} desc={sentence}>
          <XAxis type="number" hide domain={[0, 1]} />
          <YAxis type="category" dataKey="name" width={170} stroke={colours.text} tick={{ fontSize: 12 }} />
          <Tooltip
            {...colours.tooltip}
            cursor={{ fillOpacity: 0.1 }}
            formatter={(value) => format.percent(Number(value))}
          />
          <Bar dataKey="share" name={title} fill={colours.main} isAnimationActive={false}>
            <LabelList
              dataKey="share"
              position="right"
              fill={colours.text}
              fontSize={12}
              formatter={(share) => format.percent(Number(share))}
            />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </ChartCard>
  )
}
