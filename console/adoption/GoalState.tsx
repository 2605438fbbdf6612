import Box from '@mui/material/Box'
import type { Figure } from '../core/figureMethods.ts'
import { StateChip } from '../core/StateChip.tsx'
import { useWords } from '../core/words/useWords.ts'
import { useFormat } from './format.ts'

/** A figure's goal, and whether it is met; of some figures less is better. */
export function GoalState({ figure: { value, goal, better } }: { figure: Figure }) {
  const say = useWords()
  const format = useFormat()
  if (goal === null) return null
  const text = format.percent(goal / 100)
  if (value === null) return <>{say('desk.adoption.goalOf', { goal: text })}</>
  const missing = better === 'more' ? goal - value * 100 : value * 100 - goal
  const chip =
    missing <= 0 ? (
      <StateChip tone="good">{say('desk.adoption.goalMet', { goal: text })}</StateChip>
    ) : (
      <StateChip tone="waits">
        {say('desk.adoption.goalShort', { goal: text, points: format.number(missing), smart_count: missing })}
      </StateChip>
    )
  return (
    <Box component="span" sx={{ '& > span': { whiteSpace: 'normal' } }}>
      {chip}
    </Box>
  )
}
