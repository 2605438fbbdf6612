import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import LinearProgress from '@mui/material/LinearProgress'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useWords } from '../core/words/useWords.ts'

import type { Figure, Figures } from './api.ts'
import { useFormat } from './format.ts'
import { GoalButton } from './GoalButton.tsx'

/** One figure with all it takes to read it: of what, when, without whom, against what. */
export function FigureCard({ figure, reply }: { figure: Figure; reply: Figures }) {
  const translate = useWords()
  const format = useFormat()
  const { value, unit, goal, before } = figure
  const national = figure.national[0]
  const timed = unit === 'hours' || unit === 'minutes'
  return (
    <Card
      component="article"
      aria-label={figure.name}
      sx={{ p: 2, display: 'flex', flexDirection: 'column', gap: 0.5 }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'start' }}>
        <Typography variant="h2">{figure.name}</Typography>
        {unit === 'share' && <GoalButton figure={figure} />}
      </Box>
      <Typography sx={{ fontSize: '1.8rem', fontWeight: 650, lineHeight: 1.2 }}>
        {timed && value !== null && '≤ '}
        {format.value(value, unit)}
      </Typography>
      {goal !== null && value !== null && (
        <Box>
          <LinearProgress
            variant="determinate"
            value={Math.min(100, (100 * value * 100) / Math.max(goal, 1e-9))}
            aria-label={translate('desk.adoption.goalOf', { goal: format.percent(goal / 100) })}
            color={(figure.better === 'more') === value * 100 >= goal ? 'success' : 'primary'}
            sx={{ height: 6, borderRadius: 3 }}
          />
          <Typography variant="body2">
            {translate('desk.adoption.goalOf', { goal: format.percent(goal / 100) })}
          </Typography>
        </Box>
      )}
      {before && <Change figure={figure} />}
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {translate(`desk.adoption.${timed ? 'timed' : 'fraction'}`, {
          numerator: format.count(figure.numerator),
          denominator: format.count(figure.denominator),
          numeratorIs: figure.numeratorIs,
          denominatorIs: figure.denominatorIs,
        })}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {figure.window === 'as-of'
          ? translate('desk.adoption.asOf', { day: reply.period.asOf })
          : translate('desk.adoption.during', { from: reply.period.from, to: reply.period.asOf })}{' '}
        <Box component="details" sx={{ display: 'inline' }}>
          <Box
            component="summary"
            sx={{ display: 'inline', cursor: 'pointer', textDecoration: 'underline dotted' }}
          >
            {translate('desk.adoption.exclusions')}
          </Box>{' '}
          {reply.exclusions}
        </Box>
      </Typography>
      {national && (
        <Typography variant="body2" sx={{ mt: 'auto' }}>
          {translate('desk.adoption.national', {
            percent: format.percent(national.percent / 100),
            year: national.year,
            population: national.population,
          })}{' '}
          <Source text={national.source} />
        </Typography>
      )}
    </Card>
  )
}

function Change({ figure }: { figure: Figure }) {
  const translate = useWords()
  const format = useFormat()
  const { value, before, unit } = figure
  if (value === null || !before || before.value === null)
    return <Typography variant="body2">{translate('desk.adoption.noBefore')}</Typography>
  const change = value - before.value
  const { low, high } = figure
  const byChance = low !== null && high !== null && before.value >= low && before.value <= high
  const better = change === 0 || byChance ? undefined : change > 0 === (figure.better === 'more')
  return (
    <Typography
      variant="body2"
      sx={{
        fontWeight: 600,
        color: better === undefined ? 'text.primary' : better ? 'success.main' : 'warning.main',
      }}
    >
      {translate('desk.adoption.change', {
        // A sign and a word, since colour alone tells nothing to some.
        how: translate(`desk.adoption.${better === undefined ? 'same' : better ? 'better' : 'worse'}`),
        before: format.value(before.value, unit),
      })}
    </Typography>
  )
}

/** A source whose last words are an address. */
function Source({ text }: { text: string }) {
  const translate = useWords()
  const address = text.split(', ').at(-1)!
  return (
    <Link href={`https://${address}`} target="_blank" rel="noreferrer" title={text}>
      {translate('desk.adoption.source')}
    </Link>
  )
}
