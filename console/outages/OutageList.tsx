import Typography from '@mui/material/Typography'
import { DataTable, useListContext, useRefresh } from 'react-admin'
import { useAct } from '../core/acts.ts'
import { DeskList } from '../core/DeskList.tsx'
import type { NoticeRow } from '../core/dataProvider.ts'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { ActForm } from '../core/form/ActForm.tsx'
import { AskAct } from '../core/form/AskAct.tsx'
import { Moment } from '../core/Moment.tsx'
import { Empty } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'

/** What patients and the desk are told of the portal itself. */
export default function OutageList() {
  return (
    <DeskList
      tab="desk.outage.title"
      sort={{ field: 'startedAt', order: 'DESC' }}
      filterDefaultValues={{ ended: false }}
      about="desk.outage.intro"
      action={<Report />}
    >
      <Notices />
    </DeskList>
  )
}

function Report() {
  const say = useWords()
  const refresh = useRefresh()
  const report = useAct('outage.reported')
  return (
    report && (
      <AskAct
        label={report.verb}
        title={report.verb}
        text={say('desk.outage.reportHelp')}
        variant="contained"
        act={report}
        params={{}}
        fields={{ title: { autoFocus: true } }}
        onDone={refresh}
      />
    )
  )
}

function Notices() {
  const say = useWords()
  const { refetch } = useListContext<NoticeRow>()
  const end = useAct('outage.ended')
  return (
    <>
      <FilterTabs
        label={say('desk.outage.which')}
        tabs={[
          { name: 'goesOn', label: say('desk.outage.goesOn'), filter: { ended: false } },
          { name: 'over', label: say('desk.outage.over'), filter: { ended: true } },
        ]}
      />
      <DataTable<NoticeRow>
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.outage.none')}>{say('desk.outage.noneHelp')}</Empty>}
        sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
      >
        <DataTable.Col<NoticeRow>
          source="title"
          label={say('desk.outage.what')}
          render={(row) => (
            <>
              <Typography>{row.title}</Typography>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {say(`desk.outage.kinds.${row.kind}`)}
              </Typography>
            </>
          )}
        />
        <DataTable.Col<NoticeRow>
          label={say('desk.outage.patients')}
          render={(row) => (
            <>
              <Typography variant="body2">{row.textEn}</Typography>
              <Typography variant="body2" lang="es">
                {row.textEs}
              </Typography>
            </>
          )}
        />
        <DataTable.Col<NoticeRow>
          source="startedAt"
          label={say('desk.outage.since')}
          render={(row) => <Moment at={row.startedAt} as="relative" />}
        />
        <DataTable.Col<NoticeRow>
          label={say('desk.outage.ended')}
          render={(row) =>
            row.endedAt ? (
              <Moment at={row.endedAt} as="relative" />
            ) : (
              <ActForm
                act={end}
                params={{ id: row.id }}
                about={row.title}
                quiet
                onDone={refetch}
                onStale={refetch}
              />
            )
          }
        />
      </DataTable>
    </>
  )
}
