import CsvIcon from '@mui/icons-material/FileDownloadOutlined'
import PictureIcon from '@mui/icons-material/ImageOutlined'
import TableIcon from '@mui/icons-material/TableRowsOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useTheme } from '@mui/material/styles'
import Typography from '@mui/material/Typography'
import { type ReactNode, useRef, useState } from 'react'
import { DataTable, FunctionField } from 'react-admin'
import { numbers } from '../numbers.ts'
import { Panel } from '../Panel.tsx'
import { notPrinted } from '../print.ts'
import { RowTable } from '../RowTable.tsx'
import { useFormat } from '../useFormat.ts'
import { useWords } from '../words/useWords.ts'
import { savePicture } from './savePicture.ts'
import { rawOf, saveTable } from './saveTable.ts'

/** A number with how it is written, or what is written as it is. */
export type Cell = string | number | null | { value: number | null; shown: string }

/** Of whom, of when and as of which day a chart is: on the card, in the picture, and in each line of the file. */
export interface About {
  line: string
  /** What is added to the names of its files. */
  file: string
  head: string[]
  cells: string[]
}

/** A chart with the sentence that says what it shows, and the same numbers as a table, a file and a picture. */
export function ChartCard({
  title,
  sentence,
  about,
  notes = [],
  file,
  head,
  rows,
  action,
  children,
}: {
  title: string
  sentence: string
  about?: About
  /** What is marked in the drawing. */
  notes?: string[]
  /** The name of the files, without ending. */
  file: string
  head: string[]
  rows: Cell[][]
  action?: ReactNode
  children: ReactNode
}) {
  const say = useWords()
  const theme = useTheme()
  const [open, setOpen] = useState(false)
  const chart = useRef<HTMLDivElement>(null)
  const name = about ? `${file}-${about.file}` : file
  const saveCsv = () =>
    saveTable(name, {
      head: [...head, say('desk.adoption.csvOf')],
      rows: rows.map((row) => [...row, title]),
      about,
    })
  const picture = () =>
    savePicture(chart.current!, `${name}.png`, {
      title,
      lines: about ? [about.line] : [],
      notes,
      background: theme.palette.background.paper,
      text: theme.palette.text.primary,
      font: theme.typography.fontFamily!,
    })
  return (
    <Panel title={title} action={action}>
      <Typography>{sentence}</Typography>
      {about && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {about.line}
        </Typography>
      )}
      <Box ref={chart} sx={{ mt: 1 }}>
        {children}
      </Box>
      {notes.map((note) => (
        <Typography key={note} variant="body2" sx={{ color: 'text.secondary' }}>
          {note}
        </Typography>
      ))}
      <Box sx={{ display: 'flex', gap: 1, mt: 1, flexWrap: 'wrap', ...notPrinted }}>
        <Button size="small" startIcon={<TableIcon />} aria-expanded={open} onClick={() => setOpen(!open)}>
          {say('desk.adoption.asTable')}
        </Button>
        <Button size="small" startIcon={<CsvIcon />} onClick={saveCsv}>
          {say('desk.adoption.csv')}
        </Button>
        <Button size="small" startIcon={<PictureIcon />} onClick={picture}>
          {say('desk.adoption.picture')}
        </Button>
      </Box>
      {open && <Numbers title={title} name={file} head={head} rows={rows} />}
    </Panel>
  )
}

/** The chart's numbers as the one kind of table; a wide one scrolls in its own frame. */
function Numbers({
  title,
  name,
  head,
  rows,
}: {
  title: string
  name: string
  head: string[]
  rows: Cell[][]
}) {
  const { number } = useFormat()
  const shown = (cell: Cell) =>
    typeof cell === 'number' ? number(cell) : typeof cell === 'object' && cell ? cell.shown : (cell ?? '–')
  const records = rows.map((row, id) => ({
    id,
    ...Object.fromEntries(row.map((cell, i) => [`c${i}`, rawOf(cell)])),
    shown: row.map(shown),
  }))
  return (
    <Box
      sx={{ mt: 1, maxHeight: 420, overflow: 'auto', '@media print': { maxHeight: 'none' } }}
      tabIndex={0}
      role="region"
      aria-label={title}
    >
      <RowTable resource={name} rows={records} label={title}>
        {head.map((label, i) => {
          return (
            <DataTable.Col
              key={label}
              source={`c${i}`}
              label={label}
              disableSort
              sx={i === 0 ? undefined : numbers}
            >
              <FunctionField render={(record: (typeof records)[number]) => record.shown[i]} />
            </DataTable.Col>
          )
        })}
      </RowTable>
    </Box>
  )
}
