import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { Link } from 'react-admin'
import { Moment } from '../core/Moment.tsx'
import { useWords } from '../core/words/useWords.ts'
import type { NameIn } from '../words.ts'
import type { AlertRow } from './api.ts'

/** Whom an alert is about, in words. */
export function useSubject() {
  const translate = useWords()
  return ({ staff, patient }: Pick<AlertRow, 'staff' | 'patient'>) => ({
    who: staff?.name ?? translate(patient ? 'desk.privacy.alerts.several' : 'desk.privacy.alerts.aCaller'),
    whom: patient?.name ?? translate('desk.privacy.alerts.manyPatients'),
  })
}

/** The queue as a table; the first cell of a row opens the alert. */
export function AlertTable({ rows }: { rows: AlertRow[] }) {
  const translate = useWords()
  const subjectOf = useSubject()
  const label = (name: NameIn<'desk.privacy.alerts'>) => translate(`desk.privacy.alerts.${name}`)
  return (
    <TableContainer>
      <Table size="small">
        <TableHead>
          <TableRow>
            {(['score', 'who', 'whom', 'why', 'lastDay', 'due', 'assignedTo'] as const).map((name) => (
              <TableCell key={name}>{label(name)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => {
            const { who, whom } = subjectOf(row)
            return (
              <TableRow key={row.id} hover>
                <TableCell>
                  <Score score={row.score} />
                </TableCell>
                <TableCell component="th" scope="row">
                  <Link to={`/privacy-alerts/${row.id}`}>{who}</Link>
                  {row.staff && (
                    <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                      {translate(`desk.role.${row.staff.role}`)}
                    </Typography>
                  )}
                </TableCell>
                <TableCell>{whom}</TableCell>
                <TableCell>
                  <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>
                    {row.rules.map((rule) => (
                      <Chip key={rule.code} size="small" variant="outlined" label={rule.name} />
                    ))}
                  </Box>
                </TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{row.lastDay}</TableCell>
                <TableCell>
                  {row.status === 'signed' && !(row.outcome === 'breach' && !row.notifiedOn) ? (
                    row.outcome && translate(`desk.alertOutcome.${row.outcome}`)
                  ) : (
                    <Typography
                      component="span"
                      variant="body2"
                      sx={row.overdue ? { color: 'error.main', fontWeight: 600 } : {}}
                    >
                      <Moment at={row.dueAt} /> {row.overdue && `· ${label('overdue')}`}
                    </Typography>
                  )}
                </TableCell>
                <TableCell>{row.assignedTo?.name ?? '–'}</TableCell>
              </TableRow>
            )
          })}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

/** A score of a hundred, as a number and a bar. */
export function Score({ score }: { score: number }) {
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', minWidth: 84 }}>
      <Typography component="span" sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 600, width: 28 }}>
        {score}
      </Typography>
      <Box aria-hidden sx={{ flex: 1, height: 6, borderRadius: 3, bgcolor: 'action.selected' }}>
        <Box
          sx={{
            width: `${score}%`,
            height: 1,
            borderRadius: 3,
            bgcolor: score >= 70 ? 'error.main' : 'warning.main',
          }}
        />
      </Box>
    </Box>
  )
}
