import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { DataTable } from 'react-admin'
import { Link } from 'react-router'
import { useAct } from '../core/acts.ts'
import type { Activity } from '../core/dataProvider.ts'
import { useNextFocus } from '../core/focus.ts'
import { ActDialog } from '../core/form/ActDialog.tsx'
import { ActForm } from '../core/form/ActForm.tsx'
import { narrow } from '../core/form/schema.ts'
import { RowTable } from '../core/RowTable.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'

type Item = Activity['items'][number]
type Drawn = Item & { id: number }

/** The accesses that were drawn by lot; the focus goes to the next one that nobody has judged. */
export function DrawnTable({
  review,
  left,
  onJudged,
}: {
  review: Activity
  left: number
  onJudged: () => void
}) {
  const say = useWords()
  const { date } = useFormat()
  const wide = useWide()
  const begun = left < review.items.length
  const part = useNextFocus(left > 0 && begun, `judge ${left}`)
  const first = review.items.find((item) => item.finding === null && !item.own)
  const rows: Drawn[] = review.items.map((item) => ({ ...item, id: item.position }))
  return (
    <Box ref={part}>
      <RowTable<Drawn> resource="activity-reviews" rows={rows} label={say('desk.privacy.activity.drawn')}>
        <DataTable.Col<Drawn> label={say('desk.privacy.activity.staff')} render={(row) => row.staff.name} />
        <DataTable.Col<Drawn>
          label={say('desk.privacy.activity.patient')}
          render={(row) => (
            <Link to="/audit" state={{ question: { actorId: row.staff.id, patientId: row.patient.id } }}>
              {row.patient.name}
            </Link>
          )}
        />
        {wide && (
          <DataTable.Col<Drawn>
            label={say('desk.privacy.activity.day')}
            render={(row) => date(row.day, 'medium')}
          />
        )}
        <DataTable.Col<Drawn>
          label={say('desk.privacy.activity.finding')}
          render={(row) =>
            row.finding ? (
              [say(`desk.privacy.activity.${row.finding}`), row.decidedBy, row.note]
                .filter(Boolean)
                .join(' · ')
            ) : row.own ? (
              say('desk.privacy.activity.own')
            ) : (
              <Judge
                reviewId={review.id}
                item={row}
                next={row.position === first?.position}
                onJudged={onJudged}
              />
            )
          }
        />
      </RowTable>
    </Box>
  )
}

function Judge({
  reviewId,
  item,
  next,
  onJudged,
}: {
  reviewId: string
  item: Item
  next: boolean
  onJudged: () => void
}) {
  const say = useWords()
  const act = useAct('activity-review.decided')
  const [doubting, setDoubting] = useState(false)
  if (!act) return null
  const { position } = item
  const about = `${item.staff.name}, ${item.patient.name}`
  const common = { params: { id: reviewId }, onStale: onJudged, about }
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
      <ActForm
        {...common}
        act={act}
        given={{ position, finding: 'appropriate', note: undefined }}
        verb={say('desk.privacy.activity.appropriate')}
        quiet
        next={next}
        onDone={onJudged}
      />
      <Button
        color="warning"
        onClick={() => setDoubting(true)}
        aria-label={`${say('desk.privacy.activity.questionable')}: ${about}`}
      >
        {say('desk.privacy.activity.questionable')}
      </Button>
      {doubting && (
        <ActDialog
          {...common}
          title={`${say('desk.privacy.activity.questionable')}: ${about}`}
          text={say('desk.privacy.activity.doubtHelp')}
          about={undefined}
          act={narrow(act, {}, ['note'])}
          given={{ position, finding: 'questionable' }}
          fields={{ note: { label: say('desk.privacy.activity.note'), autoFocus: true } }}
          verb={say('desk.privacy.activity.doubt')}
          onClose={() => setDoubting(false)}
          onDone={() => {
            setDoubting(false)
            onJudged()
          }}
        />
      )}
    </Box>
  )
}
