import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDataProvider, usePermissions, useTranslate } from 'react-admin'
import type { SignedIn } from '../providers/auth.ts'
import type { Case, Patient } from '../providers/data.ts'
import { Panel } from '../ui/Panel.tsx'
import { Empty, Failed, Waiting } from '../ui/states.tsx'
import { ActsStep } from './ActsStep.tsx'
import { CloseStep } from './CloseStep.tsx'
import { OpenCaseForm } from './OpenCaseForm.tsx'
import { ProgressStep } from './ProgressStep.tsx'
import { useCase } from './useCase.ts'
import { VerifyStep } from './VerifyStep.tsx'

/** One call from first word to last: open a case, verify the caller, act, see the patient get in, close. */
interface Props {
  patient: Patient
  firstCause: string | undefined
  onActed: () => void
}

export function CaseWork({ patient, firstCause, onActed }: Props) {
  const translate = useTranslate()
  const dataProvider = useDataProvider()
  const { permissions } = usePermissions<SignedIn['staff']>()
  const mayWork = permissions?.permissions.includes('cases.work')
  const [chosen, setChosen] = useState<string>()
  const open = useQuery({
    queryKey: ['open-cases', patient.id],
    queryFn: async () =>
      (
        await dataProvider.getList('cases', {
          filter: { patientId: patient.id, unresolved: true },
          sort: { field: 'openedAt', order: 'DESC' },
          pagination: { page: 1, perPage: 5 },
        })
      ).data as Case[],
    gcTime: 0,
    retry: false,
  })
  const caseId = chosen ?? open.data?.[0]?.id
  const { supportCase, progress, error, reload, replace } = useCase(caseId)

  if (open.error) return <Failed error={open.error} retry={() => open.refetch()} />
  if (!open.data || !permissions) return <Waiting lines={6} />
  if (!caseId)
    return (
      <Panel title={translate('desk.case.open')}>
        {mayWork ? (
          <OpenCaseForm patientId={patient.id} onOpened={(c) => setChosen(c.id)} />
        ) : (
          <Empty title={translate('desk.case.noneOpen')} />
        )}
      </Panel>
    )
  if (error) return <Failed error={error} retry={reload} />
  if (!supportCase || !progress) return <Waiting lines={6} />

  const changed = () => {
    reload()
    onActed()
  }
  const working = mayWork && supportCase.status !== 'closed'
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Panel title={`${translate('desk.case.title')} ${supportCase.number}`}>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {translate(`desk.category.${supportCase.category}`, { _: supportCase.category })} ·{' '}
          {translate(`desk.caseStatus.${supportCase.status}`)}
          {supportCase.escalatedTo && ` → ${translate(`desk.queue.${supportCase.escalatedTo}`)}`} ·{' '}
          {supportCase.openedBy}
        </Typography>
        <Typography sx={{ mt: 0.5, whiteSpace: 'pre-wrap' }}>{supportCase.summary}</Typography>
      </Panel>
      {working && <VerifyStep patient={patient} supportCase={supportCase} onChanged={changed} />}
      {working && (
        <ActsStep patient={patient} supportCase={supportCase} progress={progress} onActed={changed} />
      )}
      <ProgressStep supportCase={supportCase} progress={progress} />
      {working && (
        <CloseStep
          supportCase={supportCase}
          progress={progress}
          firstCause={firstCause}
          onChanged={replace}
        />
      )}
    </Box>
  )
}
