import { DataTable } from 'react-admin'
import { Link } from 'react-router'
import { DeskList } from '../core/DeskList.tsx'
import type { RecordConflictRow } from '../core/dataProvider.ts'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { Moment } from '../core/Moment.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'

const questions = { waiting: { waiting: true }, decided: { waiting: false } } as const

/** What imports set aside, the oldest first: records of the hospital's systems that seem to be somebody else's. */
export default function ConflictList() {
  return (
    <DeskList
      tab="desk.conflict.title"
      sort={{ field: 'foundAt', order: 'ASC' }}
      filterDefaultValues={questions.waiting}
    >
      <Queue />
    </DeskList>
  )
}

function Queue() {
  const say = useWords()
  const wide = useWide()
  return (
    <>
      <FilterTabs
        label={say('desk.conflict.which')}
        tabs={(['waiting', 'decided'] as const).map((name) => ({
          name,
          label: say(`desk.conflict.${name}`),
          filter: questions[name],
        }))}
      />
      <DataTable<RecordConflictRow>
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.conflict.none')}>{say('desk.conflict.noneHelp')}</Empty>}
        sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
      >
        <DataTable.Col<RecordConflictRow>
          label={say('desk.conflict.matched')}
          render={(row) => (
            <Link to={`/record-conflicts/${row.id}/show`}>
              {row.patients.map(({ name }) => name).join(' · ')}
            </Link>
          )}
        />
        <DataTable.Col<RecordConflictRow>
          label={say('desk.conflict.why')}
          render={(row) => say(`desk.conflictReason.${row.reason}`)}
        />
        {wide && (
          <DataTable.Col<RecordConflictRow>
            label={say('desk.conflict.from')}
            render={(row) => `${row.file}, ${row.place}`}
          />
        )}
        <DataTable.Col<RecordConflictRow>
          source="foundAt"
          label={say('desk.conflict.found')}
          render={(row) => <Moment at={row.foundAt} as="relative" />}
        />
        {wide && (
          <DataTable.Col<RecordConflictRow>
            label={say('desk.conflict.state')}
            render={(row) => (
              <StateChip tone={row.state === 'waiting' ? 'waits' : 'good'}>
                {say(`desk.conflictState.${row.state}`)}
              </StateChip>
            )}
          />
        )}
      </DataTable>
    </>
  )
}
