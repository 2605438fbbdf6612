import CsvIcon from '@mui/icons-material/FileDownloadOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { DataTable, FunctionField, useRecordContext } from 'react-admin'
import { saveTable } from '../core/charts/saveTable.ts'
import type { Figure, Figures } from '../core/figureMethods.ts'
import { numbers } from '../core/numbers.ts'
import { Opener } from '../core/Opener.tsx'
import { Panel } from '../core/Panel.tsx'
import { notPrinted } from '../core/print.ts'
import { RowTable } from '../core/RowTable.tsx'
import { useWords } from '../core/words/useWords.ts'
import { Change } from './Change.tsx'
import { Definition } from './Definition.tsx'
import { countsOf, useFormat } from './format.ts'
import { FigureGoal } from './GoalState.tsx'
import { useAbout } from './names.ts'

type Row = Figure & { id: string; reply: Figures }

/** Figures in lines: each opens to how it is counted. */
export function FigureTable({ title, name, reply }: { title: string; name: string; reply: Figures }) {
  const say = useWords()
  const format = useFormat()
  const about = useAbout()
  const rows = reply.figures.map((figure): Row => ({ ...figure, id: figure.code, reply }))
  const saveCsv = () => {
    const of = about(reply)
    saveTable(`adoption-${name}-${of.file}`, {
      head: [
        ...(['figure', 'value', 'unit', 'low', 'high', 'numerator', 'denominator'] as const).map((one) =>
          say(`desk.adoption.${one}`),
        ),
        say('desk.adoption.csvOf'),
      ],
      rows: reply.figures.map((one) => [
        one.name,
        one.few ? say('desk.adoption.few') : one.value,
        say(`desk.adoption.unitOf.${one.unit}`),
        one.low,
        one.high,
        ...countsOf(one.value, reply.exact, one.numerator, one.denominator),
        title,
      ]),
      about: of,
    })
  }
  return (
    <Panel
      title={title}
      action={
        <Button
          size="small"
          startIcon={<CsvIcon />}
          onClick={saveCsv}
          aria-label={say('desk.adoption.csvOfTable', { table: title })}
          sx={notPrinted}
        >
          {say('desk.adoption.csv')}
        </Button>
      }
    >
      <RowTable<Row> resource={`adoption-${name}`} rows={rows} label={title} expand={<Opened />}>
        <DataTable.Col source="name" label={say('desk.adoption.figure')} disableSort>
          <FunctionField
            render={(row: Row) => (
              <>
                <Opener>{row.name}</Opener>
                {reply.against && <Change figure={row} />}
                <FigureGoal figure={row} />
              </>
            )}
          />
        </DataTable.Col>
        <DataTable.Col
          sx={{ ...numbers, verticalAlign: 'top' }}
          source="value"
          label={say('desk.adoption.value')}
          disableSort
        >
          <FunctionField
            render={(row: Row) => (
              <Box component="span" sx={{ fontWeight: 650, whiteSpace: { sm: 'nowrap' } }}>
                {row.few ? say('desk.adoption.few') : format.figure(row)}
              </Box>
            )}
          />
        </DataTable.Col>
      </RowTable>
    </Panel>
  )
}

function Opened() {
  const row = useRecordContext<Row>()!
  return <Definition figure={row} reply={row.reply} />
}
