import { DataTable, useGetList, useRedirect } from 'react-admin'
import { Link } from 'react-router'
import { useAct } from '../core/acts.ts'
import { DeskList } from '../core/DeskList.tsx'
import type { AccessReviewRow } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Moment } from '../core/Moment.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'
import { ClinicRequests } from './ClinicRequests.tsx'
import { RoleRequests } from './RoleRequests.tsx'

/** Once a quarter: who may what, and somebody else's word that they still should. */
export default function AccessReviewList() {
  return (
    <>
      <DeskList tab="desk.review.title" action={<Begin />} sort={{ field: 'quarter', order: 'DESC' }}>
        <Reviews />
      </DeskList>
      <RoleRequests />
      <ClinicRequests />
    </>
  )
}

/** Offered while the quarter we are in has no review yet. */
function Begin() {
  const say = useWords()
  const redirect = useRedirect()
  const act = useAct('access-review.begun')
  const newest = useGetList<AccessReviewRow>('access-reviews', {
    sort: { field: 'quarter', order: 'DESC' },
    pagination: { page: 1, perPage: 1 },
  })
  if (!newest.data || newest.data.some(({ current }) => current)) return null
  return (
    <ActForm<{ id: string }>
      act={act}
      params={{}}
      verb={say('desk.review.begin')}
      onDone={({ id }) => redirect('show', 'access-reviews', id)}
      onStale={newest.refetch}
    />
  )
}

function Reviews() {
  const say = useWords()
  const wide = useWide()
  return (
    <DataTable<AccessReviewRow>
      bulkActionButtons={false}
      rowClick={false}
      empty={<Empty title={say('desk.review.none')}>{say('desk.review.noneHelp')}</Empty>}
    >
      <DataTable.Col<AccessReviewRow>
        source="quarter"
        label={say('desk.review.quarter')}
        render={(row) => <Link to={`/access-reviews/${row.id}/show`}>{row.quarter}</Link>}
      />
      <DataTable.Col<AccessReviewRow>
        source="finishedAt"
        label={say('desk.staff.status')}
        render={(row) => (
          <StateChip tone={row.finishedAt ? 'good' : 'waits'}>
            {say(`desk.review.${row.finishedAt ? 'done' : 'open'}`)}
          </StateChip>
        )}
      />
      {wide && (
        <DataTable.Col<AccessReviewRow>
          source="begunAt"
          label={say('desk.review.started')}
          render={(row) => (
            <>
              {row.begunBy} · <Moment at={row.begunAt} as="relative" />
            </>
          )}
        />
      )}
    </DataTable>
  )
}
