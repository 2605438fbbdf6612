import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { usePermissions } from 'react-admin'
import { Link, Navigate, useParams } from 'react-router'
import type { CaseRow } from '../core/dataProvider.ts'
import { OtherActs } from '../core/form/OtherActs.tsx'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import type { SignedIn } from '../core/session.ts'
import { Failed, Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { blockedIn } from './CaseHead.tsx'
import { RelatedCases } from './RelatedCases.tsx'
import { Timeline } from './Timeline.tsx'
import { useCase } from './useCase.ts'

const nothing = () => {}
const none: CaseRow[] = []

/** A case that is open is worked on the patient's page; a closed one is read here. */
export default function CaseShow() {
  const { id } = useParams() as { id: string }
  return <CasePage id={id} />
}

export function CasePage({ id }: { id: string }) {
  const say = useWords()
  const { permissions: staff } = usePermissions<SignedIn['staff']>()
  const { supportCase, progress, error, refresh } = useCase(id, nothing)
  if (error)
    return (
      <>
        <PageHead tab="desk.case.title" />
        <Failed error={error} retry={() => refresh()} />
      </>
    )
  if (!supportCase || !progress)
    return (
      <>
        <PageHead tab="desk.case.title" />
        <Waiting lines={6} />
      </>
    )
  if (supportCase.status !== 'closed')
    return <Navigate to={`/patients/${supportCase.patientId}/show?case=${id}`} replace />
  const again = () => refresh()
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: 900 }}>
      <PageHead tab="desk.case.one" values={{ number: supportCase.number }} />
      <Panel title={say('desk.caseStatus.closed')}>
        <Typography>
          <Link to={`/patients/${supportCase.patientId}/show`}>{supportCase.patientName}</Link> ·{' '}
          {supportCase.cause && say.of('desk.cause', supportCase.cause)} ·{' '}
          {supportCase.outcome && say.of('desk.outcome', supportCase.outcome)} ·{' '}
          <Moment at={supportCase.closedAt} />
        </Typography>
        <Typography sx={{ mt: 1, whiteSpace: 'pre-wrap' }}>{supportCase.summary}</Typography>
        <RelatedCases supportCase={supportCase} others={none} mine onChanged={again} onStale={again} />
      </Panel>
      <OtherActs
        of="cases"
        id={id}
        given={{ version: supportCase.version }}
        state="closed"
        blocked={staff && blockedIn(supportCase, staff)}
        panel
        onDone={again}
      />
      <Timeline supportCase={supportCase} progress={progress} />
    </Box>
  )
}
