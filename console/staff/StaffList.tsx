import Typography from '@mui/material/Typography'
import { DataTable, SelectInput, TextInput, useRefresh } from 'react-admin'
import { roles } from '../../api/core/access/permissions.ts'
import { useAct } from '../core/acts.ts'
import { DeskList } from '../core/DeskList.tsx'
import type { StaffMember } from '../core/dataProvider.ts'
import { Moment } from '../core/Moment.tsx'
import { StateChip, type Tone } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'
import { RoleRequests } from './RoleRequests.tsx'
import { StatusAct } from './StatusAct.tsx'

const tones: Record<StaffMember['status'], Tone> = { active: 'good', invited: 'waits', disabled: 'wrong' }
const statuses = Object.keys(tones) as StaffMember['status'][]

/** Who works here; an administrator disables and enables them. */
export default function StaffList() {
  const say = useWords()
  const refresh = useRefresh()
  const mayManage = useAct('staff.disabled') !== undefined
  const filters = [
    <TextInput key="q" source="q" alwaysOn resettable label={say('ra.action.search')} autoComplete="off" />,
    <SelectInput
      key="role"
      source="role"
      alwaysOn
      label={say('desk.staff.role')}
      choices={roles.map((id) => ({ id, name: say(`desk.role.${id}`) }))}
      translateChoice={false}
    />,
    <SelectInput
      key="status"
      source="status"
      alwaysOn
      label={say('desk.staff.status')}
      choices={statuses.map((id) => ({ id, name: say(`desk.staffStatus.${id}`) }))}
      translateChoice={false}
    />,
  ]
  return (
    <>
      <DeskList tab="desk.staff.title" filters={filters} sort={{ field: 'name', order: 'ASC' }}>
        <People mayManage={mayManage} />
      </DeskList>
      <RoleRequests onDecided={refresh} />
      {mayManage && (
        <Typography variant="body2" sx={{ mt: 2, color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {say('desk.staff.howToAdd')} <code>npm run desk -- staff add</code>
        </Typography>
      )}
    </>
  )
}

function People({ mayManage }: { mayManage: boolean }) {
  const say = useWords()
  const wide = useWide()
  return (
    <DataTable<StaffMember>
      bulkActionButtons={false}
      rowClick={false}
      empty={<Empty title={say('desk.staff.none')}>{say('desk.staff.noneHelp')}</Empty>}
      sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
    >
      <DataTable.Col<StaffMember>
        source="name"
        label={say('desk.staff.name')}
        render={(one) => (
          <>
            {one.name}
            {!wide && (
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {say(`desk.role.${one.role}`)}
              </Typography>
            )}
          </>
        )}
      />
      {wide && <DataTable.Col<StaffMember> source="email" label={say('desk.staff.email')} />}
      {wide && (
        <DataTable.Col<StaffMember>
          source="role"
          label={say('desk.staff.role')}
          render={(one) => say(`desk.role.${one.role}`)}
        />
      )}
      <DataTable.Col<StaffMember>
        source="status"
        label={say('desk.staff.status')}
        render={(one) => (
          <StateChip tone={tones[one.status]}>{say(`desk.staffStatus.${one.status}`)}</StateChip>
        )}
      />
      {wide && (
        <DataTable.Col<StaffMember>
          source="lastSignInAt"
          label={say('desk.staff.lastSignIn')}
          render={(one) =>
            one.lastSignInAt ? <Moment at={one.lastSignInAt} as="relative" /> : say('desk.staff.never')
          }
        />
      )}
      {mayManage && (
        <DataTable.Col<StaffMember>
          label={say('desk.staff.access')}
          render={(one) => <StatusAct member={one} />}
        />
      )}
    </DataTable>
  )
}
