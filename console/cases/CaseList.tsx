import { BooleanInput, SelectInput } from 'react-admin'
import { queues } from '../../api/cases/lists.ts'
import { DeskList } from '../core/DeskList.tsx'
import { useWords } from '../core/words/useWords.ts'
import { CaseTable } from './CaseTable.tsx'

const statuses = ['open', 'escalated', 'closed'] as const

/** All cases, the one due first on top; what is chosen stands in the address, which names nobody. */
export default function CaseList() {
  const say = useWords()
  const filters = [
    <BooleanInput key="u" source="unresolved" alwaysOn label={say('desk.case.unresolved')} />,
    <BooleanInput key="m" source="mine" alwaysOn label={say('desk.case.onlyMine')} />,
    <BooleanInput key="n" source="unassigned" alwaysOn label={say('desk.case.unassigned')} />,
    <BooleanInput key="o" source="overdue" alwaysOn label={say('desk.case.onlyOverdue')} />,
    <SelectInput
      key="s"
      source="status"
      alwaysOn
      label={say('desk.case.status')}
      choices={statuses.map((id) => ({ id, name: say(`desk.caseStatus.${id}`) }))}
      translateChoice={false}
    />,
    <SelectInput
      key="q"
      source="escalatedTo"
      alwaysOn
      label={say('desk.close.inQueue')}
      choices={queues.map((id) => ({ id, name: say(`desk.queue.${id}`) }))}
      translateChoice={false}
    />,
  ]
  return (
    <DeskList
      tab="desk.case.all"
      filters={filters}
      filterDefaultValues={{ unresolved: true }}
      sort={{ field: 'dueAt', order: 'ASC' }}
    >
      <CaseTable />
    </DeskList>
  )
}
