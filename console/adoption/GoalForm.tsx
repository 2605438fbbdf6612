import Typography from '@mui/material/Typography'
import type { ActDeclaration } from '../core/acts.ts'
import type { Goal, Goals } from '../core/figureMethods.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { narrow } from '../core/form/schema.ts'
import { Panel } from '../core/Panel.tsx'
import { sessionNow } from '../core/session.ts'
import { useWords } from '../core/words/useWords.ts'
import { useGoalText } from './goalText.ts'
import { useNames, useSegments } from './names.ts'
import { monthsAfter, thisMonth } from './useQuestion.ts'

const everywhere = 'hospital'
/** How far ahead a date is offered, in months. */
const offered = 36

/** Sets a goal, or another in the place of one that stands. */
export function GoalForm({
  act,
  goals: { figures, owners },
  chosen,
  onDone,
  onCancel,
}: {
  act: ActDeclaration
  goals: Goals
  chosen: Goal | undefined
  onDone: () => void
  onCancel: () => void
}) {
  const say = useWords()
  const text = useGoalText()
  const names = useNames()
  const { dimensions } = useSegments()
  const places = dimensions
    .filter(({ dimension }) => dimension === 'clinic' || dimension === 'provider')
    .flatMap(({ dimension, values }) =>
      values
        .filter(({ value }) => value !== 'unknown')
        .map(({ value, name }) => ({
          id: new URLSearchParams([[dimension, value]]).toString(),
          name: names.value(value, name),
        })),
    )
  const months = Array.from({ length: offered }, (_, n) => monthsAfter(thisMonth(), n))
  const me = sessionNow().signedIn?.staff.id
  const owner = chosen ? chosen.owner?.id : me
  const hospital = say('desk.adoption.hospital')
  return (
    <Panel
      title={
        chosen
          ? say('desk.adoption.changeGoalOf', {
              goal: `${chosen.name}, ${chosen.place === '' ? hospital : (chosen.placeName ?? chosen.place)}`,
            })
          : say('desk.adoption.setGoal')
      }
    >
      {chosen && (
        <Typography variant="body2" sx={{ mb: 1.5, color: 'text.secondary' }}>
          {say('desk.adoption.changeGoalHelp')}
        </Typography>
      )}
      <ActForm
        // Where it is for is always chosen: the hospital as one of the places.
        act={narrow(act, {}, ['place'])}
        params={{}}
        before={async ({ place }) => (chosen || place !== everywhere ? {} : { place: '' })}
        given={chosen && { figure: chosen.figure, place: chosen.place }}
        defaults={{
          place: everywhere,
          target: chosen?.target,
          due: chosen?.due && months.includes(chosen.due) ? chosen.due : undefined,
          // Whoever left, or may own none, is none to begin with.
          owner: owners.some(({ id }) => id === owner) ? owner : undefined,
        }}
        fields={{
          figure: {
            label: say('desk.adoption.figure'),
            choices: figures.map(({ code, name }) => ({ id: code, name })),
          },
          place: {
            label: say('desk.adoption.goalPlace'),
            choices: [{ id: everywhere, name: hospital }, ...places],
          },
          target: {
            label: say('desk.adoption.goalTarget'),
            help: say('desk.adoption.goalTargetHelp'),
            autoFocus: chosen !== undefined,
          },
          due: {
            label: say('desk.adoption.goalDue'),
            choices: months.map((id) => ({ id, name: text.dueDay(id) })),
          },
          owner: { label: say('desk.adoption.goalOwner'), choices: owners },
        }}
        verb={say('desk.adoption.setGoal')}
        onDone={onDone}
        onCancel={chosen && onCancel}
      />
    </Panel>
  )
}
