import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { Integrity } from '../core/logMethods.ts'
import { Moment } from '../core/Moment.tsx'
import { Failed } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import { useIntegrity } from './useIntegrity.ts'

/** Red for what is wrong, amber for what waits, and green only for what somebody has verified. */
function severityOf({ problem, lastVerification: last, targets }: Integrity) {
  if (problem || last?.ok === false) return 'error'
  if (targets.some((target) => target.failedAt)) return 'warning'
  return last ? 'success' : 'info'
}

/** Whether the log is sealed, in a sentence; the key and the checkpoint for those who check it elsewhere. */
export function IntegrityPanel() {
  const say = useWords()
  const { data, error, refetch } = useIntegrity()
  if (error) return <Failed error={error} retry={() => refetch()} />
  // Of the height of its sentence, so that nothing moves when it comes.
  if (!data) return <Box sx={{ minHeight: 84 }} />
  return (
    <Alert severity={severityOf(data)} variant="outlined" sx={{ '& .MuiAlert-message': { minWidth: 0 } }}>
      <Sentence state={data} />
      <Box component="details" sx={{ mt: 0.5, '& summary': { cursor: 'pointer' } }}>
        <summary>{say('desk.integrity.details')}</summary>
        <Verbatim label={say('desk.integrity.key')} text={data.verifierKey} />
        <Verbatim label={say('desk.integrity.checkpoint')} text={data.checkpoint} />
        {data.targets.map((target) => (
          <Copied key={target.target} {...target} />
        ))}
        <Typography variant="body2">
          {say('desk.integrity.how')} <code>npm run desk -- audit verify</code>
        </Typography>
      </Box>
    </Alert>
  )
}

function Sentence({ state }: { state: Integrity }) {
  const say = useWords()
  const { number } = useFormat()
  const { problem, size, sealedAt, lastVerification: last, round, targets } = state
  const scope = last?.index ? 'verified' : 'verifiedLog'
  const unpushed = targets.find((target) => target.failedAt)
  return (
    <Typography variant="body2">
      {say(problem ? `desk.integrity.${problem}` : 'desk.integrity.sealed', {
        smart_count: size,
        n: number(size),
      })}{' '}
      {sealedAt && <Moment at={sealedAt} as="exact" />}.{' '}
      {last ? (
        <>
          {say(last.ok ? `desk.integrity.${scope}` : 'desk.integrity.verifiedBad', {
            n: number(last.size),
            faults: last.faults.join(', '),
          })}{' '}
          <Moment at={last.at} as="relative" />.
        </>
      ) : (
        say('desk.integrity.neverVerified')
      )}{' '}
      {round && say('desk.integrity.round', { done: number(round.verified), of: number(round.size) })}{' '}
      {unpushed && say('desk.integrity.unpushed', { error: unpushed.error })}
    </Typography>
  )
}

function Copied({ target, size, pushedAt, error }: Integrity['targets'][number]) {
  const { number } = useFormat()
  return (
    <Typography variant="body2">
      {target}: {number(size)} · <Moment at={pushedAt} /> {error}
    </Typography>
  )
}

function Verbatim({ label, text }: { label: string; text: string | null }) {
  return (
    <>
      <Typography variant="body2">{label}</Typography>
      <Typography
        component="pre"
        variant="body2"
        sx={{ m: 0, mb: 1, fontFamily: 'monospace', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {text ?? '–'}
      </Typography>
    </>
  )
}
