import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useLocaleState } from 'react-admin'
import { Link, useParams } from 'react-router'
import { type RecordConflict, useDesk } from '../core/dataProvider.ts'
import { useNextFocus } from '../core/focus.ts'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Failed, Notice, Waiting } from '../core/states.tsx'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'
import { BesideTable } from './BesideTable.tsx'
import { DecideForms } from './DecideForms.tsx'

/** One record that an import set aside: what it says beside what is on file, and the decision. */
export default function ConflictShow() {
  const { id } = useParams() as { id: string }
  return <ConflictPage id={id} />
}

export function ConflictPage({ id }: { id: string }) {
  const desk = useDesk()
  const [locale] = useLocaleState()
  const { data, error, refresh } = useReading(['record-conflict', id, locale], (how) =>
    desk.showConflict(id, how),
  )
  if (!data)
    return (
      <>
        <PageHead tab="desk.conflict.one" />
        {error ? <Failed error={error} retry={() => refresh()} /> : <Waiting lines={10} />}
      </>
    )
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Head conflict={data} />
      {data.state === 'waiting' ? (
        <Open conflict={data} onChanged={() => refresh()} />
      ) : (
        <Decided conflict={data} />
      )}
    </Box>
  )
}

function Head({ conflict }: { conflict: RecordConflict }) {
  const say = useWords()
  const { state, reason, file, place, foundAt } = conflict
  return (
    <Box>
      <PageHead tab="desk.conflict.one">
        <StateChip tone={state === 'waiting' ? 'waits' : 'good'}>
          {say(`desk.conflictState.${state}`)}
        </StateChip>
      </PageHead>
      <Typography sx={{ color: 'text.secondary' }}>
        {say(`desk.conflictReason.${reason}`)} · {file}, {place} · <Moment at={foundAt} />
      </Typography>
    </Box>
  )
}

function Open({ conflict, onChanged }: { conflict: RecordConflict; onChanged: () => void }) {
  const say = useWords()
  const { withheld, patients, foundAt, unfit, unreadable } = conflict
  if (withheld !== null)
    return <Notice title={say('desk.conflict.kin')}>{say('desk.conflict.kinHelp', { who: withheld })}</Notice>
  return (
    <>
      {patients
        .filter(({ updatedAt }) => updatedAt > foundAt)
        .map(({ id, name }) => (
          <Alert key={id} severity="warning">
            {say('desk.conflict.newer', { name })}
          </Alert>
        ))}
      {unfit && <Alert severity="warning">{say('desk.conflict.unfit')}</Alert>}
      {unreadable ? (
        <Alert severity="warning">{say('desk.conflict.cannotBeOpened')}</Alert>
      ) : (
        <Panel title={say('desk.conflict.beside')}>
          <BesideTable conflict={conflict} />
        </Panel>
      )}
      <DecideForms conflict={conflict} onChanged={onChanged} />
    </>
  )
}

/** What was decided, why and by whom; what the source said is not kept. */
function Decided({ conflict }: { conflict: RecordConflict }) {
  const say = useWords()
  const part = useNextFocus(true, 'decided')
  const { state, because, note, decidedBy, decidedAt, takenInto } = conflict
  return (
    <Panel title={say(`desk.conflictState.${state}`)} ref={part}>
      {because && <Typography>{say(`desk.feedFault.${because}`)}</Typography>}
      <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{note}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', my: 1 }}>
        {say('desk.conflict.decidedBy', { name: decidedBy ?? '' })} · <Moment at={decidedAt} />
      </Typography>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Button component={Link} to="/record-conflicts" variant="contained" data-next>
          {say('desk.conflict.toQueue')}
        </Button>
        {takenInto && (
          <Button component={Link} to={`/patients/${takenInto}/show`}>
            {say('desk.conflict.openPatient')}
          </Button>
        )}
      </Box>
    </Panel>
  )
}
