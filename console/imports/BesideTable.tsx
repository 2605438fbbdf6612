import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router'
import type { RecordConflict } from '../core/dataProvider.ts'
import { StateChip } from '../core/StateChip.tsx'
import { useWords } from '../core/words/useWords.ts'

type Patient = RecordConflict['patients'][number]
const flags = ['deceased', 'inactive', 'replaced'] as const

/** Whose record it is said to be, and what stands in the way of using that one. */
function Whose({ patient }: { patient: Patient }) {
  const say = useWords()
  return (
    <>
      <Link to={`/patients/${patient.id}/show`}>{patient.name}</Link>
      {flags
        .filter((flag) => patient[flag])
        .map((flag) => (
          <Chip
            key={flag}
            size="small"
            color={flag === 'deceased' ? 'error' : 'warning'}
            variant="outlined"
            label={say(`desk.conflict.${flag}`)}
            sx={{ ml: 1 }}
          />
        ))}
    </>
  )
}

/** The source's record and each patient on file, a field a row; a word says where they differ, not only a colour. */
export function BesideTable({ conflict }: { conflict: RecordConflict }) {
  const say = useWords()
  const inWords = (value: string) => say.of('desk.conflictValue', value)
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" aria-label={say('desk.conflict.beside')}>
        <TableHead>
          <TableRow>
            <TableCell>{say('desk.conflict.field')}</TableCell>
            <TableCell>{say('desk.conflict.said')}</TableCell>
            {conflict.patients.map((patient) => (
              <TableCell key={patient.id}>
                <Whose patient={patient} />
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
                  <Values of={said.map(inWords)} />
                )}
              </TableCell>
              {onFile.map(({ shown, differs }, i) => (
                <TableCell key={conflict.patients[i]!.id}>
                  <Values of={shown.map(inWords)} />
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

function Values({ of }: { of: string[] }) {
  const say = useWords()
  if (of.length === 0) return <Faint>{say('desk.conflict.nothing')}</Faint>
  return of.map((value) => (
    <Box key={value} sx={{ overflowWrap: 'anywhere' }}>
      {value}
    </Box>
  ))
}

const Faint = ({ children }: { children: string }) => (
  <Typography variant="body2" sx={{ color: 'text.secondary' }}>
    {children}
  </Typography>
)
