import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useParams } from 'react-router'
import { useAct } from '../core/acts.ts'
import { type AccessReview, useDesk } from '../core/dataProvider.ts'
import { useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { OtherActs } from '../core/form/OtherActs.tsx'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { Failed, Waiting } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'
import { AccessTable } from './AccessTable.tsx'

/** Everybody and what they may do, decided one by one. Finished, it prints as a report. */
export default function AccessReviewShow() {
  const { id } = useParams() as { id: string }
  return <AccessReviewPage id={id} />
}

export function AccessReviewPage({ id }: { id: string }) {
  const desk = useDesk()
  const say = useWords()
  const { data, error, refresh } = useReading(['access-review', id], (how) => desk.showAccessReview(id, how))
  if (error)
    return (
      <>
        <PageHead tab="desk.review.one" />
        <Failed error={error} retry={() => refresh()} />
      </>
    )
  if (!data) return <Waiting lines={8} />
  const left = data.items.filter((item) => item.decision === null).length
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Head review={data} left={left} />
      <Panel title={say('desk.review.people')}>
        <AccessTable review={data} left={left} onDecided={() => refresh()} />
      </Panel>
      {!data.finishedAt && <Finish id={id} ready={left === 0} onFinished={() => refresh()} />}
      <OtherActs of="access-reviews" id={id} panel onDone={() => refresh()} />
    </Box>
  )
}

function Head({ review, left }: { review: AccessReview; left: number }) {
  const say = useWords()
  const { number } = useFormat()
  return (
    <Box>
      <PageHead
        tab="desk.review.one"
        title={say('desk.review.of', { quarter: review.quarter })}
        action={
          review.finishedAt && <Button onClick={() => window.print()}>{say('desk.report.print')}</Button>
        }
      />
      <Typography role="status">
        {say('desk.review.begun', { name: review.begunBy })} <Moment at={review.begunAt} />.{' '}
        {review.finishedAt ? (
          <>
            {say('desk.review.finished', { name: review.finishedBy ?? '' })} <Moment at={review.finishedAt} />
            .
          </>
        ) : (
          say('desk.review.left', { left: number(left), all: number(review.items.length) })
        )}
      </Typography>
    </Box>
  )
}

function Finish({ id, ready, onFinished }: { id: string; ready: boolean; onFinished: () => void }) {
  const say = useWords()
  const act = useAct('access-review.finished')
  const part = useNextFocus(ready, 'finish')
  return (
    <Panel title={say('desk.review.finish')} ref={part} sx={notPrinted}>
      <ActForm
        act={act}
        params={{ id }}
        notYet={() => (ready ? undefined : say('desk.review.decideFirst'))}
        onDone={onFinished}
        onStale={onFinished}
      />
    </Panel>
  )
}
