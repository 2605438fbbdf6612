import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { CanAccess } from 'react-admin'
import { Link } from 'react-router'
import type { Patient } from '../core/dataProvider.ts'
import { PageHead } from '../core/PageHead.tsx'
import { StateChip, type Tone } from '../core/StateChip.tsx'
import { useWords } from '../core/words/useWords.ts'
import { fullName } from './fullName.ts'

const tones: Record<NonNullable<Patient['account']>['status'], Tone> = {
  invited: 'waits',
  active: 'good',
  locked: 'wrong',
  disabled: 'wrong',
}

/** Who this is: name, what to watch for, the state of the login and the masked facts. It stays while the page scrolls. */
export function IdentityStrip({ patient }: { patient: Patient }) {
  const say = useWords()
  const status = patient.account?.status
  return (
    <Box
      sx={{
        position: { md: 'sticky' },
        top: 48,
        zIndex: 2,
        bgcolor: 'background.default',
        borderBottom: 1,
        borderColor: 'divider',
        pb: 1,
      }}
    >
      <PageHead
        tab="desk.patient.one"
        title={fullName(patient)}
        action={
          <Box sx={{ display: 'flex', flexWrap: 'wrap' }}>
            <CanAccess resource="audit.report" action="show">
              <Button component={Link} to={`/reports/patients/${patient.id}`}>
                {say('desk.report.patient')}
              </Button>
            </CanAccess>
            <CanAccess resource="disclosures.manage" action="show">
              <Button component={Link} to={`/patients/${patient.id}/disclosures`}>
                {say('desk.disclosure.title')}
              </Button>
            </CanAccess>
          </Box>
        }
      >
        <StateChip tone={status ? tones[status] : 'waits'}>
          {say('desk.patient.login', { status: say(`desk.account.${status ?? 'none'}`) })}
        </StateChip>
        {patient.deceasedAt && (
          <Chip size="small" color="error" variant="outlined" label={say('desk.patient.deceased')} />
        )}
        {patient.inactive && (
          <Chip size="small" color="error" variant="outlined" label={say('desk.patient.inactive')} />
        )}
        {patient.ageBand !== 'adult' && (
          <Chip size="small" color="warning" variant="outlined" label={say('desk.patient.minor')} />
        )}
        {patient.risks.map(({ name, title }) => (
          <Chip key={name} size="small" color="warning" variant="outlined" label={title} />
        ))}
      </PageHead>
      <Typography sx={{ color: 'text.secondary' }}>
        {say('desk.patient.born')} {patient.birthDate} · {say('desk.patient.mrn')} {patient.mrn} ·{' '}
        {patient.address ?? '–'}
        {patient.replacedBy && (
          <>
            {' · '}
            <Link to={`/patients/${patient.replacedBy}/show`}>{say('desk.patient.replacedBy')}</Link>
          </>
        )}
      </Typography>
    </Box>
  )
}
