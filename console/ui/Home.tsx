import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { lazy, Suspense } from 'react'
import { Title, useGetIdentity, usePermissions, useRedirect, useTranslate } from 'react-admin'
import { Navigate } from 'react-router'
import type { Role } from '../../api/core/access/permissions.ts'
import { CaseQueue } from '../cases/CaseQueue.tsx'
import { PatientFinder } from '../patients/PatientFinder.tsx'
import { Panel } from './Panel.tsx'
import { Waiting } from './states.tsx'

const AdoptionPage = lazy(() => import('../adoption/AdoptionPage.tsx'))

/** Each role lands on its own work. */
export function Home() {
  const { permissions } = usePermissions<{ role: Role }>()
  if (!permissions) return <Waiting />
  switch (permissions.role) {
    case 'manager':
      return (
        <Suspense fallback={<Waiting />}>
          <AdoptionPage />
        </Suspense>
      )
    case 'administrator':
      return <Navigate to="/staff" replace />
    case 'privacy-officer':
      return <Navigate to="/privacy-alerts" replace />
    default:
      return <DeskHome />
  }
}

function DeskHome() {
  const translate = useTranslate()
  const redirect = useRedirect()
  const { identity } = useGetIdentity()
  return (
    <Box sx={{ maxWidth: 1100, py: 2, display: 'grid', gap: 2 }}>
      <Title title={translate('desk.menu.home')} />
      <Typography variant="h1">{translate('desk.home.hello', { name: identity?.fullName ?? '' })}</Typography>
      <Panel title={translate('desk.find.title')}>
        <PatientFinder onPick={(patient) => redirect('show', 'patients', patient.id)} />
      </Panel>
      <Panel title={translate('desk.home.myCases')}>
        <CaseQueue filter={{ mine: true, unresolved: true }} />
      </Panel>
      <Panel title={translate('desk.home.allOpen')}>
        <CaseQueue filter={{ unresolved: true }} />
      </Panel>
    </Box>
  )
}
