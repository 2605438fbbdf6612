import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { get } from '../core/http.ts'
import { Moment } from '../core/Moment.tsx'
import { useWords } from '../core/words/useWords.ts'
import type { Integrity } from './api.ts'

/** Whether the log is sealed, in a sentence; the key and the checkpoint for those who check it elsewhere. */
export function IntegrityPanel() {
  const translate = useWords()
  const { data } = useQuery({
    queryKey: ['audit-integrity'],
    queryFn: () => get<Integrity>('/audit-integrity', true),
    refetchInterval: 30_000,
  })
  if (!data) return null
  const { lastVerification: last } = data
  const failed = last && !last.ok
  const unpushed = data.targets.filter((target) => target.failedAt)
  return (
    <Alert
      severity={data.problem || failed ? 'error' : unpushed.length ? 'warning' : 'success'}
      variant="outlined"
    >
      <Typography variant="body2">
        {translate(data.problem ? `desk.integrity.${data.problem}` : 'desk.integrity.sealed', {
          n: data.size,
        })}{' '}
        {data.sealedAt && <Moment at={data.sealedAt} as="exact" />}.{' '}
        {last ? (
          <>
            {translate(last.ok ? 'desk.integrity.verified' : 'desk.integrity.verifiedBad', {
              faults: last.faults.join(', '),
            })}{' '}
            <Moment at={last.at} />.
          </>
        ) : (
          translate('desk.integrity.neverVerified')
        )}{' '}
        {unpushed.length > 0 && translate('desk.integrity.unpushed', { error: unpushed[0]!.error })}
      </Typography>
      <Box component="details" sx={{ mt: 0.5, '& summary': { cursor: 'pointer' } }}>
        <summary>{translate('desk.integrity.details')}</summary>
        <Typography variant="body2">{translate('desk.integrity.key')}</Typography>
        <Verbatim text={data.verifierKey} />
        <Typography variant="body2">{translate('desk.integrity.checkpoint')}</Typography>
        <Verbatim text={data.checkpoint} />
        {data.targets.map((target) => (
          <Typography key={target.target} variant="body2">
            {target.target}: {target.size} <Moment at={target.pushedAt} /> {target.error}
          </Typography>
        ))}
        <Typography variant="body2">
          {translate('desk.integrity.how')} <code>npm run desk -- audit verify</code>
        </Typography>
      </Box>
    </Alert>
  )
}

function Verbatim({ text }: { text: string | null }) {
  return (
    <Typography
      component="pre"
      variant="body2"
      sx={{ m: 0, mb: 1, fontFamily: 'monospace', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
    >
      {text ?? '–'}
    </Typography>
  )
}
