import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { DataTable, useListContext, useNotify } from 'react-admin'
import { Link } from 'react-router'
import { useAct } from '../core/acts.ts'
import type { ClinicVisit } from '../core/clinicMethods.ts'
import { DeskList } from '../core/DeskList.tsx'
import { useDesk } from '../core/dataProvider.ts'
import { AskAct } from '../core/form/AskAct.tsx'
import { Empty } from '../core/states.tsx'
import { useReading } from '../core/useReading.ts'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'
import { ClinicTime } from './ClinicTime.tsx'

/** Visits to come at one's own clinic, and the times it opens for more. */
export default function VisitList() {
  const say = useWords()
  return (
    <DeskList
      tab="desk.clinicVisit.title"
      sort={{ field: 'startsAt', order: 'ASC' }}
      action={
        <Button component={Link} to="/clinic-wait-list">
          {say('desk.clinicVisit.waitList')}
        </Button>
      }
    >
      <Visits />
    </DeskList>
  )
}

function Visits() {
  const say = useWords()
  const wide = useWide()
  return (
    <>
      <Times />
      <DataTable<ClinicVisit>
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.clinicVisit.none')}>{say('desk.clinicVisit.noneHelp')}</Empty>}
        sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
      >
        <DataTable.Col<ClinicVisit>
          source="startsAt"
          label={say('desk.clinicVisit.starts')}
          render={(row) => <ClinicTime at={row.startsAt} zone={row.timeZone} />}
        />
        <DataTable.Col<ClinicVisit>
          label={say('desk.clinicInbox.patient')}
          render={(row) => row.patientName}
        />
        <DataTable.Col<ClinicVisit>
          label={say('desk.clinicVisit.kind')}
          render={(row) => say(`desk.visitKind.${row.kind}`)}
        />
        {wide && (
          <DataTable.Col<ClinicVisit>
            label={say('desk.clinicVisit.provider')}
            render={(row) => row.provider}
          />
        )}
      </DataTable>
    </>
  )
}

/** Opens times, or withdraws those that nobody booked. */
function Times() {
  const say = useWords()
  const desk = useDesk()
  const notify = useNotify()
  const { refetch } = useListContext()
  const open = useAct('visit.times-opened')
  const withdraw = useAct('visit.times-withdrawn')
  const { data: providers = [] } = useReading(['clinic-providers'], () => desk.clinicProviders())
  const providerId = { choices: providers, autoFocus: true }
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', my: 1 }}>
      <AskAct<{ opened: number }>
        variant="contained"
        label={say('desk.clinicVisit.open')}
        title={say('desk.clinicVisit.open')}
        text={say('desk.clinicVisit.openHelp')}
        act={open}
        params={{}}
        fields={{ providerId, kind: { of: 'desk.visitKind' } }}
        onDone={({ opened }) => {
          notify(say('desk.clinicVisit.opened', { count: opened }))
          return refetch()
        }}
      />
      <AskAct<{ withdrawn: number }>
        label={say('desk.clinicVisit.withdraw')}
        title={say('desk.clinicVisit.withdraw')}
        text={say('desk.clinicVisit.withdrawHelp')}
        act={withdraw}
        params={{}}
        fields={{ providerId }}
        onDone={({ withdrawn }) => notify(say('desk.clinicVisit.withdrawn', { count: withdrawn }))}
      />
    </Box>
  )
}
