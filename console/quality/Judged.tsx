import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { questions } from '../../api/quality/lists.ts'
import type { MyCallReview } from '../core/dataProvider.ts'
import { Moment } from '../core/Moment.tsx'
import { useWords } from '../core/words/useWords.ts'

type Given = Pick<
  MyCallReview,
  'answers' | 'remark' | 'reviewedBy' | 'reviewedAt' | 'reply' | 'repliedAt' | 'met' | 'asked'
>

/** A review as it was given: each answer, the remark, and what the agent replied. */
export function Judged({ review }: { review: Given }) {
  const say = useWords()
  const { answers, remark, reviewedBy, reviewedAt, reply, repliedAt, met, asked } = review
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Typography>
        {say('desk.quality.reviewedBy', { name: reviewedBy ?? '–' })}, <Moment at={reviewedAt} /> ·{' '}
        {say('desk.quality.score', { met: met ?? 0, asked: asked ?? 0 })}
      </Typography>
      {answers && (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {questions.map((name) => (
            <li key={name}>
              {say(`desk.question.${name}`)}: <strong>{say(`desk.answer.${answers[name]}`)}</strong>
            </li>
          ))}
        </Box>
      )}
      {remark && (
        <Typography sx={{ whiteSpace: 'pre-wrap' }}>
          <strong>{say('desk.quality.remark')}:</strong> {remark}
        </Typography>
      )}
      {reply && (
        <Typography sx={{ whiteSpace: 'pre-wrap' }}>
          <strong>{say('desk.quality.reply')}</strong> (<Moment at={repliedAt} />
          ): {reply}
        </Typography>
      )}
    </Box>
  )
}
