import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import {
  DataTable,
  FunctionField,
  SearchInput,
  SelectInput,
  useCanAccess,
  useRecordContext,
  useRefresh,
} from 'react-admin'
import { roles } from '../../api/core/access/permissions.ts'
import { DeskList } from '../core/DeskList.tsx'
import { post } from '../core/http.ts'
import { Moment } from '../core/Moment.tsx'
import { Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'

interface StaffMember {
  id: string
  name: string
  email: string
  role: string
  status: 'invited' | 'active' | 'disabled'
  lastSignInAt: string | null
  version: number
}

export default function StaffList() {
  const translate = useWords()
  const { canAccess: mayManage } = useCanAccess({ resource: 'staff.manage', action: 'edit' })
  const filters = [
    <SearchInput key="q" source="q" alwaysOn aria-label={translate('ra.action.search')} />,
    <SelectInput
      key="role"
      source="role"
      alwaysOn
      label="desk.staff.role"
      choices={roles.map((id) => ({ id, name: `desk.role.${id}` }))}
    />,
  ]
  return (
    <DeskList
      tab="desk.staff.title"
      filters={filters}
      sort={{ field: 'name', order: 'ASC' }}
      disableSyncWithLocation
      aside={mayManage ? <HowToAdd /> : undefined}
    >
      <DataTable bulkActionButtons={false} rowClick={false}>
        <DataTable.Col source="name" label="desk.staff.name" />
        <DataTable.Col source="email" label="desk.staff.email" />
        <DataTable.Col source="role" label="desk.staff.role">
          <FunctionField render={(s: StaffMember) => translate.of('desk.role', s.role)} />
        </DataTable.Col>
        <DataTable.Col source="status" label="desk.staff.status">
          <FunctionField render={(s: StaffMember) => translate(`desk.staffStatus.${s.status}`)} />
        </DataTable.Col>
        <DataTable.Col source="last_sign_in_at" label="desk.staff.lastSignIn">
          <FunctionField render={(s: StaffMember) => <Moment at={s.lastSignInAt} />} />
        </DataTable.Col>
        {mayManage && (
          <DataTable.Col source="version" label="desk.staff.access" disableSort>
            <StatusButton />
          </DataTable.Col>
        )}
      </DataTable>
    </DeskList>
  )
}

function HowToAdd() {
  const translate = useWords()
  return (
    <Typography variant="body2" sx={{ maxWidth: 260, ml: 2, mt: 8, color: 'text.secondary' }}>
      {translate('desk.staff.howToAdd')}
      <br />
      <code>npm run desk -- staff add</code>
    </Typography>
  )
}

/** Disables or enables at once; when the sign-in is older than five minutes, the code is asked for again first. */
function StatusButton() {
  const member = useRecordContext<StaffMember>()
  const translate = useWords()
  const refresh = useRefresh()
  const verb = member?.status === 'disabled' ? 'enable' : 'disable'
  const { busy, error, attempt } = useAttempt()
  if (!member) return null
  const change = () =>
    attempt(async (once) => {
      await post(`/staff/${member.id}/${verb}`, { version: member.version }, once)
      refresh()
    })
  return (
    <>
      <Button
        size="small"
        color={verb === 'disable' ? 'error' : 'primary'}
        disabled={busy}
        onClick={change}
        aria-label={`${translate(`desk.staff.${verb}`)} ${member.name}`}
      >
        {translate(`desk.staff.${verb}`)}
      </Button>
      {error !== undefined && <Failed error={error} />}
    </>
  )
}
