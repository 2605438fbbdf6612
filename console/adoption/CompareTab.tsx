import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useLocaleState } from 'react-admin'
import { figureTexts } from '../../api/adoption/figureTexts.ts'
import { type Dimension, places, traits } from '../../api/adoption/lists.ts'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import { Empty } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import type { Comparison } from './api.ts'
import { Dashboard } from './Dashboard.tsx'
import { useFormat } from './format.ts'
import { IntervalChart } from './IntervalChart.tsx'
import { useNames } from './names.ts'
import type { AskedQuestion } from './useQuestion.ts'

const comparable = [
  'accessed',
  'offered',
  'activated',
  'active-30',
  'active-90',
  'calls',
  'lock-outs',
  'first-contact',
  'answered-72',
  'visits-online',
] as const
const mostShown = 25

/** Clinics and providers beside the hospital, those that need help first. */
export const PlacesTab = ({ question }: { question: AskedQuestion }) => (
  <Compared question={question} dimensions={places} />
)
/** Groups of people beside all people: whom the portal does not reach. */
export const EquityTab = ({ question }: { question: AskedQuestion }) => (
  <Compared question={question} dimensions={traits} />
)

function Compared({ question, dimensions }: { question: AskedQuestion; dimensions: readonly Dimension[] }) {
  const translate = useWords()
  const [locale] = useLocaleState()
  const { params, period, against, set } = question
  const asked = params.get('by') as Dimension | null
  const by = asked && dimensions.includes(asked) ? asked : dimensions[0]!
  const figure = params.get('figure') ?? 'accessed'
  // Traits may be compared within one clinic; everything else is compared across the hospital.
  const segment = new URLSearchParams(period.segment ?? '')
  const clinic = dimensions === traits ? segment.get('clinic') : null
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>
        <TextField
          select
          label={translate('desk.adoption.figure')}
          value={figure}
          onChange={(event) => set({ figure: event.target.value })}
          sx={{ width: 270 }}
        >
          {comparable.map((code) => (
            <MenuItem key={code} value={code}>
              {figureTexts[code].name[locale === 'es' ? 'es' : 'en']}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          label={translate('desk.adoption.by')}
          value={by}
          onChange={(event) => set({ by: event.target.value })}
          sx={{ width: 200 }}
        >
          {dimensions.map((dimension) => (
            <MenuItem key={dimension} value={dimension}>
              {translate(`desk.dimension.${dimension}`)}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      <Dashboard<Comparison>
        path="compare"
        asked={{
          from: period.from,
          to: period.to,
          segment: clinic ? `clinic=${encodeURIComponent(clinic)}` : undefined,
          against,
          by,
          figure,
        }}
      >
        {(data) => <Rows data={data} question={question} />}
      </Dashboard>
    </Box>
  )
}

function Rows({ data, question }: { data: Comparison; question: AskedQuestion }) {
  const translate = useWords()
  const names = useNames()
  const format = useFormat()
  const rows = data.rows.map((row) => ({ ...row, label: names.value(row.value, row.name) }))
  const worst = rows.filter((row) => row.verdict === 'worse')
  const of = names.dimension(data.by)
  if (rows.length === 0) return <Empty title={translate('desk.adoption.nothing')} />
  const whole = format.value(data.whole.figure, data.unit)
  const sentence = worst[0]
    ? translate('desk.adoption.compareSentence', {
        name: worst[0].label,
        value: format.value(worst[0].figure, data.unit),
        whole,
        n: worst.length,
        shortfall: format.count(Math.round(worst[0].shortfall)),
      })
    : translate('desk.adoption.compareAlike', { whole })
  return (
    <>
      <ChartCard
        title={translate('desk.adoption.compareTitle', { figure: data.name, by: of })}
        sentence={sentence}
        file={`adoption-${data.figure}-by-${data.by}`}
        head={[
          of,
          data.name,
          translate('desk.adoption.low'),
          translate('desk.adoption.high'),
          translate('desk.adoption.numerator'),
          translate('desk.adoption.denominator'),
          translate('desk.adoption.verdict'),
          translate('desk.adoption.shortfall'),
          ...(data.against ? [translate('desk.adoption.before')] : []),
        ]}
        rows={rows.map((row) => [
          row.label,
          format.value(row.figure, data.unit),
          format.value(row.low, data.unit),
          format.value(row.high, data.unit),
          row.numerator,
          row.denominator,
          translate(`desk.adoption.verdicts.${row.verdict}`),
          Math.round(row.shortfall),
          ...(data.against ? [format.value(row.before, data.unit)] : []),
        ])}
      >
        <IntervalChart data={data} rows={rows.slice(0, mostShown)} label={sentence} />
        {rows.length > mostShown && (
          <Typography variant="body2">
            {translate('desk.adoption.moreInTable', { shown: mostShown, all: rows.length })}
          </Typography>
        )}
      </ChartCard>
      {worst[0] && (
        <Box>
          <Button
            variant="outlined"
            onClick={() => {
              const first = worst[0]!
              const next: URLSearchParams = new URLSearchParams()
              next.set(data.by, first.value)
              question.set({ segment: next.toString(), tab: 'funnel' })
            }}
          >
            {translate('desk.adoption.lookInto', { name: worst[0].label })}
          </Button>
        </Box>
      )}
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {data.denominatorIs}; {data.numeratorIs}. {translate('desk.adoption.intervalNote')}
      </Typography>
    </>
  )
}
