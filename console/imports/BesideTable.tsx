import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import type { RecordConflict } from '../core/dataProvider.ts'
import { StateChip } from '../core/StateChip.tsx'
import { useWords } from '../core/words/useWords.ts'
import { Faint, useInWords, Values, Whose } from '../patients/RecordCells.tsx'

/** The source's record and each patient on file, a field a row; a word says where they differ, not only a colour. */
export function BesideTable({ conflict }: { conflict: RecordConflict }) {
  const say = useWords()
  const inWords = useInWords()
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" aria-label={say('desk.conflict.beside')}>
        <TableHead>
          <TableRow>
            <TableCell>{say('desk.conflict.field')}</TableCell>
            <TableCell>{say('desk.conflict.said')}</TableCell>
            {conflict.patients.map((patient) => (
              <TableCell key={patient.id}>
                <Whose record={patient} inWords={(flag) => say(`desk.conflict.${flag}`)} />
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {conflict.fields.map(({ field, said, onFile }) => (
            <TableRow key={field}>
              <TableCell component="th" scope="row">
                {say(`desk.conflictField.${field}`)}
              </TableCell>
              <TableCell>
                {said === null ? (
                  <Faint>{say('desk.conflict.notSaid')}</Faint>
                ) : (
                  <Values
                    of={said.map((one) => inWords(field, one))}
                    nothing={say('desk.conflict.nothing')}
                  />
                )}
              </TableCell>
              {onFile.map(({ shown, differs }, i) => (
                <TableCell key={conflict.patients[i]!.id}>
                  <Values
                    of={shown.map((one) => inWords(field, one))}
                    nothing={say('desk.conflict.nothing')}
                  />
                  {differs && <StateChip tone="waits">{say('desk.conflict.differs')}</StateChip>}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
