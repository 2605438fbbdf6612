import Button from '@mui/material/Button'
import { DataTable } from 'react-admin'
import { Link } from 'react-router'
import { waitStates } from '../../api/appointments/lists.ts'
import type { ClinicWait } from '../core/clinicMethods.ts'
import { DeskList } from '../core/DeskList.tsx'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { Moment } from '../core/Moment.tsx'
import { Empty } from '../core/states.tsx'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'
import { Response } from './Response.tsx'

/** Who waits for a time at one's own clinic, longest first; times that become free go to them by themselves. */
export default function WaitList() {
  const say = useWords()
  return (
    <DeskList
      tab="desk.clinicVisit.waitList"
      sort={{ field: 'since', order: 'ASC' }}
      filterDefaultValues={{ status: 'waiting' }}
      action={
        <Button component={Link} to="/clinic-visits">
          {say('desk.clinicVisit.title')}
        </Button>
      }
    >
      <Waits />
    </DeskList>
  )
}

function Waits() {
  const say = useWords()
  const wide = useWide()
  return (
    <>
      <Response of="visits" />
      <FilterTabs
        label={say('desk.clinicVisit.waitList')}
        tabs={waitStates.map((status) => ({
          name: status,
          label: say(`desk.waitState.${status}`),
          filter: { status },
        }))}
      />
      <DataTable<ClinicWait>
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.clinicVisit.noWaiting')} />}
        sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
      >
        <DataTable.Col<ClinicWait>
          label={say('desk.clinicInbox.patient')}
          render={(row) => row.patientName}
        />
        <DataTable.Col<ClinicWait>
          label={say('desk.clinicVisit.kind')}
          render={(row) => say(`desk.visitKind.${row.kind}`)}
        />
        {wide && (
          <DataTable.Col<ClinicWait>
            label={say('desk.clinicVisit.provider')}
            render={(row) => row.provider ?? say('desk.clinicVisit.anyone')}
          />
        )}
        {wide && (
          <DataTable.Col<ClinicWait>
            label={say('desk.clinicVisit.days')}
            render={(row) => `${row.fromDay} – ${row.untilDay}`}
          />
        )}
        <DataTable.Col<ClinicWait>
          source="since"
          label={say('desk.clinicVisit.since')}
          render={(row) => <Moment at={row.since} as="relative" />}
        />
      </DataTable>
    </>
  )
}
