import Chip from '@mui/material/Chip'
import type { Theme } from '@mui/material/styles'
import useMediaQuery from '@mui/material/useMediaQuery'
import { DataTable, FunctionField } from 'react-admin'
import { Link } from 'react-router'
import type { CaseRow } from '../core/dataProvider.ts'
import { Moment } from '../core/Moment.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { stateOf, toneOf } from './tone.ts'

/** Cases as every list of them shows them; a narrow screen keeps which, whose, and until when. */
export function CaseTable({ whose = true, help }: { whose?: boolean; help?: string }) {
  const say = useWords()
  const wide = useMediaQuery<Theme>((theme) => theme.breakpoints.up('md'))
  return (
    <DataTable
      bulkActionButtons={false}
      rowClick={false}
      empty={<Empty title={say('desk.case.none')}>{help ?? say('desk.case.noneHelp')}</Empty>}
      sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
    >
      <DataTable.Col source="number" label={say('desk.case.title')}>
        <FunctionField render={(one: CaseRow) => <Link to={addressOf(one)}>{one.number}</Link>} />
      </DataTable.Col>
      <DataTable.Col source="patientName" label={say('desk.case.patient')} disableSort>
        <FunctionField
          render={(one: CaseRow) => <Link to={`/patients/${one.patientId}/show`}>{one.patientName}</Link>}
        />
      </DataTable.Col>
      <DataTable.Col source="dueAt" label={say('desk.case.due')}>
        <FunctionField render={(one: CaseRow) => <Due one={one} />} />
      </DataTable.Col>
      {wide && (
        <DataTable.Col source="category" label={say('desk.case.category')} disableSort>
          <FunctionField render={(one: CaseRow) => say.of('desk.category', one.category)} />
        </DataTable.Col>
      )}
      {wide && (
        <DataTable.Col source="status" label={say('desk.case.status')} disableSort>
          <FunctionField
            render={(one: CaseRow) => <StateChip tone={toneOf(one)}>{stateOf(one, say)}</StateChip>}
          />
        </DataTable.Col>
      )}
      {wide && whose && (
        <DataTable.Col source="assignedTo" label={say('desk.case.assignee')} disableSort>
          <FunctionField render={(one: CaseRow) => one.assignedTo ?? say('desk.case.nobody')} />
        </DataTable.Col>
      )}
      {wide && (
        <DataTable.Col source="openedAt" label={say('desk.case.opened')}>
          <FunctionField render={(one: CaseRow) => <Moment at={one.openedAt} as="relative" />} />
        </DataTable.Col>
      )}
    </DataTable>
  )
}

/** An open case is worked on at its patient's page; a closed one is read. */
const addressOf = (one: CaseRow) =>
  one.status === 'closed' ? `/cases/${one.id}/show` : `/patients/${one.patientId}/show?case=${one.id}`

function Due({ one }: { one: CaseRow }) {
  const say = useWords()
  if (one.status === 'closed') return <Moment at={one.closedAt} as="day" />
  return (
    <>
      {one.toCallBack && `${say('desk.case.callBack')} `}
      <Moment at={one.dueAt} as="relative" />{' '}
      {one.priority === 'urgent' && (
        <Chip size="small" color="warning" variant="outlined" label={say('desk.case.urgent')} />
      )}{' '}
      {one.waitingUntil && <Chip size="small" variant="outlined" label={say('desk.case.waiting')} />}{' '}
      {one.overdue && <Chip size="small" color="error" variant="outlined" label={say('desk.case.overdue')} />}
    </>
  )
}
