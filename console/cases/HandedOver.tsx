import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { neededBy } from '../../api/cases/neededTexts.ts'
import { useAct } from '../core/acts.ts'
import type { Case } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Moment } from '../core/Moment.tsx'
import { useSpoken } from '../core/words/useSpoken.ts'
import { useWords } from '../core/words/useWords.ts'

/** What a case was handed over with, in the order it was asked; and, once it came back, the answer before it. */
export function HandedOver({
  id,
  handOver,
  mine,
  onChanged,
}: {
  /** The case. */
  id: string
  handOver: NonNullable<Case['handOver']>
  /** The reader has the case. */
  mine: boolean
  onChanged: () => void
}) {
  const read = useAct('case.answer-read')
  const queries = useQueryClient()
  const say = useWords()
  const spoken = useSpoken()
  const { to, by, at, answers, note, answer } = handOver
  const queue = say(`desk.queue.${to}`)
  const asked = Object.entries(neededBy(to)).filter(([name]) => Object.hasOwn(answers, name))
  return (
    <Box sx={{ my: 1, pl: 1.5, borderLeft: 3, borderColor: 'divider' }}>
      {answer && (
        <>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {say('desk.handOver.answer', { queue, name: answer.by })} ·{' '}
            <Moment at={answer.at} as="relative" />
          </Typography>
          <Typography sx={{ ...typed, mb: 1 }}>{answer.note}</Typography>
          {mine && answer.unread && (
            <ActForm
              act={read}
              params={{ id }}
              quiet
              onDone={() => {
                queries.invalidateQueries({ queryKey: ['case-queues'] })
                onChanged()
              }}
            />
          )}
        </>
      )}
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {say('desk.handOver.from', { queue, name: by })} · <Moment at={at} as="relative" />
      </Typography>
      <Box component="dl" sx={facts}>
        {asked.map(([name, { words, choices }]) => {
          const given = answers[name]!
          const choice = choices && Object.hasOwn(choices, given) ? choices[given] : undefined
          return (
            <Box key={name} sx={{ display: 'contents' }}>
              <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
                {spoken(words)}
              </Typography>
              <Typography component="dd" variant="body2" sx={{ m: 0, ...typed }}>
                {choice ? spoken(choice) : given}
              </Typography>
            </Box>
          )
        })}
        {note && (
          <>
            <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
              {say('desk.handOver.note')}
            </Typography>
            <Typography component="dd" variant="body2" sx={{ m: 0, ...typed }}>
              {note}
            </Typography>
          </>
        )}
      </Box>
    </Box>
  )
}

const typed = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const
const facts = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'max-content minmax(0, 1fr)' },
  columnGap: 2,
  rowGap: 0.25,
  m: 0,
  mt: 0.5,
} as const
