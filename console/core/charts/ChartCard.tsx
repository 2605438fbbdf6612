import CsvIcon from '@mui/icons-material/FileDownloadOutlined'
import PictureIcon from '@mui/icons-material/ImageOutlined'
import TableIcon from '@mui/icons-material/TableRowsOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useTheme } from '@mui/material/styles'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { stringify } from 'csv-stringify/browser/esm/sync'
import { type ReactNode, useRef, useState } from 'react'
import { Panel } from '../Panel.tsx'

import { save } from '../save.ts'
import { useWords } from '../words/useWords.ts'
import { savePicture } from './savePicture.ts'

export type Cell = string | number | null

/** A chart with the sentence that says what it shows, and the same numbers as a table, a file and a picture. */
export function ChartCard({
  title,
  sentence,
  file,
  head,
  rows,
  action,
  children,
}: {
  title: string
  sentence: string
  /** The name of the files, without ending. */
  file: string
  head: string[]
  rows: Cell[][]
  action?: ReactNode
  children: ReactNode
}) {
  const translate = useWords()
  const theme = useTheme()
  const [open, setOpen] = useState(false)
  const chart = useRef<HTMLDivElement>(null)
  return (
    <Panel title={title} action={action}>
      <Typography sx={{ mb: 1 }}>{sentence}</Typography>
      <Box ref={chart}>{children}</Box>
      <Box sx={{ display: 'flex', gap: 1, mt: 1, flexWrap: 'wrap' }}>
        <Button size="small" startIcon={<TableIcon />} aria-expanded={open} onClick={() => setOpen(!open)}>
          {translate('desk.adoption.asTable')}
        </Button>
        <Button
          size="small"
          startIcon={<CsvIcon />}
          onClick={() =>
            // A clinic’s name that begins with = must not become a formula in the reader’s spreadsheet.
            save(`${file}.csv`, stringify([head, ...rows], { escape_formulas: true, bom: true }))
          }
        >
          {translate('desk.adoption.csv')}
        </Button>
        <Button
          size="small"
          startIcon={<PictureIcon />}
          onClick={() =>
            savePicture(chart.current?.querySelector('svg') ?? undefined, `${file}.png`, {
              title,
              background: theme.palette.background.paper,
              text: theme.palette.text.primary,
            })
          }
        >
          {translate('desk.adoption.picture')}
        </Button>
      </Box>
      {open && (
        <TableContainer sx={{ mt: 1, maxHeight: 420 }} tabIndex={0} role="region" aria-label={title}>
          <Table size="small" stickyHeader>
            <TableHead>
              <TableRow>
                {head.map((name, i) => (
                  <TableCell key={name} align={i ? 'right' : 'left'}>
                    {name}
                  </TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {rows.map((row) => (
                <TableRow key={String(row[0])}>
                  {row.map((cell, i) => (
                    <TableCell
                      key={head[i]}
                      align={i ? 'right' : 'left'}
                      {...(i === 0 && { component: 'th', scope: 'row' })}
                    >
                      {cell ?? '–'}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
    </Panel>
  )
}
