import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { DataTable, FunctionField, useNotify } from 'react-admin'
import { Link } from 'react-router'
import { useAct } from '../core/acts.ts'
import type { Goal, Goals } from '../core/figureMethods.ts'
import { useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { notPrinted } from '../core/print.ts'
import { RowTable } from '../core/RowTable.tsx'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { EndedGoals } from './EndedGoals.tsx'
import { GoalForm } from './GoalForm.tsx'
import { GoalState } from './GoalState.tsx'
import { byUrgency, useGoalText } from './goalText.ts'
import { Line } from './Line.tsx'
import { useGoals, useGoalsChanged } from './useGoals.ts'

/** What figures should reach, where, by when and in whose care: how each goal stands, and what became of earlier ones. */
export default function GoalList() {
  const say = useWords()
  const { data, error, refetch } = useGoals()
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <PageHead
        tab="desk.adoption.goals"
        action={
          <Button component={Link} to="/adoption">
            {say('desk.menu.adoption')}
          </Button>
        }
      />
      <Typography sx={{ maxWidth: 800 }}>{say('desk.adoption.goalsAbout')}</Typography>
      {error ? (
        <Failed error={error} retry={() => refetch()} />
      ) : data ? (
        <Standing goals={data} />
      ) : (
        <Waiting lines={8} />
      )}
    </Box>
  )
}

function Standing({ goals }: { goals: Goals }) {
  const say = useWords()
  const notify = useNotify()
  const changed = useGoalsChanged()
  const [chosen, setChosen] = useState<Goal>()
  const [set, remove] = [useAct('adoption.goal-set'), useAct('adoption.goal-removed')]
  const [gone, setGone] = useState(false)
  // The button that was pressed is gone with its row.
  const part = useNextFocus(gone, String(goals.standing.length))
  const rows = goals.standing.toSorted(byUrgency)
  return (
    <>
      <Box
        ref={part}
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            lg: set ? 'minmax(0, 5fr) minmax(0, 2fr)' : undefined,
          },
          alignItems: 'start',
        }}
      >
        <Card>
          <RowTable<Goal>
            resource="adoption-goals"
            rows={rows}
            label={say('desk.adoption.goalStanding')}
            empty={<Empty title={say('desk.adoption.noGoals')}>{say('desk.adoption.noGoalsHelp')}</Empty>}
          >
            <DataTable.Col source="name" label={say('desk.adoption.goalTarget')} disableSort>
              <FunctionField render={(goal: Goal) => <What goal={goal} />} />
            </DataTable.Col>
            <DataTable.Col source="state" label={say('desk.adoption.goalStateHead')} disableSort>
              <FunctionField render={(goal: Goal) => <How goal={goal} mayPlan={set !== undefined} />} />
            </DataTable.Col>
            {set && (
              <DataTable.Col label={say('desk.adoption.changeGoal')} sx={notPrinted}>
                <FunctionField
                  render={(goal: Goal) => (
                    <Box sx={{ display: 'flex', flexWrap: { xs: 'wrap', sm: 'nowrap' }, gap: 1 }}>
                      <Button
                        size="small"
                        variant="outlined"
                        aria-label={`${say('desk.adoption.changeGoal')}: ${named(goal, say('desk.adoption.hospital'))}`}
                        onClick={() => setChosen(goal)}
                      >
                        {say('desk.adoption.changeGoal')}
                      </Button>
                      <ActForm
                        act={remove}
                        params={{ id: goal.id }}
                        verb={say('desk.adoption.noGoal')}
                        about={named(goal, say('desk.adoption.hospital'))}
                        quiet
                        onDone={() => {
                          notify(say('desk.adoption.goalRemoved'), { type: 'success' })
                          setGone(true)
                          changed()
                        }}
                      />
                    </Box>
                  )}
                />
              </DataTable.Col>
            )}
          </RowTable>
        </Card>
        {set && (
          <Box sx={notPrinted}>
            <GoalForm
              key={chosen?.id}
              act={set}
              goals={goals}
              chosen={chosen}
              onCancel={() => setChosen(undefined)}
              onDone={() => {
                notify(say('desk.adoption.goalSaved'), { type: 'success' })
                setChosen(undefined)
                changed()
              }}
            />
          </Box>
        )}
      </Box>
      {goals.ended.length > 0 && <EndedGoals goals={goals.ended} />}
    </>
  )
}

/** A goal's name among others: its figure and its place. */
export const named = (
  { name, place, placeName }: Pick<Goal, 'name' | 'place' | 'placeName'>,
  hospital: string,
) => `${name}, ${place === '' ? hospital : (placeName ?? place)}`

function What({ goal }: { goal: Goal }) {
  const say = useWords()
  const text = useGoalText()
  return (
    <>
      <Box component="span" sx={{ fontWeight: 650 }}>
        {goal.name}
      </Box>
      <br />
      {text.aim(goal)}
      <Line>
        {[
          goal.place === '' ? say('desk.adoption.hospital') : (goal.placeName ?? goal.place),
          goal.owner?.name,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Line>
    </>
  )
}

function How({ goal, mayPlan }: { goal: Goal; mayPlan: boolean }) {
  const text = useGoalText()
  const next = text.next(goal, mayPlan)
  return (
    <>
      <GoalState goal={goal} />
      {goal.value !== null && <Line>{text.value(goal)}</Line>}
      {next && <Line strong>{next}</Line>}
    </>
  )
}
