import {
  BooleanInput,
  DataTable,
  FunctionField,
  List,
  SelectInput,
  TextField,
  useTranslate,
} from 'react-admin'
import { caseQueues } from '../i18n/lists.ts'
import type { Case } from '../providers/data.ts'
import { Moment } from '../ui/Moment.tsx'

const statuses = ['open', 'escalated', 'closed']

export function CaseList() {
  const translate = useTranslate()
  const filters = [
    <SelectInput
      key="status"
      source="status"
      alwaysOn
      label="desk.case.status"
      choices={statuses.map((id) => ({ id, name: `desk.caseStatus.${id}` }))}
    />,
    <BooleanInput key="mine" source="mine" alwaysOn label="desk.home.myCases" />,
    <SelectInput
      key="to"
      source="escalatedTo"
      label="desk.close.queue"
      choices={caseQueues.map((id) => ({ id, name: `desk.queue.${id}` }))}
    />,
  ]
  return (
    <List
      filters={filters}
      sort={{ field: 'openedAt', order: 'DESC' }}
      perPage={25}
      exporter={false}
      disableSyncWithLocation
      storeKey={false}
    >
      <DataTable bulkActionButtons={false} rowClick="show">
        <DataTable.Col source="number" label="desk.case.title" />
        <DataTable.Col source="patientId" label="desk.case.patient" disableSort>
          <TextField source="patientName" />
        </DataTable.Col>
        <DataTable.Col source="category" label="desk.case.category" disableSort>
          <FunctionField render={(c: Case) => translate(`desk.category.${c.category}`, { _: c.category })} />
        </DataTable.Col>
        <DataTable.Col source="status" label="desk.case.status" disableSort>
          <FunctionField render={(c: Case) => translate(`desk.caseStatus.${c.status}`)} />
        </DataTable.Col>
        <DataTable.Col source="assignedTo" label="desk.case.assignee" disableSort />
        <DataTable.Col source="openedAt" label="desk.case.opened">
          <FunctionField render={(c: Case) => <Moment at={c.openedAt} />} />
        </DataTable.Col>
        <DataTable.Col source="cause" label="desk.close.cause" disableSort>
          <FunctionField render={(c: Case) => (c.cause ? translate(`desk.cause.${c.cause}`) : '')} />
        </DataTable.Col>
      </DataTable>
    </List>
  )
}
