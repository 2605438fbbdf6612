import Box from '@mui/material/Box'
import { Title, useRedirect, useTranslate } from 'react-admin'
import { Panel } from '../ui/Panel.tsx'
import { PatientFinder } from './PatientFinder.tsx'

/** The patients page is a search: nobody has a reason to leaf through people. */
export function PatientSearch() {
  const translate = useTranslate()
  const redirect = useRedirect()
  return (
    <Box sx={{ maxWidth: 800, py: 2 }}>
      <Title title={translate('resources.patients.name', { smart_count: 2 })} />
      <Panel title={translate('desk.find.title')}>
        <PatientFinder onPick={(patient) => redirect('show', 'patients', patient.id)} />
      </Panel>
    </Box>
  )
}
