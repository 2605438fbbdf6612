import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Link, useParams } from 'react-router'
import type { ClinicRefill } from '../core/clinicMethods.ts'
import { useDesk } from '../core/dataProvider.ts'
import { OtherActs } from '../core/form/OtherActs.tsx'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Failed, Waiting } from '../core/states.tsx'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'
import { Due } from './ThreadList.tsx'

/** One refill that was asked of one's own clinic, and the decision. */
export default function RefillShow() {
  const { id } = useParams() as { id: string }
  return <RefillPage id={id} />
}

export function RefillPage({ id }: { id: string }) {
  const desk = useDesk()
  const say = useWords()
  const { data, error, refresh } = useReading(['clinic-refill', id], (how) => desk.showClinicRefill(id, how))
  if (!data)
    return (
      <>
        <PageHead tab="desk.clinicRefill.one" />
        {error ? <Failed error={error} retry={() => refresh()} /> : <Waiting lines={6} />}
      </>
    )
  const changed = () => refresh()
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: 900 }}>
      <Asked refill={data} />
      <OtherActs
        of="clinic-refills"
        id={id}
        given={{ version: data.version }}
        state={data.status}
        fields={{ reason: { of: 'desk.refusal' } }}
        panel
        onDone={changed}
        onStale={changed}
      />
      <Box>
        <Button component={Link} to="/clinic-refills">
          {say('desk.clinicInbox.toList')}
        </Button>
      </Box>
    </Box>
  )
}

function Asked({ refill }: { refill: ClinicRefill }) {
  const say = useWords()
  const { patientName, status, medication, note, reason, answer, askedAt, dueAt, byProxy } = refill
  const waits = status === 'requested'
  return (
    <>
      <Box>
        <PageHead tab="desk.clinicRefill.one">
          <StateChip tone={waits ? 'waits' : status === 'rejected' ? 'wrong' : 'good'}>
            {say(`desk.refillState.${status}`)}
          </StateChip>
        </PageHead>
        <Typography sx={{ color: 'text.secondary' }}>
          {patientName} · {say('desk.clinicRefill.asked')} <Moment at={askedAt} />
          {waits && (
            <>
              {' · '}
              {say('desk.clinicRefill.due')} <Due at={dueAt} />
            </>
          )}
        </Typography>
      </Box>
      <Panel title={medication}>
        {byProxy && <Typography>{say('desk.clinicRefill.byProxy')}</Typography>}
        {note && <Said label={say('desk.clinicRefill.note')} text={note} />}
        {reason && <Typography>{say(`desk.refusal.${reason}`)}</Typography>}
        {answer && <Said label={say('desk.clinicRefill.answer')} text={answer} />}
      </Panel>
    </>
  )
}

const Said = ({ label, text }: { label: string; text: string }) => (
  <>
    <Typography variant="body2" sx={{ color: 'text.secondary' }}>
      {label}
    </Typography>
    <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Typography>
  </>
)
