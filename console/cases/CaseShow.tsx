import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Link, Title, useTranslate } from 'react-admin'
import { Navigate, useParams } from 'react-router'
import { Moment } from '../ui/Moment.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Failed, Waiting } from '../ui/states.tsx'
import { ProgressStep } from './ProgressStep.tsx'
import { useCase } from './useCase.ts'

/** A case that is open is worked on the patient's page; a closed one is read here. */
export function CaseShow() {
  const { id } = useParams()
  const translate = useTranslate()
  const { supportCase, progress, error, reload } = useCase(id)
  if (error) return <Failed error={error} retry={reload} />
  if (!supportCase || !progress) return <Waiting lines={6} />
  if (supportCase.status !== 'closed')
    return <Navigate to={`/patients/${supportCase.patientId}/show`} replace />
  return (
    <Box sx={{ py: 2, display: 'grid', gap: 2, maxWidth: 900 }}>
      <Title title={`${translate('desk.case.title')} ${supportCase.number}`} />
      <Typography variant="h1">
        {translate('desk.case.title')} {supportCase.number}
      </Typography>
      <Panel title={translate('desk.caseStatus.closed')}>
        <Typography>
          <Link to={`/patients/${supportCase.patientId}/show`}>{supportCase.patientName}</Link> ·{' '}
          {translate(`desk.cause.${supportCase.cause}`)} · {translate(`desk.outcome.${supportCase.outcome}`)}{' '}
          · <Moment at={supportCase.closedAt} />
        </Typography>
        <Typography sx={{ mt: 1, whiteSpace: 'pre-wrap' }}>{supportCase.summary}</Typography>
      </Panel>
      <ProgressStep supportCase={supportCase} progress={progress} />
    </Box>
  )
}
