import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router'
import type { Alert } from '../core/dataProvider.ts'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import { Score } from './AlertTable.tsx'

/** What was found, what may explain it, and where to look further. */
export function Findings({ alert }: { alert: Alert }) {
  const say = useWords()
  const format = useFormat()
  return (
    <Panel title={say('desk.privacy.alerts.found')} action={<Score score={alert.score} />}>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.5 }}>
        {alert.findings.map((finding) => (
          <Box component="li" key={`${finding.rule} ${finding.day}`}>
            <Typography sx={{ fontWeight: 600 }}>{finding.name}</Typography>
            <Typography>{finding.evidence}</Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {format.date(finding.day)} · {say('desk.privacy.alerts.score')} {finding.score} ·{' '}
              {finding.definition}
            </Typography>
          </Box>
        ))}
      </Box>
      {alert.emergencies.map((one) => (
        <Box key={one.at} sx={{ mt: 1.5 }}>
          <Typography variant="h3">{say('desk.privacy.alerts.written')}</Typography>
          <Typography sx={{ whiteSpace: 'pre-wrap' }}>{one.text}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {say(`desk.emergency.reasons.${one.reason}`)} · <Moment at={one.at} />
          </Typography>
        </Box>
      ))}
      {alert.patients.length > 0 && <Patients alert={alert} />}
      {alert.foundBefore && <Typography sx={{ mt: 1.5 }}>{alert.foundBefore}</Typography>}
      <Typography variant="h3" sx={{ mt: 2 }}>
        {say('desk.privacy.alerts.explains')}
      </Typography>
      {alert.context.length === 0 ? (
        <Typography>{say('desk.privacy.alerts.nothingExplains')}</Typography>
      ) : (
        alert.context.map((sentence) => <Typography key={sentence}>{sentence}</Typography>)
      )}
      <Further alert={alert} />
      {alert.others.length > 0 && (
        <>
          <Typography variant="h3" sx={{ mt: 2 }}>
            {say('desk.privacy.alerts.others')}
          </Typography>
          {alert.others.map((other) => (
            <Typography key={other.id}>
              <Link to={`/privacy-alerts/${other.id}/show`}>{format.date(other.lastDay)}</Link> ·{' '}
              {say('desk.privacy.alerts.score')} {other.score} ·{' '}
              {say(other.outcome ? `desk.alertOutcome.${other.outcome}` : 'desk.privacy.alerts.notSigned')}
            </Typography>
          ))}
        </>
      )}
    </Panel>
  )
}

/** Whose records an alert about one person and many patients is about. */
function Patients({ alert: { patients, morePatients } }: { alert: Alert }) {
  const say = useWords()
  const format = useFormat()
  return (
    <Box sx={{ mt: 1.5 }}>
      <Typography variant="h3">{say('desk.privacy.alerts.patients')}</Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5, maxHeight: 320, overflowY: 'auto' }}>
        {patients.map(({ id, name, events }) => (
          <Typography component="li" key={id}>
            <Link to={`/patients/${id}/show`}>{name}</Link> ·{' '}
            {say('desk.privacy.alerts.events', { smart_count: events, count: format.number(events) })}
          </Typography>
        ))}
      </Box>
      {morePatients > 0 && (
        <Typography sx={{ color: 'text.secondary' }}>
          {say('desk.privacy.alerts.more', { smart_count: morePatients, count: format.number(morePatients) })}
        </Typography>
      )}
    </Box>
  )
}

/** The same accesses in the log, the cases that come into it, the patient. */
function Further({ alert: { staff, patient, cases } }: { alert: Alert }) {
  const say = useWords()
  const question = { ...(staff && { actorId: staff.id }), ...(patient && { patientId: patient.id }) }
  return (
    <Box sx={{ display: 'flex', gap: 1, mt: 1.5, flexWrap: 'wrap', ...notPrinted }}>
      {(staff || patient) && (
        <Button component={Link} to="/audit" state={{ question }} variant="outlined" size="small">
          {say('desk.privacy.alerts.inTheLog')}
        </Button>
      )}
      {cases.map((one) => (
        <Button key={one.id} component={Link} to={`/cases/${one.id}/show`} size="small">
          {say('desk.case.one', { number: one.number })}
        </Button>
      ))}
      {patient && (
        <Button component={Link} to={`/patients/${patient.id}/show`} size="small">
          {say('desk.privacy.alerts.openPatient')}
        </Button>
      )}
    </Box>
  )
}
