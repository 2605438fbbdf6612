import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { DataTable } from 'react-admin'
import { useAct } from '../core/acts.ts'
import type { AccessReview } from '../core/dataProvider.ts'
import { useNextFocus } from '../core/focus.ts'
import { ActDialog } from '../core/form/ActDialog.tsx'
import { ActForm } from '../core/form/ActForm.tsx'
import { narrow } from '../core/form/schema.ts'
import { Moment } from '../core/Moment.tsx'
import { RowTable } from '../core/RowTable.tsx'
import { useWide } from '../core/useWide.ts'
import { type Say, useWords } from '../core/words/useWords.ts'

type Item = AccessReview['items'][number]
type Person = Item & { id: string }

/** Everybody in a review; the focus goes to the next one who is not decided. */
export function AccessTable({
  review,
  left,
  onDecided,
}: {
  review: AccessReview
  left: number
  onDecided: () => void
}) {
  const say = useWords()
  const wide = useWide()
  const part = useNextFocus(left > 0 && left < review.items.length, `decide ${left}`)
  const first = review.items.find((item) => item.decision === null && !item.own)
  const people: Person[] = review.items.map((item) => ({ ...item, id: item.staffId }))
  return (
    <Box ref={part}>
      <RowTable<Person> resource="access-reviews" rows={people} label={say('desk.review.people')}>
        <DataTable.Col<Person>
          label={say('desk.staff.name')}
          render={(person) => (
            <>
              {person.name}
              <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
                {say(`desk.role.${person.role}`)} · {person.email}
              </Typography>
              {!wide && person.unused.length > 0 && (
                <Typography variant="body2">
                  {say('desk.review.unused')}: {unusedOf(person, say)}
                </Typography>
              )}
            </>
          )}
        />
        {wide && (
          <DataTable.Col<Person>
            label={say('desk.staff.lastSignIn')}
            render={(person) =>
              person.lastSignInAt ? (
                <Moment at={person.lastSignInAt} as="relative" />
              ) : (
                say('desk.staff.never')
              )
            }
          />
        )}
        {wide && (
          <DataTable.Col<Person>
            label={say('desk.review.unused')}
            render={(person) => <Box sx={{ maxWidth: 420 }}>{unusedOf(person, say) || '–'}</Box>}
          />
        )}
        <DataTable.Col<Person>
          label={say('desk.review.decision')}
          render={(person) =>
            person.decision ? (
              [say(`desk.review.${person.decision}`), person.decidedBy, person.reason]
                .filter(Boolean)
                .join(' · ')
            ) : person.own ? (
              say('desk.review.own')
            ) : (
              <Decide
                reviewId={review.id}
                person={person}
                next={person.staffId === first?.staffId}
                onDecided={onDecided}
              />
            )
          }
        />
      </RowTable>
    </Box>
  )
}

const unusedOf = ({ unused }: Item, say: Say) =>
  unused.map((one) => say.of('desk.permission', one)).join(' · ')

/** Certify, or revoke with a reason; the colleague is named for those who hear the buttons. */
function Decide({
  reviewId,
  person,
  next,
  onDecided,
}: {
  reviewId: string
  person: Item
  next: boolean
  onDecided: () => void
}) {
  const say = useWords()
  const act = useAct('access-review.decided')
  const [revoking, setRevoking] = useState(false)
  if (!act) return null
  const { staffId, name } = person
  const common = { params: { id: reviewId }, onStale: onDecided }
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
      <ActForm
        {...common}
        act={act}
        given={{ staffId, decision: 'certified', reason: undefined }}
        verb={say('desk.review.certify')}
        about={name}
        quiet
        next={next}
        onDone={onDecided}
      />
      <Button
        color="error"
        onClick={() => setRevoking(true)}
        aria-label={`${say('desk.review.revoke')}: ${name}`}
      >
        {say('desk.review.revoke')}
      </Button>
      {revoking && (
        <ActDialog
          {...common}
          title={say('desk.review.revokeOne', { name })}
          text={say('desk.review.revokeHelp')}
          act={narrow(act, {}, ['reason'])}
          given={{ staffId, decision: 'revoked' }}
          fields={{ reason: { label: say('desk.review.reason'), autoFocus: true } }}
          verb={say('desk.review.revoke')}
          danger
          onClose={() => setRevoking(false)}
          onDone={() => {
            setRevoking(false)
            onDecided()
          }}
        />
      )}
    </Box>
  )
}
