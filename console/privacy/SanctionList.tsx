import Typography from '@mui/material/Typography'
import { DataTable, useListContext, useRefresh } from 'react-admin'
import { Link } from 'react-router'
import { useAct } from '../core/acts.ts'
import { DeskList } from '../core/DeskList.tsx'
import type { Sanction } from '../core/dataProvider.ts'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { AskAct } from '../core/form/AskAct.tsx'
import { OtherActs } from '../core/form/OtherActs.tsx'
import type { FieldWords } from '../core/form/SchemaField.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import { PrivacyTabs } from './PrivacyTabs.tsx'

const open = { open: true }
const tones = { decided: 'waits', 'carried-out': 'good', withdrawn: 'plain' } as const
const names = ['email', 'kind', 'decidedOn', 'decidedBy', 'description', 'on', 'reason'] as const

/** What forms about sanctions call their fields. */
export function useSanctionFields(): Record<string, FieldWords> {
  const say = useWords()
  return {
    ...Object.fromEntries(names.map((name) => [name, { label: say(`desk.sanction.${name}`) }])),
    kind: { label: say('desk.sanction.kind'), of: 'desk.sanctionKind' },
  }
}

/** The register of sanctions, those first that were not carried out. */
export default function SanctionList() {
  return (
    <DeskList
      tab="desk.sanction.title"
      intro={<PrivacyTabs page="sanctions" />}
      about="desk.sanction.about"
      action={<EnterSanction />}
      sort={{ field: 'decidedOn', order: 'DESC' }}
      filterDefaultValues={open}
    >
      <Sanctions />
    </DeskList>
  )
}

function EnterSanction() {
  const say = useWords()
  return (
    <AskAct
      label={say('desk.sanction.enter')}
      title={say('desk.sanction.enter')}
      variant="contained"
      act={useAct('sanction.recorded')}
      params={{}}
      fields={useSanctionFields()}
      onDone={useRefresh()}
    />
  )
}

function Sanctions() {
  const say = useWords()
  const { date } = useFormat()
  const fields = useSanctionFields()
  const { refetch } = useListContext()
  return (
    <>
      <FilterTabs
        label={say('desk.sanction.which')}
        tabs={[
          { name: 'open', label: say('desk.sanction.open'), filter: open },
          { name: 'all', label: say('desk.sanction.all'), filter: {} },
        ]}
      />
      <DataTable<Sanction>
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.sanction.none')}>{say('desk.sanction.noneHelp')}</Empty>}
        sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
      >
        <DataTable.Col<Sanction>
          label={say('desk.sanction.who')}
          render={(row) => (
            <>
              {row.staff.name}
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {say(`desk.sanctionKind.${row.kind}`)}
              </Typography>
            </>
          )}
        />
        <DataTable.Col<Sanction>
          label={say('desk.sanction.what')}
          render={(row) => (
            <>
              {row.description}
              {row.withdrawnReason && ` · ${row.withdrawnReason}`}{' '}
              {row.alertId && (
                <Link to={`/privacy-alerts/${row.alertId}/show`}>{say('desk.sanction.alert')}</Link>
              )}
            </>
          )}
        />
        <DataTable.Col<Sanction>
          source="decidedOn"
          label={say('desk.sanction.decidedOn')}
          render={(row) => (
            <>
              {date(row.decidedOn, 'medium')} · {row.decidedBy}
            </>
          )}
        />
        <DataTable.Col<Sanction>
          label={say('desk.sanction.state')}
          render={(row) => (
            <>
              <StateChip tone={tones[row.state]}>{say(`desk.sanctionState.${row.state}`)}</StateChip>{' '}
              {row.carriedOutOn && date(row.carriedOutOn, 'medium')}
              <OtherActs
                of="sanctions"
                id={row.id}
                state={row.state}
                fields={fields}
                onDone={refetch}
                onStale={refetch}
              />
            </>
          )}
        />
      </DataTable>
    </>
  )
}
