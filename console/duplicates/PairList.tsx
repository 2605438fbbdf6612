import { useQuery } from '@tanstack/react-query'
import { DataTable } from 'react-admin'
import { Link } from 'react-router'
import { DeskList } from '../core/DeskList.tsx'
import { type DuplicatePairRow, useDesk } from '../core/dataProvider.ts'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { Moment } from '../core/Moment.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'

const questions = {
  likely: { state: 'waiting', band: 'likely' },
  possible: { state: 'waiting', band: 'possible' },
  merged: { state: 'merged' },
  different: { state: 'different' },
} as const
const names = Object.keys(questions) as (keyof typeof questions)[]

/** Records that may be one person’s, those that agree most first. */
export default function PairList() {
  return (
    <DeskList
      tab="desk.pair.title"
      sort={{ field: 'bits', order: 'DESC' }}
      filterDefaultValues={questions.likely}
    >
      <Queue />
    </DeskList>
  )
}

function Queue() {
  const say = useWords()
  const wide = useWide()
  const desk = useDesk()
  const { data: counts } = useQuery({ queryKey: ['duplicate-counts'], queryFn: () => desk.countPairs() })
  return (
    <>
      <FilterTabs
        label={say('desk.pair.which')}
        tabs={names.map((name) => ({
          name,
          label: say(`desk.pairTab.${name}`, { n: counts?.[name] ?? '…' }),
          filter: questions[name],
        }))}
      />
      <DataTable<DuplicatePairRow>
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.pair.none')}>{say('desk.pair.noneHelp')}</Empty>}
        sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
      >
        <DataTable.Col<DuplicatePairRow>
          label={say('desk.pair.people')}
          render={(row) => (
            <Link to={`/duplicates/${row.id}/show`}>{row.people.map(({ name }) => name).join(' · ')}</Link>
          )}
        />
        <DataTable.Col<DuplicatePairRow>
          label={say('desk.pair.why')}
          render={(row) => row.said.map(({ words }) => words).join('; ')}
        />
        <DataTable.NumberCol<DuplicatePairRow> source="bits" label={say('desk.pair.strength')} />
        {wide && (
          <DataTable.Col<DuplicatePairRow>
            source="foundAt"
            label={say('desk.pair.found')}
            render={(row) => <Moment at={row.foundAt} as="relative" />}
          />
        )}
        {wide && (
          <DataTable.Col<DuplicatePairRow>
            label={say('desk.pair.state')}
            render={(row) => (
              <StateChip tone={row.state === 'waiting' ? 'waits' : 'good'}>
                {say(`desk.pairState.${row.state}`)}
              </StateChip>
            )}
          />
        )}
      </DataTable>
    </>
  )
}
