import Typography from '@mui/material/Typography'
import {
  DataTable,
  FunctionField,
  List,
  SelectInput,
  TextInput,
  useListContext,
  useTranslate,
} from 'react-admin'
import { auditActions, auditOutcomes } from '../i18n/lists.ts'
import { Moment } from '../ui/Moment.tsx'

interface AuditRow {
  id: string
  at: string
  actorType: string
  actorName: string | null
  actorRole: string | null
  action: string
  outcome: string
  patientIds: string[]
  caseId: string | null
  purpose: string | null
  ip: string | null
  fields: string[]
  detail: Record<string, unknown>
}

const countCap = 1000

function Capped() {
  const translate = useTranslate()
  const { total } = useListContext()
  return total === countCap ? (
    <Typography variant="body2" role="status" sx={{ p: 1, color: 'text.secondary' }}>
      {translate('desk.audit.capped', { total: countCap })}
    </Typography>
  ) : null
}

/** The log, newest first. Each row opens to all it holds; a search here is itself in the log. */
export function AuditList() {
  const translate = useTranslate()
  const filters = [
    <SelectInput
      key="action"
      source="action"
      alwaysOn
      label="desk.audit.action"
      choices={auditActions.map((id) => ({ id, name: id }))}
      translateChoice={false}
    />,
    <SelectInput
      key="outcome"
      source="outcome"
      alwaysOn
      label="desk.audit.outcome"
      choices={auditOutcomes.map((id) => ({ id, name: `desk.auditOutcome.${id}` }))}
    />,
    <TextInput key="patientId" source="patientId" alwaysOn label="desk.audit.patientId" />,
    <TextInput key="actorId" source="actorId" label="desk.audit.actorId" />,
    <TextInput key="caseId" source="caseId" label="desk.audit.caseId" />,
  ]
  return (
    <List
      filters={filters}
      sort={{ field: 'id', order: 'DESC' }}
      perPage={25}
      exporter={false}
      disableSyncWithLocation
      storeKey={false}
      title={translate('resources.audit.name', { smart_count: 2 })}
    >
      <Capped />
      <DataTable bulkActionButtons={false} rowClick={false} expand={<Whole />}>
        <DataTable.Col source="id" label="desk.audit.at">
          <FunctionField render={(e: AuditRow) => <Moment at={e.at} />} />
        </DataTable.Col>
        <DataTable.Col source="actorName" label="desk.audit.who" disableSort>
          <FunctionField
            render={(e: AuditRow) =>
              e.actorName
                ? `${e.actorName} (${translate(`desk.role.${e.actorRole}`)})`
                : translate(`desk.actor.${e.actorType}`)
            }
          />
        </DataTable.Col>
        <DataTable.Col source="action" label="desk.audit.action" disableSort />
        <DataTable.Col source="outcome" label="desk.audit.outcome" disableSort>
          <FunctionField render={(e: AuditRow) => translate(`desk.auditOutcome.${e.outcome}`)} />
        </DataTable.Col>
        <DataTable.Col source="patientIds" label="desk.audit.patients" disableSort>
          <FunctionField render={(e: AuditRow) => e.patientIds.length || ''} />
        </DataTable.Col>
        <DataTable.Col source="purpose" label="desk.audit.purpose" disableSort />
      </DataTable>
    </List>
  )
}

function Whole() {
  return (
    <FunctionField
      render={(e: AuditRow) => (
        <Typography
          component="pre"
          variant="body2"
          sx={{ m: 0, whiteSpace: 'pre-wrap', fontFamily: 'monospace' }}
        >
          {JSON.stringify(e, null, 2)}
        </Typography>
      )}
    />
  )
}
