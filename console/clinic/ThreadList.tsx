import { DataTable } from 'react-admin'
import { Link } from 'react-router'
import type { ClinicThreadRow } from '../core/clinicMethods.ts'
import { DeskList } from '../core/DeskList.tsx'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { Moment } from '../core/Moment.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'
import { Response } from './Response.tsx'

/** What patients wrote to one's own clinic, what is due first at the top. Nothing that was written stands in a list. */
export default function ThreadList() {
  return (
    <DeskList
      tab="desk.clinicInbox.title"
      sort={{ field: 'dueAt', order: 'ASC' }}
      filterDefaultValues={{ waits: true }}
    >
      <Threads />
    </DeskList>
  )
}

function Threads() {
  const say = useWords()
  const wide = useWide()
  return (
    <>
      <Response of="messages" />
      <FilterTabs
        label={say('desk.clinicInbox.which')}
        tabs={[
          { name: 'waits', label: say('desk.clinicInbox.waits'), filter: { waits: true } },
          {
            name: 'answered',
            label: say('desk.clinicInbox.answered'),
            filter: { waits: false, status: 'open' },
          },
          { name: 'closed', label: say('desk.clinicInbox.closed'), filter: { status: 'closed' } },
        ]}
      />
      <DataTable<ClinicThreadRow>
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.clinicInbox.none')}>{say('desk.clinicInbox.noneHelp')}</Empty>}
        sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
      >
        <DataTable.Col<ClinicThreadRow>
          label={say('desk.clinicInbox.patient')}
          render={(row) => <Link to={`/clinic-threads/${row.id}/show`}>{row.patientName}</Link>}
        />
        {wide && (
          <DataTable.Col<ClinicThreadRow>
            label={say('desk.clinicInbox.since')}
            render={(row) => <Moment at={row.waitsSince} as="relative" />}
          />
        )}
        <DataTable.Col<ClinicThreadRow>
          source="dueAt"
          label={say('desk.clinicInbox.due')}
          render={(row) => <Due at={row.dueAt} />}
        />
        {wide && (
          <DataTable.Col<ClinicThreadRow>
            source="lastAt"
            label={say('desk.clinicInbox.last')}
            render={(row) => <Moment at={row.lastAt} />}
          />
        )}
      </DataTable>
    </>
  )
}

/** By when an answer is meant to be given, and that it is late where it is. */
export function Due({ at }: { at: string | null }) {
  const say = useWords()
  const late = at !== null && Date.parse(at) < Date.now()
  return (
    <>
      <Moment at={at} as="relative" />
      {late && (
        <>
          {' '}
          <StateChip tone="wrong">{say('desk.clinicInbox.late')}</StateChip>
        </>
      )}
    </>
  )
}
