import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import type { Figure, Figures } from '../core/figureMethods.ts'
import { useWords } from '../core/words/useWords.ts'
import { Change } from './Change.tsx'
import { Definition } from './Definition.tsx'
import { useFormat } from './format.ts'
import { FigureGoal } from './GoalState.tsx'

/** One of the chief figures: what it is, against its goal and what it was; how it is counted is one click away. */
export function FigureCard({ figure, reply }: { figure: Figure; reply: Figures }) {
  const say = useWords()
  const format = useFormat()
  return (
    <Card component="article" aria-label={figure.name} sx={{ p: 2, minWidth: 0 }}>
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
      <FigureGoal figure={figure} />
      {reply.against && <Change figure={figure} />}
      <Box component="details" sx={{ mt: 0.5, '& summary': { cursor: 'pointer', color: 'text.secondary' } }}>
        <Typography component="summary" variant="body2">
          {say('desk.adoption.howCounted')}
        </Typography>
        <Definition figure={figure} reply={reply} />
      </Box>
    </Card>
  )
}
