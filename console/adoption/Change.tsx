import Typography from '@mui/material/Typography'
import type { Figure } from '../core/figureMethods.ts'
import { useWords } from '../core/words/useWords.ts'
import { useFormat } from './format.ts'

/** What a figure was in the whole months it is compared with, and whether it differs by more than the errors of both. */
export function Change({ figure }: { figure: Figure }) {
  const say = useWords()
  const format = useFormat()
  const { now, before, change, unit } = figure
  if (!change || !before) return <Typography variant="body2">{say('desk.adoption.noBefore')}</Typography>
  if (change === 'few' || !now || now.value === null || before.value === null)
    return <Typography variant="body2">{say('desk.adoption.change.few')}</Typography>
  if (change === 'unjudged')
    return (
      <Typography variant="body2">
        {say('desk.adoption.change.unjudged', {
          before: format.figure({ value: before.value, unit }),
          now: format.figure({ value: now.value, unit }),
        })}
      </Typography>
    )
  const moved = change === 'alike' ? 'same' : now.value > before.value ? 'up' : 'down'
  return (
    <Typography
      variant="body2"
      sx={{
        fontWeight: 600,
        color: moved === 'same' ? 'text.primary' : change === 'better' ? 'success.main' : 'warning.main',
      }}
    >
      {/* A sign and a word, since colour alone tells nothing to some. */}
      {say(`desk.adoption.change.${moved}`, {
        before: format.value(before.value, unit),
        now: format.value(now.value, unit),
      })}
    </Typography>
  )
}
