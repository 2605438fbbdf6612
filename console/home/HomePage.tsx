import Box from '@mui/material/Box'
import { usePermissions } from 'react-admin'
import { Navigate } from 'react-router'
import { caseQueues } from '../../api/cases/lists.ts'
import { ApprovalQueue } from '../callers/ApprovalQueue.tsx'
import { CaseQueue } from '../cases/CaseQueue.tsx'
import { NextCase } from '../cases/NextCase.tsx'
import { useQueueCounts } from '../cases/useQueueCounts.ts'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import type { SignedIn } from '../core/session.ts'
import { Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { PatientFinder } from '../patients/PatientFinder.tsx'
import { useOpenPatient } from '../patients/useOpenPatient.ts'
import { homes } from './homes.ts'

/** Each role lands on its own work. */
export function HomePage() {
  const { permissions: staff } = usePermissions<SignedIn['staff']>()
  if (!staff) return <Waiting />
  const home = homes[staff.role]
  return home === '/' ? <DeskHome /> : <Navigate to={home} replace />
}

/** Who is on the phone, what is mine, what nobody has yet, and what is due. */
function DeskHome() {
  const say = useWords()
  const { permissions: staff } = usePermissions<SignedIn['staff']>()
  const { withCount, counts } = useQueueCounts()
  // Seldom any: calls that were agreed, and what others handed over or answered, take room only while they wait.
  const handedOver = (['toCall', 'answered', 'handed'] as const).filter((name) => counts && counts[name] > 0)
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <PageHead tab="desk.menu.home" />
      {staff?.permissions.includes('callers.approve') && <ApprovalQueue />}
      <Panel title={say('desk.find.title')} sx={{ maxWidth: 800 }}>
        <PatientFinder onPick={useOpenPatient()} />
      </Panel>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', xl: 'minmax(0, 1fr) minmax(0, 1fr)' },
          alignItems: 'start',
        }}
      >
        <Panel title={withCount(say('desk.home.myCases'), 'mine')}>
          <CaseQueue filter={caseQueues.mine} whose={false} help={say('desk.home.noCasesHelp')} />
        </Panel>
        <Panel title={withCount(say('desk.home.unassigned'), 'unassigned')} action={<NextCase />}>
          <CaseQueue
            filter={caseQueues.unassigned}
            sort="urgency"
            whose={false}
            help={say('desk.home.noUnassignedHelp')}
          />
        </Panel>
        {handedOver.map((name) => (
          <Panel key={name} title={withCount(say(`desk.home.${name}`), name)}>
            <CaseQueue filter={caseQueues[name]} help={say('desk.home.noneHandedHelp')} />
          </Panel>
        ))}
        <Panel title={withCount(say('desk.home.due'), 'due')}>
          <CaseQueue filter={caseQueues.due} help={say('desk.home.noneDueHelp')} />
        </Panel>
      </Box>
    </Box>
  )
}
