import Box from '@mui/material/Box'
import { usePermissions, useRedirect } from 'react-admin'
import { Navigate } from 'react-router'
import { CaseQueue } from '../cases/CaseQueue.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import type { SignedIn } from '../core/session.ts'
import { Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { PatientFinder } from '../patients/PatientFinder.tsx'
import { homes } from './homes.ts'

/** Each role lands on its own work. */
export function HomePage() {
  const { permissions: staff } = usePermissions<SignedIn['staff']>()
  if (!staff) return <Waiting />
  const home = homes[staff.role]
  return home === '/' ? <DeskHome /> : <Navigate to={home} replace />
}

/** Who is on the phone, what is mine, and what nobody has yet. */
export function DeskHome() {
  const say = useWords()
  const redirect = useRedirect()
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <PageHead tab="desk.menu.home" />
      <Panel title={say('desk.find.title')} sx={{ maxWidth: 800 }}>
        <PatientFinder onPick={(patient) => redirect('show', 'patients', patient.id)} />
      </Panel>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', xl: 'minmax(0, 1fr) minmax(0, 1fr)' },
          alignItems: 'start',
        }}
      >
        <Panel title={say('desk.home.myCases')}>
          <CaseQueue
            filter={{ mine: true, unresolved: true }}
            whose={false}
            help={say('desk.home.noCasesHelp')}
          />
        </Panel>
        <Panel title={say('desk.home.unassigned')}>
          <CaseQueue
            filter={{ unassigned: true, unresolved: true, workable: true }}
            whose={false}
            help={say('desk.home.noUnassignedHelp')}
          />
        </Panel>
      </Box>
    </Box>
  )
}
