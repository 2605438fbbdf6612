import Typography from '@mui/material/Typography'
import { DataTable, useListContext } from 'react-admin'
import { Link } from 'react-router'
import { DeskList } from '../core/DeskList.tsx'
import type { AccountingShown } from '../core/dataProvider.ts'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { OtherActs } from '../core/form/OtherActs.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import { PrivacyTabs } from './PrivacyTabs.tsx'

export type AccountingRequest = Omit<AccountingShown, 'copy'>

const open = { open: true }
const tones = { open: 'waits', answered: 'good', withdrawn: 'plain' } as const

/** Requests for an accounting of disclosures, what is due first. */
export default function AccountingList() {
  const say = useWords()
  return (
    <DeskList
      tab="desk.accounting.title"
      intro={
        <>
          <PrivacyTabs page="accountings" />
          <Typography sx={{ maxWidth: 800 }}>{say('desk.accounting.about')}</Typography>
        </>
      }
      sort={{ field: 'dueOn', order: 'ASC' }}
      filterDefaultValues={open}
    >
      <Requests />
    </DeskList>
  )
}

function Requests() {
  const say = useWords()
  const { date } = useFormat()
  const { refetch } = useListContext()
  return (
    <>
      <FilterTabs
        label={say('desk.accounting.which')}
        tabs={[
          { name: 'open', label: say('desk.accounting.open'), filter: open },
          { name: 'all', label: say('desk.accounting.all'), filter: {} },
        ]}
      />
      <DataTable<AccountingRequest>
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.accounting.none')}>{say('desk.accounting.noneHelp')}</Empty>}
        sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
      >
        <DataTable.Col<AccountingRequest>
          label={say('desk.accounting.patient')}
          render={(row) => (
            <>
              <Link to={`/patients/${row.patient.id}/disclosures`}>{row.patient.name}</Link>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {say('desk.disclosure.span', { from: date(row.from), to: date(row.to) })} ·{' '}
                {say(row.free ? 'desk.accounting.free' : 'desk.accounting.notFree')}
              </Typography>
            </>
          )}
        />
        <DataTable.Col<AccountingRequest>
          source="receivedOn"
          label={say('desk.accounting.receivedOn')}
          render={(row) => date(row.receivedOn, 'medium')}
        />
        <DataTable.Col<AccountingRequest>
          source="dueOn"
          label={say('desk.accounting.due')}
          render={(row) => (
            <>
              {date(row.dueOn, 'medium')} {row.overdue && say('desk.accounting.late')}
              {row.extendedReason && (
                <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                  {say('desk.accounting.extended', { reason: row.extendedReason })}
                </Typography>
              )}
            </>
          )}
        />
        <DataTable.Col<AccountingRequest>
          label={say('desk.accounting.state')}
          render={(row) => <State row={row} onDone={refetch} />}
        />
      </DataTable>
    </>
  )
}

/** How far a request is, and what there is to do about it. */
function State({ row, onDone }: { row: AccountingRequest; onDone: () => void }) {
  const say = useWords()
  return (
    <>
      <StateChip tone={tones[row.state]}>{say(`desk.accountingState.${row.state}`)}</StateChip>{' '}
      {row.state === 'answered' && (
        <Link to={`/accounting-requests/${row.id}/show`}>{say('desk.accounting.copy')}</Link>
      )}
      {row.withdrawnReason}
      <OtherActs
        of="accounting-requests"
        id={row.id}
        state={row.state}
        fields={{
          reason: { label: say('desk.accounting.reason') },
          method: { label: say('desk.accounting.method'), of: 'desk.accountingMethod' },
        }}
        onDone={onDone}
        onStale={onDone}
      />
    </>
  )
}
