import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useParams } from 'react-router'
import { questions } from '../../api/quality/lists.ts'
import { useAct } from '../core/acts.ts'
import { type CallReview, useDesk } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { Failed, Waiting } from '../core/states.tsx'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'
import { Judged } from './Judged.tsx'

/** A call that was drawn, and beside it the form of its review; once reviewed, the review. */
export default function ReviewShow() {
  const { id } = useParams() as { id: string }
  return <ReviewPage id={id} />
}

export function ReviewPage({ id }: { id: string }) {
  const desk = useDesk()
  const say = useWords()
  const { data, error, refresh } = useReading(['call-review', id], (how) => desk.showCallReview(id, how))
  if (error)
    return (
      <>
        <PageHead tab="desk.quality.one" />
        <Failed error={error} retry={() => refresh()} />
      </>
    )
  if (!data) return <Waiting lines={8} />
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <PageHead
        tab="desk.quality.one"
        title={say('desk.quality.of', { name: data.staffName, number: data.caseNumber })}
      />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
          alignItems: 'start',
        }}
      >
        <Call call={data.call} />
        <Panel title={say('desk.quality.review')}>
          {data.reviewedAt ? (
            <Judged review={data} />
          ) : data.own ? (
            <Typography>{say('desk.quality.own')}</Typography>
          ) : (
            <Form id={id} onDone={() => refresh()} />
          )}
        </Panel>
      </Box>
    </Box>
  )
}

const answered = Object.fromEntries(questions.map((name) => [name, { of: 'desk.answer' } as const]))

function Form({ id, onDone }: { id: string; onDone: () => void }) {
  const act = useAct('quality.reviewed')
  return <ActForm act={act} params={{ id }} fields={answered} onDone={onDone} onStale={onDone} />
}

function Call({ call }: { call: CallReview['call'] }) {
  const say = useWords()
  return (
    <Panel title={say('desk.quality.call')}>
      <Typography>
        {say.of('desk.category', call.category)} · {say.of('desk.caseChannel', call.channel)} ·{' '}
        <Moment at={call.openedAt} />
      </Typography>
      {call.cause && (
        <Typography>
          {say('desk.quality.closedAs')} {say.of('desk.cause', call.cause)}
          {call.outcome && ` · ${say.of('desk.outcome', call.outcome)}`} · <Moment at={call.closedAt} />
        </Typography>
      )}
      <Typography sx={{ mt: 1, whiteSpace: 'pre-wrap' }}>{call.summary}</Typography>
      <Typography variant="h3" sx={{ mt: 2 }}>
        {say('desk.quality.verified')}
      </Typography>
      {call.verifications.length === 0 ? (
        <Typography>{say('desk.quality.noVerified')}</Typography>
      ) : (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {call.verifications.map(({ id, at, by, caller, tier, failed }) => (
            <li key={id}>
              <Moment at={at} /> · {by} · {say.of('desk.caller', caller)} ·{' '}
              {failed ? say('desk.quality.failed') : say('desk.quality.level', { level: tier.slice(1) })}
            </li>
          ))}
        </Box>
      )}
      <Typography variant="h3" sx={{ mt: 2 }}>
        {say('desk.quality.notes')}
      </Typography>
      {call.notes.length === 0 ? (
        <Typography>{say('desk.quality.noNotes')}</Typography>
      ) : (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {call.notes.map(({ id, at, by, kind, text }) => (
            <li key={id}>
              <Moment at={at} /> · {by} · {say.of('desk.note', kind)}
              {text && <Typography sx={{ whiteSpace: 'pre-wrap' }}>{text}</Typography>}
            </li>
          ))}
        </Box>
      )}
    </Panel>
  )
}
