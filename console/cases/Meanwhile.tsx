import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect } from 'react'
import type { Case } from '../core/dataProvider.ts'
import { Moment } from '../core/Moment.tsx'
import { type Say, useWords } from '../core/words/useWords.ts'

/** What of a case people decide by, in words, by what it is called. */
const facts = (one: Case, say: Say) =>
  ({
    status:
      say(`desk.caseStatus.${one.status}`) +
      (one.escalatedTo ? ` → ${say.of('desk.queue', one.escalatedTo)}` : ''),
    assignee: one.assignedTo ?? say('desk.case.nobody'),
    urgent: say(one.priority === 'urgent' ? 'desk.case.yes' : 'desk.case.no'),
    waiting: say(one.waitingUntil ? 'desk.case.yes' : 'desk.case.no'),
  }) as const

/**
 * A case as it was when somebody began to type beside as it is now: what others changed, and what they noted. What was typed
 * stays in the form below it.
 */
export function Meanwhile({ before, now, onLook }: { before: Case; now: Case; onLook: () => void }) {
  const say = useWords()
  // What the stream has not brought yet is read: it is what the refusal was about.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a refusal
  useEffect(() => {
    onLook()
  }, [])
  const [was, is] = [facts(before, say), facts(now, say)]
  const changed = (Object.keys(is) as (keyof typeof is)[]).filter((name) => was[name] !== is[name])
  const known = new Set(before.notes.map(({ id }) => id))
  const noted = now.notes.filter(({ id }) => !known.has(id))
  if (changed.length === 0 && noted.length === 0 && before.dueAt === now.dueAt) return null
  return (
    <Box sx={{ mt: 1 }}>
      {(changed.length > 0 || before.dueAt !== now.dueAt) && (
        <Box
          component="table"
          aria-label={say('desk.case.meanwhile')}
          sx={{ '& th, & td': { textAlign: 'left', pr: 2, verticalAlign: 'top' } }}
        >
          <thead>
            <tr>
              <td />
              <th scope="col">{say('desk.case.whenYouBegan')}</th>
              <th scope="col">{say('desk.case.asItIsNow')}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map((name) => (
              <tr key={name}>
                <th scope="row">{say(`desk.case.${name}`)}</th>
                <td>{was[name]}</td>
                <td>{is[name]}</td>
              </tr>
            ))}
            {before.dueAt !== now.dueAt && (
              <tr>
                <th scope="row">{say(now.toCallBack ? 'desk.case.callBack' : 'desk.case.due')}</th>
                <td>
                  <Moment at={before.dueAt} />
                </td>
                <td>
                  <Moment at={now.dueAt} />
                </td>
              </tr>
            )}
          </tbody>
        </Box>
      )}
      {noted.map((note) => (
        <Typography key={note.id} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {note.by}: {note.text}
        </Typography>
      ))}
      <Typography variant="body2" sx={{ mt: 0.5 }}>
        {say('desk.case.typedStays')}
      </Typography>
    </Box>
  )
}
