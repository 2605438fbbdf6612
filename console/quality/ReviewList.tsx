import { DataTable, SelectInput, TextInput, useRefresh } from 'react-admin'
import { Link } from 'react-router'
import { useAct } from '../core/acts.ts'
import { DeskList } from '../core/DeskList.tsx'
import type { CallReviewRow } from '../core/dataProvider.ts'
import { AskAct } from '../core/form/AskAct.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'

/** The calls that were drawn: by month and name, since a few calls rank nobody. */
export default function ReviewList() {
  const say = useWords()
  const filters = [
    <TextInput
      key="month"
      source="month"
      alwaysOn
      resettable
      label={say('desk.quality.month')}
      placeholder="2026-10"
    />,
    <SelectInput
      key="reviewed"
      source="reviewed"
      alwaysOn
      label={say('desk.quality.state')}
      choices={[
        { id: false, name: say('desk.quality.waiting') },
        { id: true, name: say('desk.quality.reviewed') },
      ]}
      translateChoice={false}
    />,
  ]
  return (
    <DeskList
      tab="desk.quality.title"
      action={<Draw />}
      filters={filters}
      sort={{ field: 'month', order: 'DESC' }}
    >
      <Reviews />
    </DeskList>
  )
}

function Draw() {
  const say = useWords()
  const refresh = useRefresh()
  const act = useAct('quality.drawn')
  return (
    <AskAct
      variant="contained"
      label={say('desk.quality.draw')}
      title={say('desk.quality.draw')}
      text={say('desk.quality.drawHelp')}
      act={act}
      params={{}}
      onDone={refresh}
    />
  )
}

function Reviews() {
  const say = useWords()
  const wide = useWide()
  return (
    <DataTable<CallReviewRow>
      bulkActionButtons={false}
      rowClick={false}
      empty={<Empty title={say('desk.quality.none')}>{say('desk.quality.noneHelp')}</Empty>}
      sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
    >
      <DataTable.Col<CallReviewRow> source="month" label={say('desk.quality.month')} />
      <DataTable.Col<CallReviewRow> source="staffName" label={say('desk.quality.agent')} />
      <DataTable.Col<CallReviewRow>
        label={say('desk.quality.case')}
        render={({ id, own, staffName, caseNumber }) =>
          own ? (
            caseNumber
          ) : (
            <Link
              to={`/quality-reviews/${id}/show`}
              aria-label={say('desk.quality.open', { name: staffName, number: caseNumber })}
            >
              {caseNumber}
            </Link>
          )
        }
      />
      <DataTable.Col<CallReviewRow> label={say('desk.quality.state')} render={(one) => <State of={one} />} />
      {wide && (
        <DataTable.Col<CallReviewRow>
          label={say('desk.quality.reviewed')}
          render={({ reviewedBy }) => reviewedBy ?? '–'}
        />
      )}
    </DataTable>
  )
}

function State({ of: { reviewedAt, met, asked, own, repliedAt } }: { of: CallReviewRow }) {
  const say = useWords()
  if (reviewedAt === null)
    return own ? say('desk.quality.own') : <StateChip tone="waits">{say('desk.quality.waiting')}</StateChip>
  return (
    <>
      {say('desk.quality.score', { met: met!, asked: asked! })}
      {repliedAt && ` · ${say('desk.quality.replied')}`}
    </>
  )
}
