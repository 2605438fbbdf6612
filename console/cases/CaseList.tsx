import { SelectInput } from 'react-admin'
import { caseQueues, queues } from '../../api/cases/lists.ts'
import { DeskList } from '../core/DeskList.tsx'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { useWords } from '../core/words/useWords.ts'
import { CaseSearch } from './CaseSearch.tsx'
import { CaseTable } from './CaseTable.tsx'
import { SavedViews } from './SavedViews.tsx'
import { useQueueCounts } from './useQueueCounts.ts'

const statuses = ['open', 'escalated', 'closed'] as const
const unresolved = { unresolved: true } as const

/** All cases, the one due first on top; what is chosen stands in the address, which names nobody. */
export default function CaseList() {
  const say = useWords()
  const filters = [
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
      intro={<CaseSearch />}
      filterDefaultValues={unresolved}
      sort={{ field: 'dueAt', order: 'ASC' }}
    >
      <Queues />
    </DeskList>
  )
}

function Queues() {
  const say = useWords()
  const { withCount } = useQueueCounts()
  return (
    <>
      <FilterTabs
        label={say('desk.case.all')}
        tabs={[
          { name: 'mine', label: withCount(say('desk.case.onlyMine'), 'mine'), filter: caseQueues.mine },
          {
            name: 'unassigned',
            label: withCount(say('desk.case.unassigned'), 'unassigned'),
            filter: caseQueues.unassigned,
          },
          { name: 'due', label: withCount(say('desk.case.dueNow'), 'due'), filter: caseQueues.due },
          { name: 'handed', label: withCount(say('desk.case.handed'), 'handed'), filter: caseQueues.handed },
          {
            name: 'answered',
            label: withCount(say('desk.case.answered'), 'answered'),
            filter: caseQueues.answered,
          },
          { name: 'toCall', label: withCount(say('desk.case.toCall'), 'toCall'), filter: caseQueues.toCall },
          { name: 'unresolved', label: say('desk.case.unresolved'), filter: unresolved },
        ]}
      />
      <SavedViews />
      <CaseTable />
    </>
  )
}
