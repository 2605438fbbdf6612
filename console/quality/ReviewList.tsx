import { DataTable, SelectInput, useRefresh } from 'react-admin'
import { Link } from 'react-router'
import { useAct } from '../core/acts.ts'
import { DeskList } from '../core/DeskList.tsx'
import { type CallReviewRow, type QualityDraw, useDesk } from '../core/dataProvider.ts'
import { AskAct } from '../core/form/AskAct.tsx'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { RowTable } from '../core/RowTable.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty, Failed } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useReading } from '../core/useReading.ts'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'

/** The calls that were drawn: by month and name, since a few calls rank nobody. */
export default function ReviewList() {
  const say = useWords()
  const desk = useDesk()
  const draws = useReading(['quality-draws'], () => desk.qualityDraws())
  const refresh = useRefresh()
  const filters = [
    <SelectInput
      key="month"
      source="month"
      alwaysOn
      label={say('desk.quality.month')}
      choices={(draws.data ?? []).map(({ month }) => ({ id: month, name: month }))}
      translateChoice={false}
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
    <>
      <DeskList
        tab="desk.quality.title"
        action={<Draw onDrawn={() => Promise.all([refresh(), draws.refresh()])} />}
        filters={filters}
        sort={{ field: 'month', order: 'DESC' }}
      >
        <Reviews />
      </DeskList>
      {draws.error && <Failed error={draws.error} retry={() => draws.refresh()} />}
      {draws.data && draws.data.length > 0 && <Draws draws={draws.data} />}
    </>
  )
}

function Draw({ onDrawn }: { onDrawn: () => unknown }) {
  const say = useWords()
  const act = useAct('quality.drawn')
  return (
    <AskAct
      variant="contained"
      label={say('desk.quality.draw')}
      title={say('desk.quality.draw')}
      text={say('desk.quality.drawHelp')}
      act={act}
      params={{}}
      onDone={onDrawn}
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

/** Which months were drawn, and the seed by which anybody can draw again. */
function Draws({ draws }: { draws: QualityDraw[] }) {
  const say = useWords()
  const { number } = useFormat()
  return (
    <Panel title={say('desk.quality.draws')} sx={{ mt: 2 }}>
      <RowTable<QualityDraw> resource="quality-draws" rows={draws} label={say('desk.quality.draws')}>
        <DataTable.Col<QualityDraw> source="month" label={say('desk.quality.month')} disableSort />
        <DataTable.Col<QualityDraw>
          label={say('desk.quality.drawn')}
          render={({ drawnBy, drawnAt }) => (
            <>
              {drawnBy} · <Moment at={drawnAt} as="day" />
            </>
          )}
        />
        <DataTable.Col<QualityDraw>
          label={say('desk.quality.reviewed')}
          render={({ reviewed, calls }) =>
            say('desk.quality.score', { met: number(reviewed), asked: number(calls) })
          }
        />
        <DataTable.Col<QualityDraw>
          label={say('desk.quality.seed')}
          render={({ seed }) => <code style={{ overflowWrap: 'anywhere' }}>{seed}</code>}
        />
      </RowTable>
    </Panel>
  )
}
