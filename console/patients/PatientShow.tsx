import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { CanAccess, Link, ShowBase, Title, useShowContext, useTranslate } from 'react-admin'
import { CaseWork } from '../cases/CaseWork.tsx'
import type { Patient } from '../providers/data.ts'
import { Failed, Waiting } from '../ui/states.tsx'
import { DiagnosisPanel } from './DiagnosisPanel.tsx'
import { LoginPanel } from './LoginPanel.tsx'

export function PatientShow() {
  return (
    <ShowBase loading={<Waiting lines={8} />} error={<PatientFailed />} disableAuthentication>
      <PatientPage />
    </ShowBase>
  )
}

function PatientFailed() {
  const translate = useTranslate()
  return <Failed error={new Error(translate('desk.patient.cannotOpen'))} />
}

/** Left, what is wrong and with what; right, the call. */
function PatientPage() {
  const { record: patient, refetch } = useShowContext<Patient>()
  const translate = useTranslate()
  // Each act changes what a diagnosis would find.
  const [acted, setActed] = useState(0)
  // What was wrong when the call began is what the case is closed with, unless the agent knows better.
  const [firstCause, setFirstCause] = useState<string>()
  if (!patient) return <Waiting lines={8} />
  const name = `${patient.familyName}, ${patient.givenName}`
  return (
    <Box sx={{ py: 2 }}>
      <Title title={name} />
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline', flexWrap: 'wrap', mb: 2 }}>
        <Typography variant="h1">{name}</Typography>
        <Typography sx={{ color: 'text.secondary' }}>
          {translate('desk.patient.born')} {patient.birthDate} · {translate('desk.patient.mrn')} {patient.mrn}{' '}
          · {patient.address ?? '–'}
        </Typography>
        {patient.deceasedAt && (
          <Chip color="error" variant="outlined" label={translate('desk.patient.deceased')} />
        )}
        <CanAccess resource="audit.report" action="show">
          <Button component={Link} to={`/reports/patients/${patient.id}`}>
            {translate('desk.report.patient')}
          </Button>
        </CanAccess>
        <CanAccess resource="disclosures.manage" action="show">
          <Button component={Link} to={`/patients/${patient.id}/disclosures`}>
            {translate('desk.disclosure.title')}
          </Button>
        </CanAccess>
      </Box>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 5fr) minmax(0, 6fr)' },
          alignItems: 'start',
        }}
      >
        <Box sx={{ display: 'grid', gap: 2 }}>
          <DiagnosisPanel
            patientId={patient.id}
            acted={acted}
            onFound={(cause) => setFirstCause((first) => first ?? cause)}
          />
          <LoginPanel patient={patient} />
        </Box>
        <CanAccess resource="cases" action="show">
          <CaseWork
            patient={patient}
            firstCause={firstCause}
            onActed={() => {
              setActed((n) => n + 1)
              refetch()
            }}
          />
        </CanAccess>
      </Box>
    </Box>
  )
}
