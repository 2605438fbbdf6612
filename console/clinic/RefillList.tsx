import { DataTable } from 'react-admin'
import { Link } from 'react-router'
import { refillStates } from '../../api/refills/lists.ts'
import type { ClinicRefillRow } from '../core/clinicMethods.ts'
import { DeskList } from '../core/DeskList.tsx'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { Moment } from '../core/Moment.tsx'
import { Empty } from '../core/states.tsx'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'
import { Response } from './Response.tsx'
import { Due } from './ThreadList.tsx'

/** Refills that patients asked one's own clinic for, what is due first at the top. */
export default function RefillList() {
  return (
    <DeskList
      tab="desk.clinicRefill.title"
      sort={{ field: 'dueAt', order: 'ASC' }}
      filterDefaultValues={{ status: 'requested' }}
    >
      <Refills />
    </DeskList>
  )
}

function Refills() {
  const say = useWords()
  const wide = useWide()
  return (
    <>
      <Response of="refills" />
      <FilterTabs
        label={say('desk.clinicRefill.which')}
        tabs={refillStates.map((status) => ({
          name: status,
          label: say(`desk.refillState.${status}`),
          filter: { status },
        }))}
      />
      <DataTable<ClinicRefillRow>
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.clinicRefill.none')}>{say('desk.clinicRefill.noneHelp')}</Empty>}
        sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
      >
        <DataTable.Col<ClinicRefillRow>
          label={say('desk.clinicInbox.patient')}
          render={(row) => <Link to={`/clinic-refills/${row.id}/show`}>{row.patientName}</Link>}
        />
        {wide && (
          <DataTable.Col<ClinicRefillRow>
            source="askedAt"
            label={say('desk.clinicRefill.asked')}
            render={(row) => <Moment at={row.askedAt} />}
          />
        )}
        <DataTable.Col<ClinicRefillRow>
          source="dueAt"
          label={say('desk.clinicRefill.due')}
          render={(row) => (row.status === 'requested' ? <Due at={row.dueAt} /> : '–')}
        />
      </DataTable>
    </>
  )
}
