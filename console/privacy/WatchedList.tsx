import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { DataTable, useListContext } from 'react-admin'
import { Link } from 'react-router'
import { useAct } from '../core/acts.ts'
import { DeskList } from '../core/DeskList.tsx'
import type { Watched } from '../core/dataProvider.ts'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Moment } from '../core/Moment.tsx'
import { Empty } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'
import { PrivacyTabs } from './PrivacyTabs.tsx'

const under = { over: false }

/** Records that any look at is worth a question: of people in the news, of disputes, at a patient's wish. */
export default function WatchedList() {
  const say = useWords()
  return (
    <DeskList
      tab="desk.privacy.watched.title"
      intro={<PrivacyTabs page="watched" />}
      about="desk.privacy.watched.about"
      action={
        <Button component={Link} to="/watched-records/create" variant="contained">
          {say('desk.privacy.watched.addOne')}
        </Button>
      }
      sort={{ field: 'addedAt', order: 'DESC' }}
      filterDefaultValues={under}
    >
      <Records />
    </DeskList>
  )
}

function Records() {
  const say = useWords()
  const { date } = useFormat()
  const wide = useWide()
  const { refetch } = useListContext()
  const end = useAct('watch-list.ended')
  const [ended, setEnded] = useState(0)
  const part = useNextFocus(ended > 0, String(ended))
  const done = async () => {
    await refetch()
    setEnded((n) => n + 1)
  }
  return (
    <Box ref={part}>
      <FilterTabs
        label={say('desk.privacy.watched.which')}
        tabs={[
          { name: 'under', label: say('desk.privacy.watched.under'), filter: under },
          { name: 'over', label: say('desk.privacy.watched.over'), filter: { over: true } },
        ]}
      />
      <DataTable<Watched>
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.privacy.watched.none')}>{say('desk.privacy.watched.noneHelp')}</Empty>}
        sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
      >
        <DataTable.Col<Watched>
          label={say('desk.privacy.watched.patient')}
          render={(row) => <Link to={`/patients/${row.patient.id}/show`}>{row.patient.name}</Link>}
        />
        <DataTable.Col<Watched>
          label={say('desk.privacy.watched.kind')}
          render={(row) => say(`desk.watchKind.${row.kind}`)}
        />
        {wide && (
          <DataTable.Col<Watched>
            source="fromDay"
            label={say('desk.privacy.watched.from')}
            render={(row) => date(row.fromDay, 'medium')}
          />
        )}
        <DataTable.Col<Watched>
          source="toDay"
          label={say('desk.privacy.watched.to')}
          render={(row) => (row.toDay ? date(row.toDay, 'medium') : say('desk.privacy.watched.noEnd'))}
        />
        {wide && (
          <DataTable.Col<Watched>
            source="addedAt"
            label={say('desk.privacy.watched.by')}
            render={(row) => (
              <>
                {row.addedBy} · <Moment at={row.addedAt} as="relative" />
              </>
            )}
          />
        )}
        <DataTable.Col<Watched>
          label={say('desk.privacy.watched.act')}
          render={(row) =>
            row.over ? (
              '–'
            ) : (
              <ActForm
                act={end}
                params={{ id: row.id }}
                verb={say('desk.privacy.watched.end')}
                about={row.patient.name}
                quiet
                next
                onDone={done}
                onStale={done}
              />
            )
          }
        />
      </DataTable>
    </Box>
  )
}
