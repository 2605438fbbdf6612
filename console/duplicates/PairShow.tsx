import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useLocaleState } from 'react-admin'
import { Link, useParams } from 'react-router'
import { type DuplicatePair, useDesk } from '../core/dataProvider.ts'
import { useNextFocus } from '../core/focus.ts'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Failed, Notice, Waiting } from '../core/states.tsx'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'
import { PairForms, UndoForm } from './PairForms.tsx'
import { SideBySide } from './SideBySide.tsx'

/** Two records that may be one person’s, side by side, and what is decided of them. */
export default function PairShow() {
  const { id } = useParams() as { id: string }
  return <PairPage id={id} />
}

export function PairPage({ id }: { id: string }) {
  const desk = useDesk()
  const [locale] = useLocaleState()
  const { data, error, refresh } = useReading(['duplicate-pair', id, locale], (how) => desk.showPair(id, how))
  if (!data)
    return (
      <>
        <PageHead tab="desk.pair.one" />
        {error ? <Failed error={error} retry={() => refresh()} /> : <Waiting lines={12} />}
      </>
    )
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Head pair={data} />
      <Body pair={data} onChanged={() => refresh()} />
    </Box>
  )
}

function Head({ pair }: { pair: DuplicatePair }) {
  const say = useWords()
  const { state, band, bits, foundAt, said } = pair
  return (
    <Box>
      <PageHead tab="desk.pair.one">
        <StateChip tone={state === 'waiting' ? 'waits' : 'good'}>{say(`desk.pairState.${state}`)}</StateChip>
      </PageHead>
      <Typography sx={{ color: 'text.secondary' }}>
        {say(`desk.pairBand.${band}`)} ·{' '}
        <span title={say('desk.pair.bitsHelp')}>{say('desk.pair.bits', { n: bits })}</span> ·{' '}
        <Moment at={foundAt} />
      </Typography>
      <Typography>{said.map(({ words }) => words).join('; ')}</Typography>
    </Box>
  )
}

function Body({ pair, onChanged }: { pair: DuplicatePair; onChanged: () => void }) {
  const say = useWords()
  const { state, withheld } = pair
  if (withheld !== null)
    return <Notice title={say('desk.pair.kin')}>{say('desk.pair.kinHelp', { who: withheld })}</Notice>
  return (
    <>
      {state !== 'waiting' && <Decided pair={pair} />}
      <Panel title={say('desk.pair.beside')}>
        <SideBySide pair={pair} />
      </Panel>
      {state === 'waiting' && <PairForms pair={pair} onChanged={onChanged} />}
      {state === 'merged' && <UndoForm pair={pair} onChanged={onChanged} />}
    </>
  )
}

/** What was decided, why and by whom. */
function Decided({ pair }: { pair: DuplicatePair }) {
  const say = useWords()
  const part = useNextFocus(true, pair.state)
  const { state, because, note, decidedBy, decidedAt, survivorId, people } = pair
  const survivor = people.find(({ id }) => id === survivorId)
  return (
    <Panel title={say(`desk.pairState.${state}`)} ref={part}>
      {survivor && <Typography>{say('desk.pair.survivor', { name: survivor.name })}</Typography>}
      {because && <Typography>{say(`desk.pairReason.${because}`)}</Typography>}
      <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{note}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', my: 1 }}>
        {say('desk.pair.decidedBy', { name: decidedBy ?? '' })} · <Moment at={decidedAt} />
      </Typography>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Button component={Link} to="/duplicates" variant="contained" data-next>
          {say('desk.pair.toQueue')}
        </Button>
        {survivor && (
          <Button component={Link} to={`/patients/${survivor.id}/show`}>
            {say('desk.pair.openPatient')}
          </Button>
        )}
      </Box>
    </Panel>
  )
}
