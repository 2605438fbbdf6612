import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import { useState } from 'react'
import { DataTable, FunctionField } from 'react-admin'
import { Link } from 'react-router'
import { type ActDeclaration, useAct } from '../core/acts.ts'
import type { Figure, Figures } from '../core/figureMethods.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { numbers } from '../core/numbers.ts'
import { PageHead } from '../core/PageHead.tsx'
import { RowTable } from '../core/RowTable.tsx'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { useFormat } from './format.ts'
import { GoalState } from './GoalState.tsx'
import { useDashboard } from './useDashboard.ts'
import { thisMonth } from './useQuestion.ts'

/** What each share should reach across the hospital, and how far it is this month. */
export default function GoalList() {
  const say = useWords()
  const month = thisMonth()
  const { data, error, refetch } = useDashboard('figures', { from: month, to: month })
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
      {error ? (
        <Failed error={error} retry={() => refetch()} />
      ) : data ? (
        <Goals figures={data.figures.filter(({ unit }) => unit === 'share')} onSet={() => refetch()} />
      ) : (
        <Waiting lines={8} />
      )}
    </Box>
  )
}

type Row = Figure & { id: string }

function Goals({ figures, onSet }: { figures: Figures['figures']; onSet: () => void }) {
  const say = useWords()
  const format = useFormat()
  const act = useAct('adoption.goal-set')
  // Those that have a goal come first.
  const rows = figures
    .map((figure): Row => ({ ...figure, id: figure.code }))
    .sort((a, b) => Number(a.goal === null) - Number(b.goal === null))
  return (
    <Card>
      <RowTable<Row>
        resource="adoption-goals"
        rows={rows}
        label={say('desk.adoption.goals')}
        empty={<Empty title={say('desk.adoption.nothing')} />}
      >
        <DataTable.Col source="name" label={say('desk.adoption.figure')} disableSort />
        <DataTable.Col sx={numbers} source="value" label={say('desk.adoption.now')} disableSort>
          <FunctionField render={({ value, unit }: Row) => format.value(value, unit)} />
        </DataTable.Col>
        <DataTable.Col source="goal" label={say('desk.adoption.goal')} disableSort>
          <FunctionField render={(figure: Row) => <GoalState figure={figure} />} />
        </DataTable.Col>
        {act && (
          <DataTable.Col label={say('desk.adoption.setGoal')}>
            <FunctionField render={(figure: Row) => <SetGoal act={act} figure={figure} onSet={onSet} />} />
          </DataTable.Col>
        )}
      </RowTable>
    </Card>
  )
}

function SetGoal({ act, figure, onSet }: { act: ActDeclaration; figure: Figure; onSet: () => void }) {
  const say = useWords()
  const [open, setOpen] = useState<boolean>()
  const params = { figure: figure.code }
  const done = () => {
    setOpen(false)
    onSet()
  }
  if (!open)
    return (
      <Button
        size="small"
        // Back where one came from, once the form is gone.
        autoFocus={open === false}
        aria-label={`${say('desk.adoption.setGoal')}: ${figure.name}`}
        onClick={() => setOpen(true)}
      >
        {say('desk.adoption.setGoal')}
      </Button>
    )
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'flex-start', py: 1, maxWidth: 420 }}>
      <ActForm
        act={act}
        params={params}
        defaults={{ percent: figure.goal }}
        fields={{ percent: { label: say('desk.adoption.goalPercent'), autoFocus: true } }}
        verb={say('ra.action.save')}
        inline
        onDone={done}
        onCancel={() => setOpen(false)}
      />
      {figure.goal !== null && (
        <ActForm
          act={act}
          params={params}
          given={{ percent: null }}
          verb={say('desk.adoption.noGoal')}
          quiet
          onDone={done}
        />
      )}
    </Box>
  )
}
