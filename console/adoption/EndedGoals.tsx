import { DataTable, FunctionField } from 'react-admin'
import type { EndedGoal } from '../core/figureMethods.ts'
import { Panel } from '../core/Panel.tsx'
import { RowTable } from '../core/RowTable.tsx'
import { useWords } from '../core/words/useWords.ts'
import { useFormat } from './format.ts'
import { GoalState } from './GoalState.tsx'
import { useGoalText } from './goalText.ts'
import { Line } from './Line.tsx'

/** The goals that were replaced or removed, and how those stood that came to their date. */
export function EndedGoals({ goals }: { goals: EndedGoal[] }) {
  const say = useWords()
  const text = useGoalText()
  const format = useFormat()
  const by = (at: string, name: string) =>
    say('desk.adoption.goalEndedBy', { day: format.day(at.slice(0, 10)), name })
  return (
    <Panel title={say('desk.adoption.goalsEnded')}>
      <RowTable<EndedGoal>
        resource="adoption-goals-ended"
        rows={goals}
        label={say('desk.adoption.goalsEnded')}
      >
        <DataTable.Col source="name" label={say('desk.adoption.goalTarget')} disableSort>
          <FunctionField
            render={(goal: EndedGoal) => (
              <>
                {goal.name},{' '}
                {goal.place === '' ? say('desk.adoption.hospital') : (goal.placeName ?? goal.place)}
                <br />
                {text.aim({ ...goal, state: goal.state ?? 'few' })}
              </>
            )}
          />
        </DataTable.Col>
        <DataTable.Col source="state" label={say('desk.adoption.goalStateHead')} disableSort>
          <FunctionField
            render={(goal: EndedGoal) =>
              goal.state === null ? (
                say('desk.adoption.goalGivenUp')
              ) : (
                <>
                  <GoalState goal={{ ...goal, state: goal.state }} />
                  {goal.value !== null && <Line>{text.value({ ...goal, state: goal.state })}</Line>}
                </>
              )
            }
          />
        </DataTable.Col>
        <DataTable.Col source="setAt" label={say('desk.adoption.goalSetHead')} disableSort>
          <FunctionField render={({ setAt, setBy }: EndedGoal) => by(setAt, setBy)} />
        </DataTable.Col>
        <DataTable.Col source="endedAt" label={say('desk.adoption.goalEnded')} disableSort>
          <FunctionField render={({ endedAt, endedBy }: EndedGoal) => by(endedAt, endedBy)} />
        </DataTable.Col>
      </RowTable>
    </Panel>
  )
}
