import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useParams } from 'react-router'
import { useAct } from '../core/acts.ts'
import { type Activity, useDesk } from '../core/dataProvider.ts'
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
import { Additions } from './BreachJudge.tsx'
import { DrawnTable } from './DrawnTable.tsx'

/** One review: figures, the sample with what was found of each access, and the signature. */
export default function ActivityShow() {
  const { id } = useParams() as { id: string }
  return <ActivityPage id={id} />
}

export function ActivityPage({ id }: { id: string }) {
  const desk = useDesk()
  const say = useWords()
  const add = useAct('activity-review.added-to')
  const { data, error, refresh } = useReading(['activity-review', id], (how) => desk.showActivity(id, how))
  if (error)
    return (
      <>
        <PageHead tab="desk.privacy.activity.one" />
        <Failed error={error} retry={() => refresh()} />
      </>
    )
  if (!data) return <Waiting lines={8} />
  const left = data.items.filter((item) => item.finding === null).length
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Head review={data} left={left} />
      <Panel title={say('desk.privacy.activity.drawn')}>
        <DrawnTable review={data} left={left} onJudged={() => refresh()} />
      </Panel>
      {data.signedAt ? (
        <Panel title={say('desk.privacy.sign.conclusion')}>
          <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{data.conclusion}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {data.signedBy} · <Moment at={data.signedAt} />
          </Typography>
          <Additions additions={data.additions} />
          <Box sx={notPrinted}>
            <ActForm
              act={add}
              params={{ id }}
              fields={{ text: { label: say('desk.breach.addition') } }}
              quiet
              onDone={() => refresh()}
            />
          </Box>
        </Panel>
      ) : (
        <Sign id={id} ready={left === 0} onSigned={() => refresh()} />
      )}
      <OtherActs of="activity-reviews" id={id} panel onDone={() => refresh()} />
    </Box>
  )
}

function Head({ review, left }: { review: Activity; left: number }) {
  const say = useWords()
  const { date, number } = useFormat()
  const { fromDay, toDay, accesses, explained, unexplained, flagged, alerts, openAlerts } = review
  return (
    <Box>
      <PageHead
        tab="desk.privacy.activity.one"
        title={say('desk.privacy.activity.of', { from: date(fromDay), to: date(toDay) })}
        action={review.signedAt && <Button onClick={() => window.print()}>{say('desk.report.print')}</Button>}
      />
      <Typography>
        {say('desk.privacy.activity.figures', {
          smart_count: accesses,
          accesses: number(accesses),
          explained: number(explained),
          unexplained: number(unexplained),
          flagged: number(flagged),
        })}{' '}
        {say('desk.privacy.activity.alerts', {
          smart_count: alerts,
          alerts: number(alerts),
          open: number(openAlerts),
        })}
      </Typography>
      <Typography variant="body2" role="status" sx={{ color: 'text.secondary' }}>
        {say('desk.privacy.activity.begunBy', { name: review.begunBy })} <Moment at={review.begunAt} />.{' '}
        {!review.signedAt &&
          say('desk.privacy.activity.left', { left: number(left), all: number(review.items.length) })}
      </Typography>
    </Box>
  )
}

function Sign({ id, ready, onSigned }: { id: string; ready: boolean; onSigned: () => void }) {
  const say = useWords()
  const act = useAct('activity-review.signed')
  const part = useNextFocus(ready, 'sign')
  return (
    <Panel title={say('desk.privacy.sign.title')} ref={part} sx={notPrinted}>
      <ActForm
        act={act}
        params={{ id }}
        fields={{ conclusion: { label: say('desk.privacy.sign.conclusion') } }}
        notYet={() => (ready ? undefined : say('desk.privacy.activity.judgeFirst'))}
        onDone={onSigned}
        onStale={onSigned}
      />
    </Panel>
  )
}
