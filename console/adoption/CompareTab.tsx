import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useLocaleState } from 'react-admin'
import { figureTexts } from '../../api/adoption/figureTexts.ts'
import { type Dimension, places, traits } from '../../api/adoption/lists.ts'
import { ChartCard } from '../core/charts/ChartCard.tsx'
import type { Comparison } from '../core/figureMethods.ts'
import { asLocale } from '../core/words/i18n.ts'
import { useWords } from '../core/words/useWords.ts'
import { Choice, Chooser } from './Chooser.tsx'
import { Dashboard } from './Dashboard.tsx'
import { EquityCard } from './EquityCard.tsx'
import { countsOf, useFormat } from './format.ts'
import { IntervalChart } from './IntervalChart.tsx'
import { Nothing } from './Nothing.tsx'
import { useAbout, useNames } from './names.ts'
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
  const say = useWords()
  const [locale] = useLocaleState()
  const { params, period, against, set } = question
  const asked = params.get('by') as Dimension | null
  const by = asked && dimensions.includes(asked) ? asked : dimensions[0]!
  const figure = comparable.find((one) => one === params.get('figure')) ?? 'accessed'
  // Traits may be compared within one clinic; everything else is compared across the hospital.
  const segment = new URLSearchParams(period.segment ?? '')
  const clinic = dimensions === traits ? segment.get('clinic') : null
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Chooser label={say('desk.adoption.compareQuestion')} chosen={{ figure, by }}>
        <Choice
          source="figure"
          label={say('desk.adoption.figure')}
          choices={comparable.map((id) => ({
            id,
            name: figureTexts[id].name[asLocale(locale) ?? 'en'],
          }))}
          onChoose={(id) => set({ figure: id })}
        />
        <Choice
          source="by"
          label={say('desk.adoption.by')}
          choices={dimensions.map((id) => ({ id, name: say(`desk.dimension.${id}`) }))}
          onChoose={(id) => set({ by: id })}
        />
      </Chooser>
      {dimensions === traits && (
        <Dashboard
          name="equity"
          asked={{
            from: period.from,
            to: period.to,
            segment: clinic ? `clinic=${encodeURIComponent(clinic)}` : undefined,
            by,
            figure,
            reference: params.get('reference')?.startsWith(`${by}.`)
              ? params.get('reference')!.slice(by.length + 1)
              : undefined,
          }}
        >
          {(data) => <EquityCard data={data} onReference={(group) => set({ reference: `${by}.${group}` })} />}
        </Dashboard>
      )}
      <Dashboard
        name="compare"
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
  const say = useWords()
  const names = useNames()
  const about = useAbout()
  const format = useFormat()
  const rows = data.rows.map((row) => ({ ...row, label: names.value(row.value, row.name) }))
  const worst = rows.filter((row) => row.verdict === 'worse')
  const of = names.dimension(data.by)
  if (rows.length === 0) return <Nothing exact={data.exact} />
  const whole = format.value(data.whole.figure, data.unit)
  const ofPlaces = (places as readonly string[]).includes(data.by)
  const adjusted = data.adjusted.length > 0
  const sentence = ofPlaces ? placesSentence() : groupsSentence()
  function placesSentence() {
    const [first] = worst
    if (first)
      return say('desk.study.standsApart', {
        name: first.label,
        value: format.value(first.figure, data.unit),
        expected: format.value(first.expected ?? data.whole.figure, data.unit),
        n: worst.length,
        smart_count: worst.length,
      })
    return rows.every(({ verdict }) => verdict === 'few')
      ? say('desk.study.fewPlaces')
      : say('desk.study.noneApart', { whole })
  }
  function groupsSentence() {
    const [first] = worst
    return first
      ? say('desk.adoption.compareSentence', {
          name: first.label,
          value: format.value(first.figure, data.unit),
          whole,
          n: worst.length,
          smart_count: worst.length,
          shortfall: say(`desk.adoption.besideLevel.${data.better}`, {
            n: format.count(Math.round(first.shortfall)),
          }),
        })
      : rows.every(({ verdict }) => verdict === 'few')
        ? say('desk.adoption.compareFew')
        : say('desk.adoption.compareAlike', { whole })
  }
  return (
    <>
      <ChartCard
        title={say('desk.adoption.compareTitle', { figure: data.name, by: of })}
        sentence={sentence}
        about={about(data)}
        file={`adoption-${data.figure}-by-${data.by}`}
        head={[
          of,
          data.name,
          say('desk.adoption.low'),
          say('desk.adoption.high'),
          say('desk.adoption.numerator'),
          say('desk.adoption.denominator'),
          ...(adjusted ? [say('desk.study.expectedOf')] : []),
          say('desk.adoption.verdict'),
          say(`desk.adoption.shortfall.${data.better}`),
          ...(data.against ? [format.months(data.against)] : []),
        ]}
        rows={rows.map((row) => [
          row.label,
          format.cell(row.figure, data.unit),
          format.cell(row.low, data.unit),
          format.cell(row.high, data.unit),
          ...countsOf(row.figure, data.exact, row.numerator, row.denominator),
          ...(adjusted ? [format.cell(row.expected, data.unit)] : []),
          say(`desk.adoption.verdicts.${row.verdict}`),
          Math.round(row.shortfall),
          ...(data.against ? [format.cell(row.before, data.unit)] : []),
        ])}
      >
        <IntervalChart data={data} rows={rows.slice(0, mostShown)} label={sentence} />
        {rows.length > mostShown && (
          <Typography variant="body2">
            {say('desk.adoption.moreInTable', { shown: mostShown, all: rows.length })}
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
            {say('desk.adoption.lookInto', { name: worst[0].label })}
          </Button>
        </Box>
      )}
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {say('desk.adoption.counted', { denominatorIs: data.denominatorIs, numeratorIs: data.numeratorIs })}{' '}
        {say(ofPlaces ? 'desk.study.placesNote' : 'desk.adoption.intervalNote')}{' '}
        {adjusted && say('desk.study.adjustedNote')}
      </Typography>
    </>
  )
}
