import Box from '@mui/material/Box'
import type { Figure } from '../core/figureMethods.ts'
import { StateChip } from '../core/StateChip.tsx'
import { type AGoal, useGoalText } from './goalText.ts'
import { Line } from './Line.tsx'

/** How a goal stands, and how far it is. */
export function GoalState({ goal }: { goal: AGoal }) {
  const text = useGoalText()
  const gap = text.gap(goal)
  return (
    <Box component="span" sx={{ '& > span': { whiteSpace: 'normal' } }}>
      <StateChip tone={text.tone(goal)}>{gap ? `${text.state(goal)}: ${gap}` : text.state(goal)}</StateChip>
    </Box>
  )
}

/** A figure's goal beside the figure: what, by when, and how it stands; of what that is where the figure is of other months. */
export function FigureGoal({ figure }: { figure: Figure }) {
  const text = useGoalText()
  if (!figure.goal) return null
  const goal: AGoal = { ...figure.goal, unit: figure.unit, better: figure.better, window: figure.window }
  return (
    <Box component="span" sx={{ display: 'block', fontSize: '.875rem' }}>
      {text.aim(goal)}
      <br />
      <GoalState goal={goal} />
      {goal.value !== null && goal.value !== figure.value && <Line>{text.value(goal)}</Line>}
    </Box>
  )
}
