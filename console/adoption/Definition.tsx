import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { Figure, Figures } from '../core/figureMethods.ts'
import { useWords } from '../core/words/useWords.ts'
import { isTime, useFormat } from './format.ts'

/** All it takes to read a figure: of what, of when, without whom, and what is published of its like. */
export function Definition({ figure, reply }: { figure: Figure; reply: Figures }) {
  const say = useWords()
  const format = useFormat()
  const { period } = reply
  return (
    <Box sx={{ display: 'grid', gap: 0.5, py: 1, color: 'text.secondary', maxWidth: '75ch' }}>
      <Typography variant="body2">
        {say(`desk.adoption.${figure.few ? 'fractionFew' : isTime(figure) ? 'timed' : 'fraction'}`, {
          numerator: format.count(figure.numerator),
          denominator: format.count(figure.denominator),
          numeratorIs: figure.numeratorIs,
          denominatorIs: figure.denominatorIs,
        })}
      </Typography>
      <Typography variant="body2">
        {figure.window === 'as-of'
          ? say('desk.adoption.onDay', { day: format.day(period.asOf) })
          : say('desk.adoption.during', {
              from: format.month(period.from),
              to: format.day(period.asOf),
            })}{' '}
        {reply.exclusions} {!reply.exact && figure.window === 'period' && say('desk.adoption.onceAMonth')}
      </Typography>
      {figure.national.map((one) => (
        <Typography key={one.source} variant="body2">
          {say('desk.adoption.national', {
            percent: format.percent(one.percent / 100),
            year: String(one.year),
            population: one.population,
          })}{' '}
          <Source text={one.source} />
        </Typography>
      ))}
    </Box>
  )
}

/** A source whose last words are an address. */
function Source({ text }: { text: string }) {
  const say = useWords()
  const address = text.split(', ').at(-1)!
  return (
    <Link href={`https://${address}`} target="_blank" rel="noreferrer" title={text}>
      {say('desk.adoption.source')}
    </Link>
  )
}
