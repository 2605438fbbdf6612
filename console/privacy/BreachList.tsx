import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { DataTable } from 'react-admin'
import { Link } from 'react-router'
import { DeskList } from '../core/DeskList.tsx'
import type { BreachRow } from '../core/dataProvider.ts'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'
import { PrivacyTabs } from './PrivacyTabs.tsx'

const waiting = { waiting: true }

/** Breaches and what is due about each; those of a year are the log for HHS. */
export default function BreachList() {
  const say = useWords()
  return (
    <DeskList
      tab="desk.breach.title"
      intro={<PrivacyTabs page="breaches" />}
      about="desk.breach.about"
      action={
        <Button component={Link} to="/breaches/create" variant="contained">
          {say('desk.breach.begin')}
        </Button>
      }
      sort={{ field: 'nextDue', order: 'ASC' }}
      filterDefaultValues={waiting}
    >
      <Breaches />
    </DeskList>
  )
}

function Breaches() {
  const say = useWords()
  const { date, number } = useFormat()
  const wide = useWide()
  const thisYear = new Date().getFullYear()
  const years = [thisYear, thisYear - 1]
  return (
    <>
      <FilterTabs
        label={say('desk.breach.which')}
        tabs={[
          { name: 'waiting', label: say('desk.breach.waiting'), filter: waiting },
          { name: 'second', label: say('desk.breach.second'), filter: { second: true } },
          { name: 'overdue', label: say('desk.breach.overdue'), filter: { overdue: true } },
          { name: 'settled', label: say('desk.breach.settled'), filter: { waiting: false } },
          ...years.map((year) => ({
            name: String(year),
            label: say('desk.breach.ofYear', { year }),
            filter: { year },
          })),
        ]}
      />
      <DataTable<BreachRow>
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.breach.none')}>{say('desk.breach.noneHelp')}</Empty>}
        sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
      >
        <DataTable.Col<BreachRow>
          label={say('desk.breach.what')}
          render={(row) => (
            <>
              <Link to={`/breaches/${row.id}/show`}>{say(`desk.breachKind.${row.kind}`)}</Link>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {say(`desk.breachSource.${row.source}`)} · {say(`desk.breachLocation.${row.location}`)}
              </Typography>
            </>
          )}
        />
        <DataTable.Col<BreachRow>
          source="knownOn"
          label={say('desk.breach.found')}
          render={(row) => date(row.discoveredOn, 'medium')}
        />
        <DataTable.NumberCol<BreachRow>
          source="people"
          disableSort
          label={say('desk.breach.people')}
          render={(row) => number(row.people)}
        />
        <DataTable.Col<BreachRow>
          label={say('desk.breach.status')}
          render={(row) => <BreachState breach={row} />}
        />
        <DataTable.Col<BreachRow>
          source="nextDue"
          label={say('desk.breach.due')}
          render={(row) => (row.settledOn ? '–' : <DaysLeft day={row.nextDue} left={row.daysLeft} />)}
        />
        {wide && (
          <DataTable.Col<BreachRow>
            label={say('desk.breach.hhs')}
            render={(row) => (row.hhsOn ? date(row.hhsOn, 'medium') : '–')}
          />
        )}
      </DataTable>
    </>
  )
}

export function BreachState({ breach }: { breach: Pick<BreachRow, 'status' | 'outcome' | 'settledOn'> }) {
  const say = useWords()
  const { status, outcome, settledOn } = breach
  return (
    <StateChip tone={settledOn ? 'good' : 'waits'}>
      {say(
        status === 'concluded' && outcome ? `desk.breachOutcome.${outcome}` : `desk.breachState.${status}`,
      )}
    </StateChip>
  )
}

/** A day something is due, and how many are left until then. */
export function DaysLeft({ day, left }: { day: string; left: number }) {
  const say = useWords()
  const { date, number } = useFormat()
  const n = Math.abs(left)
  const words = say(left < 0 ? 'desk.breach.daysLate' : 'desk.breach.daysLeft', {
    smart_count: n,
    n: number(n),
  })
  return (
    <>
      {date(day, 'medium')}{' '}
      <StateChip tone={left < 0 ? 'wrong' : left < 15 ? 'waits' : 'plain'}>{words}</StateChip>
    </>
  )
}
