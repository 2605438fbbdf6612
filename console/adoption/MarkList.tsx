import Box from '@mui/material/Box'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { DataTable, FunctionField, useListContext, useNotify } from 'react-admin'
import { useAct } from '../core/acts.ts'
import type { Mark } from '../core/figureMethods.ts'
import { useNextFocus } from '../core/focus.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Panel } from '../core/Panel.tsx'
import { ShortList } from '../core/ShortList.tsx'
import { Empty } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import { useFormat } from './format.ts'

/** The days marked on every time axis, and marking another. */
export default function MarkList() {
  return (
    <ShortList
      tab="desk.adoption.marksTitle"
      back={{ to: '/adoption', title: 'desk.menu.adoption' }}
      about="desk.adoption.marksAbout"
    >
      <Marks />
    </ShortList>
  )
}

function Marks() {
  const say = useWords()
  const format = useFormat()
  const notify = useNotify()
  const queries = useQueryClient()
  const { data, refetch } = useListContext()
  const [removed, setRemoved] = useState(false)
  // The button that was pressed is gone with its row.
  const part = useNextFocus(removed, String(data?.length))
  const [add, remove] = [useAct('adoption.annotated'), useAct('adoption.annotation-removed')]
  const changed = () => {
    refetch()
    queries.invalidateQueries({ queryKey: ['adoption'] })
  }
  return (
    <Box
      ref={part}
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 2fr) minmax(0, 1fr)' },
        alignItems: 'start',
      }}
    >
      <DataTable
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.adoption.noMarks')}>{say('desk.adoption.noMarksHelp')}</Empty>}
      >
        <DataTable.Col source="label" label={say('desk.adoption.markLabel')} disableSort />
        <DataTable.Col source="kind" label={say('desk.adoption.markWhat')} disableSort>
          <FunctionField render={({ kind }: Mark) => say(`desk.adoption.markKind.${kind}`)} />
        </DataTable.Col>
        <DataTable.Col source="day" label={say('desk.adoption.markDay')} disableSort>
          <FunctionField render={({ day }: Mark) => format.day(day)} />
        </DataTable.Col>
        {remove && (
          <DataTable.Col label={say('desk.adoption.removeMark')}>
            <FunctionField
              render={({ id, label }: Mark) => (
                <ActForm
                  act={remove}
                  params={{ id }}
                  verb={say('desk.adoption.removeMark')}
                  about={label}
                  quiet
                  onDone={() => {
                    notify(say('desk.adoption.markRemoved', { label }), { type: 'success' })
                    setRemoved(true)
                    changed()
                  }}
                />
              )}
            />
          </DataTable.Col>
        )}
      </DataTable>
      {add && (
        <Panel title={say('desk.adoption.addMark')} sx={{ border: 0 }}>
          <ActForm<Mark>
            act={add}
            params={{}}
            defaults={{ kind: 'campaign' }}
            fields={{
              day: { label: say('desk.adoption.markDay') },
              kind: { label: say('desk.adoption.markWhat'), of: 'desk.adoption.markKind' },
              label: { label: say('desk.adoption.markLabel') },
            }}
            verb={say('desk.adoption.addMark')}
            onDone={({ label }) => {
              notify(say('desk.adoption.markAdded', { label }), { type: 'success' })
              changed()
            }}
          />
        </Panel>
      )}
    </Box>
  )
}
