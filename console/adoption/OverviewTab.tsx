import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { HowCounted } from './Dashboard.tsx'
import { FigureCard } from './FigureCard.tsx'
import { FigureTable } from './FigureTable.tsx'
import { useFormat } from './format.ts'
import { NextSteps } from './NextSteps.tsx'
import { useAbout } from './names.ts'
import { StartHere } from './StartHere.tsx'
import { TrendChart } from './TrendChart.tsx'
import { useDashboard } from './useDashboard.ts'
import { type AskedQuestion, thisMonth } from './useQuestion.ts'

const chief = ['activated', 'accessed', 'active-30', 'calls']
const tables = {
  reach: [
    'offered',
    'activated-now',
    'used-30',
    'active-90',
    'active-365',
    'superusers',
    'accessed-by-proxy',
  ],
  start: [
    'timely-access',
    'registered-30',
    'activated-of-offered',
    'time-to-activate',
    'code-expiry',
    'declined',
  ],
  trouble: ['lock-outs', 'resets', 'verification-failure'],
  answered: ['first-contact', 'repeat-calls', 'service-level', 'time-to-resolve'],
} as const
const trends = {
  use: ['activated', 'accessed', 'active-30'],
  load: ['calls', 'lock-outs', 'resets'],
} as const

const columns = { display: 'grid', gap: 2, alignItems: 'start' } as const
const cards = {
  ...columns,
  alignItems: 'stretch',
  gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', lg: 'repeat(4, minmax(0, 1fr))' },
} as const
const halves = {
  ...columns,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
} as const

/**
 * The four chief figures, how they went, and the others in lines. All is asked for at once, so that none waits for the
 * others; what fails is said once.
 */
export function OverviewTab({ question }: { question: AskedQuestion }) {
  const say = useWords()
  const format = useFormat()
  const about = useAbout()
  const { period, against } = question
  const figures = (codes: readonly string[]) => ({ ...period, against, figures: codes.join(',') })
  const head = useDashboard('figures', figures(chief))
  const parts = {
    use: useDashboard('trend', figures(trends.use)),
    load: useDashboard('trend', figures(trends.load)),
    reach: useDashboard('figures', figures(tables.reach)),
    start: useDashboard('figures', figures(tables.start)),
    trouble: useDashboard('figures', figures(tables.trouble)),
    answered: useDashboard('figures', figures(tables.answered)),
  }
  const failed = [head, ...Object.values(parts)].filter(({ error }) => error)
  if (failed[0])
    return (
      <Failed
        error={failed[0].error}
        retry={() => {
          for (const one of failed) one.refetch()
        }}
      />
    )
  if (!head.data) return <Waiting lines={8} />
  const { figures: chiefs, segment, exact, counting } = head.data
  if (chiefs.every(({ numerator, denominator }) => denominator === 0 && numerator === 0))
    return segment === '' && period.to === thisMonth() && !counting ? (
      <StartHere exact={exact} />
    ) : (
      <NothingHere question={question} exact={exact} counting={counting} />
    )
  return (
    <Box
      aria-busy={head.isPlaceholderData}
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: 'minmax(0, 1fr)',
        opacity: head.isPlaceholderData ? 0.6 : 1,
      }}
    >
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {about(head.data).line}
      </Typography>
      <Box sx={cards}>
        {head.data.figures.map((figure) => (
          <FigureCard
            key={figure.code}
            figure={figure}
            reply={head.data}
            trend={(figure.code === 'calls' ? parts.load : parts.use).data}
          />
        ))}
      </Box>
      <NextSteps question={question} reply={head.data} />
      <Box sx={halves}>
        {(['use', 'load'] as const).map((name) =>
          parts[name].data ? (
            <TrendChart key={name} data={parts[name].data} name={name} />
          ) : (
            <Waiting key={name} />
          ),
        )}
      </Box>
      <Box sx={halves}>
        {(['reach', 'start', 'trouble', 'answered'] as const).map((name) =>
          parts[name].data ? (
            <FigureTable
              key={name}
              name={name}
              title={say(`desk.adoption.table.${name}`)}
              reply={parts[name].data}
            />
          ) : (
            <Waiting key={name} />
          ),
        )}
      </Box>
      {head.data.compared && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {say('desk.adoption.comparedMonths', {
            before: format.months(head.data.compared.against),
            now: format.months(head.data.compared.period),
          })}
        </Typography>
      )}
      <HowCounted state={head.data} />
    </Box>
  )
}

/** Nothing for what was asked: it says so, and leads to where there is something. */
function NothingHere({
  question,
  exact,
  counting,
}: {
  question: AskedQuestion
  exact: boolean
  counting: boolean
}) {
  const say = useWords()
  return (
    <Empty title={say(exact ? 'desk.adoption.nothingHere' : 'desk.adoption.fewHere')}>
      {counting && `${say('desk.adoption.counting')} `}
      <Button onClick={() => question.set({ from: '', to: '', segment: '' })}>
        {say('desk.adoption.showAll')}
      </Button>
    </Empty>
  )
}
