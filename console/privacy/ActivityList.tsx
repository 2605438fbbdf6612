import Button from '@mui/material/Button'
import { DataTable } from 'react-admin'
import { Link } from 'react-router'
import { DeskList } from '../core/DeskList.tsx'
import type { ActivityRow } from '../core/dataProvider.ts'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { Moment } from '../core/Moment.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'
import { PrivacyTabs } from './PrivacyTabs.tsx'

/** Reviews of activity, 45 CFR 164.308(a)(1)(ii)(D): a period's figures, and accesses drawn by lot, judged one by one. */
export default function ActivityList() {
  const say = useWords()
  return (
    <DeskList
      tab="desk.privacy.activity.title"
      intro={<PrivacyTabs page="activity" />}
      about="desk.privacy.activity.about"
      action={
        <Button component={Link} to="/activity-reviews/create" variant="contained">
          {say('desk.privacy.activity.begin')}
        </Button>
      }
      sort={{ field: 'begunAt', order: 'DESC' }}
    >
      <Reviews />
    </DeskList>
  )
}

function Reviews() {
  const say = useWords()
  const wide = useWide()
  return (
    <>
      <FilterTabs
        label={say('desk.privacy.activity.which')}
        tabs={[
          { name: 'all', label: say('desk.privacy.activity.all'), filter: {} },
          { name: 'open', label: say('desk.privacy.activity.open'), filter: { signed: false } },
          { name: 'signed', label: say('desk.privacy.activity.signed'), filter: { signed: true } },
        ]}
      />
      <DataTable<ActivityRow>
        bulkActionButtons={false}
        rowClick={false}
        empty={
          <Empty title={say('desk.privacy.activity.none')}>{say('desk.privacy.activity.noneHelp')}</Empty>
        }
      >
        <DataTable.Col<ActivityRow>
          source="fromDay"
          label={say('desk.privacy.activity.period')}
          render={(row) => <Period review={row} />}
        />
        <DataTable.Col<ActivityRow>
          source="signedAt"
          label={say('desk.privacy.activity.state')}
          render={(row) => (
            <StateChip tone={row.signedAt ? 'good' : 'waits'}>
              {say(`desk.privacy.activity.${row.signedAt ? 'signed' : 'open'}`)}
            </StateChip>
          )}
        />
        {wide && (
          <DataTable.Col<ActivityRow>
            source="begunAt"
            label={say('desk.privacy.activity.begun')}
            render={(row) => (
              <>
                {row.begunBy} · <Moment at={row.begunAt} as="relative" />
              </>
            )}
          />
        )}
      </DataTable>
    </>
  )
}

function Period({ review }: { review: ActivityRow }) {
  const { date } = useFormat()
  return (
    <Link to={`/activity-reviews/${review.id}/show`}>
      {date(review.fromDay, 'medium')} – {date(review.toDay, 'medium')}
    </Link>
  )
}
