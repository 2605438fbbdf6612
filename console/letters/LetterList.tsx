import Button from '@mui/material/Button'
import { useRef, useState } from 'react'
import { DataTable, useListContext } from 'react-admin'
import { Link } from 'react-router'
import { letterStates } from '../../api/letters/lists.ts'
import { useAct } from '../core/acts.ts'
import { DeskList } from '../core/DeskList.tsx'
import type { LetterRow, PrintedLetters } from '../core/dataProvider.ts'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { ActDialog } from '../core/form/ActDialog.tsx'
import { OtherActs } from '../core/form/OtherActs.tsx'
import { Moment } from '../core/Moment.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'
import { Sheets } from './Sheets.tsx'

/** Activation letters the desk asked for, those that wait longest first, to be printed and followed. */
export default function LetterList() {
  const say = useWords()
  return (
    <DeskList
      tab="desk.letter.title"
      sort={{ field: 'orderedAt', order: 'ASC' }}
      filterDefaultValues={{ state: 'waiting' }}
      action={
        <Button component={Link} to="/letter-batches">
          {say('desk.letter.register')}
        </Button>
      }
    >
      <Letters />
    </DeskList>
  )
}

function Letters() {
  const say = useWords()
  const wide = useWide()
  const { refetch, filterValues, data } = useListContext<LetterRow>()
  const print = useAct('letters.printed')
  const [asking, setAsking] = useState(false)
  const [printed, setPrinted] = useState<PrintedLetters>()
  const button = useRef<HTMLButtonElement>(null)
  const waits = filterValues.state === 'waiting' && (data?.length ?? 0) > 0
  return (
    <>
      <FilterTabs
        label={say('desk.letter.which')}
        tabs={letterStates.map((state) => ({
          name: state,
          label: say(`desk.letterState.${state}`),
          filter: { state },
        }))}
      />
      {waits && (
        <Button ref={button} variant="contained" sx={{ my: 1 }} onClick={() => setAsking(true)}>
          {say('desk.letter.print')}
        </Button>
      )}
      <DataTable<LetterRow>
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.letter.none')}>{say('desk.letter.noneHelp')}</Empty>}
        sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
      >
        <DataTable.Col<LetterRow>
          label={say('desk.letter.patient')}
          render={(row) => (
            <Link to={`/patients/${row.patientId}/show?case=${row.caseId}`}>{row.patientName}</Link>
          )}
        />
        {wide && (
          <DataTable.Col<LetterRow>
            label={say('desk.letter.caseNumber')}
            render={(row) => say('desk.letter.caseOf', { number: row.caseNumber })}
          />
        )}
        <DataTable.Col<LetterRow>
          source="orderedAt"
          label={say('desk.letter.ordered')}
          render={(row) => <Moment at={row.orderedAt} as="relative" />}
        />
        {wide && (
          <DataTable.Col<LetterRow> source="orderedBy" disableSort label={say('desk.letter.orderedBy')} />
        )}
        <DataTable.Col<LetterRow>
          source="stateAt"
          label={say('desk.letter.state')}
          render={(row) => (
            <>
              <StateChip
                tone={row.state === 'waiting' ? 'waits' : row.state === 'returned' ? 'wrong' : 'good'}
              >
                {say(`desk.letterState.${row.state}`)}
              </StateChip>
              <OtherActs
                of="letters"
                id={row.id}
                given={{}}
                state={row.state}
                onDone={refetch}
                onStale={refetch}
              />
            </>
          )}
        />
      </DataTable>
      {asking && (
        <ActDialog<PrintedLetters>
          title={say('desk.letter.print')}
          text={say('desk.letter.printHelp')}
          act={print}
          params={{}}
          verb={say('desk.letter.print')}
          onClose={() => setAsking(false)}
          onDone={(reply) => {
            setAsking(false)
            setPrinted(reply)
            refetch()
          }}
        />
      )}
      {printed && (
        <Sheets
          printed={printed}
          onClose={() => {
            setPrinted(undefined)
            button.current?.focus()
          }}
        />
      )}
    </>
  )
}
