import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useLocaleState } from 'react-admin'
import { useParams } from 'react-router'
import { get } from '../core/http.ts'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { Failed, Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { Score, useSubject } from './AlertTable.tsx'
import { AssessForm } from './AssessForm.tsx'
import { AssignPanel } from './AssignPanel.tsx'
import type { Alert as PrivacyAlert } from './api.ts'
import { NotesPanel } from './NotesPanel.tsx'
import { SignedReview } from './SignedReview.tsx'
import { SignForm } from './SignForm.tsx'

/** Left, what was found and what may explain it; right, the review, to its signature. */
export default function AlertPage() {
  const { id } = useParams() as { id: string }
  const translate = useWords()
  const [locale] = useLocaleState()
  const queryClient = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['privacy-alert', id, locale],
    queryFn: () => get<PrivacyAlert>(`/privacy-alerts/${id}`),
    retry: false,
  })
  const subjectOf = useSubject()
  if (error) return <Failed error={error} retry={() => refetch()} />
  if (!data) return <Waiting lines={10} />
  const changed = () =>
    Promise.all(
      ['privacy-alert', 'privacy-alerts', 'privacy-overview'].map((name) =>
        queryClient.invalidateQueries({ queryKey: [name] }),
      ),
    )
  const { who, whom } = subjectOf(data)
  const open = data.status === 'open' && !data.own
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: 1280 }}>
      <PageHead tab="desk.privacy.alerts.one" title={translate('desk.privacy.alerts.of', { who, whom })}>
        <Chip
          label={translate(data.outcome ? `desk.alertOutcome.${data.outcome}` : 'desk.privacy.alerts.open')}
          variant="outlined"
        />
        {data.overdue && <Chip color="error" label={translate('desk.privacy.alerts.overdue')} />}
      </PageHead>
      <Typography sx={{ color: 'text.secondary' }}>
        {data.firstDay === data.lastDay ? data.firstDay : `${data.firstDay} – ${data.lastDay}`} ·{' '}
        {translate('desk.privacy.alerts.discovered')} <Moment at={data.discoveredAt} /> ·{' '}
        {translate('desk.privacy.alerts.due')} <Moment at={data.dueAt} />
      </Typography>
      {data.own && <Alert severity="warning">{translate('desk.privacy.alerts.own')}</Alert>}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 5fr) minmax(0, 6fr)' },
          alignItems: 'start',
        }}
      >
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Findings alert={data} />
          <NotesPanel alert={data} onChanged={changed} />
        </Box>
        <Box sx={{ display: 'grid', gap: 2 }}>
          {open && <AssignPanel alert={data} onChanged={changed} />}
          {open && <AssessForm key={`assess-${data.version}`} alert={data} onChanged={changed} />}
          {open && <SignForm alert={data} onChanged={changed} />}
          {data.status === 'signed' && <SignedReview alert={data} onChanged={changed} />}
        </Box>
      </Box>
    </Box>
  )
}

function Findings({ alert }: { alert: PrivacyAlert }) {
  const translate = useWords()
  const question = {
    ...(alert.staff && { actorId: alert.staff.id }),
    ...(alert.patient && { patientId: alert.patient.id }),
  }
  return (
    <Panel title={translate('desk.privacy.alerts.found')} action={<Score score={alert.score} />}>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.5 }}>
        {alert.findings.map((finding) => (
          <Box component="li" key={`${finding.rule} ${finding.day}`}>
            <Typography sx={{ fontWeight: 600 }}>
              {finding.name} <Chip size="small" label={finding.score} />
            </Typography>
            <Typography>{finding.evidence}</Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {finding.day} · {finding.definition}
            </Typography>
          </Box>
        ))}
      </Box>
      <Typography variant="h3" sx={{ mt: 2 }}>
        {translate('desk.privacy.alerts.explains')}
      </Typography>
      {alert.context.length === 0 ? (
        <Typography>{translate('desk.privacy.alerts.nothingExplains')}</Typography>
      ) : (
        alert.context.map((sentence) => <Typography key={sentence}>{sentence}</Typography>)
      )}
      <Box sx={{ display: 'flex', gap: 1, mt: 1.5, flexWrap: 'wrap', ...notPrinted }}>
        {(alert.staff || alert.patient) && (
          <Button component={Link} to="/audit" state={{ question }} variant="outlined" size="small">
            {translate('desk.privacy.alerts.inTheLog')}
          </Button>
        )}
        {alert.cases.map((one) => (
          <Button key={one.id} component={Link} to={`/cases/${one.id}/show`} size="small">
            {translate('desk.privacy.alerts.case', { number: one.number })}
          </Button>
        ))}
        {alert.patient && (
          <Button component={Link} to={`/patients/${alert.patient.id}/show`} size="small">
            {translate('desk.privacy.alerts.openPatient')}
          </Button>
        )}
      </Box>
      {alert.others.length > 0 && (
        <>
          <Typography variant="h3" sx={{ mt: 2 }}>
            {translate('desk.privacy.alerts.others')}
          </Typography>
          {alert.others.map((other) => (
            <Typography key={other.id}>
              <Link to={`/privacy-alerts/${other.id}`}>{other.lastDay}</Link> ·{' '}
              {translate('desk.privacy.alerts.score')} {other.score} ·{' '}
              {translate(other.outcome ? `desk.alertOutcome.${other.outcome}` : 'desk.privacy.alerts.open')}
            </Typography>
          ))}
        </>
      )}
    </Panel>
  )
}
