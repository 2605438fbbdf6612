import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { DataTable, SelectInput, TextInput, useListContext, useRefresh } from 'react-admin'
import { Link } from 'react-router'
import { roles } from '../../api/core/access/permissions.ts'
import { useAct } from '../core/acts.ts'
import { DeskList } from '../core/DeskList.tsx'
import type { StaffMember } from '../core/dataProvider.ts'
import { AskAct } from '../core/form/AskAct.tsx'
import { Moment } from '../core/Moment.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'
import { ClinicRequests } from './ClinicRequests.tsx'
import { EnrolmentRequests } from './EnrolmentRequests.tsx'
import { RoleRequests } from './RoleRequests.tsx'
import { StatusAct } from './StatusAct.tsx'
import { staffTones } from './staffTones.ts'

const statuses = Object.keys(staffTones) as StaffMember['status'][]

/** Who works here; an administrator adds, disables and enables them. */
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
      <DeskList
        tab="desk.staff.title"
        action={<Add onAsked={refresh} />}
        filters={filters}
        sort={{ field: 'name', order: 'ASC' }}
      >
        <People mayManage={mayManage} />
      </DeskList>
      <EnrolmentRequests onDecided={refresh} />
      <RoleRequests onDecided={refresh} />
      <ClinicRequests onDecided={refresh} />
    </>
  )
}

function Add({ onAsked }: { onAsked: () => void }) {
  const say = useWords()
  const queries = useQueryClient()
  const act = useAct('staff.addition-asked')
  return (
    <AskAct
      variant="contained"
      label={say('desk.staff.add')}
      title={say('desk.staff.add')}
      text={say('desk.staff.addHelp')}
      act={act}
      params={{}}
      fields={{
        name: { autoFocus: true },
        role: { of: 'desk.role' },
        street: { help: say('desk.staff.addressHelp') },
      }}
      onDone={() => {
        onAsked()
        return queries.invalidateQueries({ queryKey: ['enrolment-requests'] })
      }}
    />
  )
}

function People({ mayManage }: { mayManage: boolean }) {
  const say = useWords()
  const wide = useWide()
  const { refetch } = useListContext()
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
            <Link to={`/staff/${one.id}/show`}>{one.name}</Link>
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
          <StateChip tone={staffTones[one.status]}>{say(`desk.staffStatus.${one.status}`)}</StateChip>
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
          render={(one) => <StatusAct member={one} onChanged={refetch} />}
        />
      )}
    </DataTable>
  )
}
