import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import type { Figure, Figures, Trend } from '../core/figureMethods.ts'
import { useWords } from '../core/words/useWords.ts'
import { Change } from './Change.tsx'
import { Definition } from './Definition.tsx'
import { useFormat } from './format.ts'
import { FigureGoal } from './GoalState.tsx'
import { Sparkline } from './Sparkline.tsx'

/** One of the chief figures: what it is, how it went, against its goal and what it was; how it is counted is one click away. */
export function FigureCard({
  figure,
  reply,
  trend,
}: {
  figure: Figure
  reply: Figures
  trend: Trend | undefined
}) {
  const say = useWords()
  const format = useFormat()
  return (
    <Card
      component="article"
      aria-label={figure.name}
      sx={{ p: 2, minWidth: 0, '@media print': { breakInside: 'avoid' } }}
    >
      <Typography variant="h2">{figure.name}</Typography>
      <Typography sx={{ fontSize: '1.8rem', fontWeight: 650, lineHeight: 1.25 }}>
        {figure.few ? say('desk.adoption.few') : format.figure(figure)}
      </Typography>
      {figure.low !== null && figure.high !== null && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {say('desk.adoption.between', {
            low: format.value(figure.low, figure.unit),
            high: format.value(figure.high, figure.unit),
          })}
        </Typography>
      )}
      {trend && <Sparkline figure={figure} trend={trend} />}
      {reply.against && <Change figure={figure} />}
      <FigureGoal figure={figure} />
      <Box
        component="details"
        sx={{
          mt: 0.5,
          '& summary': { cursor: 'pointer', color: 'text.secondary' },
          // On paper there is nothing to open.
          '@media print': {
            '& summary': { display: 'none' },
            '&::details-content': { contentVisibility: 'visible' },
          },
        }}
      >
        <Typography component="summary" variant="body2">
          {say('desk.adoption.howCounted')}
        </Typography>
        <Definition figure={figure} reply={reply} />
      </Box>
    </Card>
  )
}
