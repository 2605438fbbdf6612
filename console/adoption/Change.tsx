import Typography from '@mui/material/Typography'
import type { Figure } from '../core/figureMethods.ts'
import { useWords } from '../core/words/useWords.ts'
import { useFormat } from './format.ts'

/** What a figure was in the months it is compared with, and whether that differs by more than chance. */
export function Change({ figure }: { figure: Figure }) {
  const say = useWords()
  const format = useFormat()
  const { value, before, unit, low, high } = figure
  if (value === null || !before || before.value === null)
    return <Typography variant="body2">{say('desk.adoption.noBefore')}</Typography>
  const change = value - before.value
  const byChance = low !== null && high !== null && before.value >= low && before.value <= high
  const moved = change === 0 || byChance ? 'same' : change > 0 ? 'up' : 'down'
  const better = (moved === 'up') === (figure.better === 'more')
  return (
    <Typography
      variant="body2"
      sx={{
        fontWeight: 600,
        color: moved === 'same' ? 'text.primary' : better ? 'success.main' : 'warning.main',
      }}
    >
      {/* A sign and a word, since colour alone tells nothing to some. */}
      {say(`desk.adoption.change.${moved}`, { before: format.value(before.value, unit) })}
    </Typography>
  )
}
