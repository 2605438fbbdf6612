import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { Link, useCreatePath, useGetList, useTranslate } from 'react-admin'
import type { Case } from '../providers/data.ts'
import { Moment } from '../ui/Moment.tsx'
import { Empty, Failed, Waiting } from '../ui/states.tsx'

/** A short queue, the one due first on top. */
export function CaseQueue({ filter }: { filter: Record<string, unknown> }) {
  const translate = useTranslate()
  const createPath = useCreatePath()
  const { data, total, error, refetch } = useGetList<Case>('cases', {
    filter,
    sort: { field: 'dueAt', order: 'ASC' },
    pagination: { page: 1, perPage: 8 },
  })
  if (error) return <Failed error={error} retry={refetch} />
  if (!data) return <Waiting />
  if (data.length === 0)
    return <Empty title={translate('desk.home.noCases')}>{translate('desk.home.noCasesHelp')}</Empty>
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate('desk.case.title')}</TableCell>
            <TableCell>{translate('desk.case.patient')}</TableCell>
            <TableCell>{translate('desk.case.category')}</TableCell>
            <TableCell>{translate('desk.case.assignee')}</TableCell>
            <TableCell>{translate('desk.case.due')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {data.map((c) => (
            <TableRow key={c.id}>
              <TableCell>
                <Link to={createPath({ resource: 'cases', id: c.id, type: 'show' })}>{c.number}</Link>
              </TableCell>
              <TableCell>
                <Link to={createPath({ resource: 'patients', id: c.patientId, type: 'show' })}>
                  {c.patientName}
                </Link>
              </TableCell>
              <TableCell>{translate(`desk.category.${c.category}`, { _: c.category })}</TableCell>
              <TableCell>
                {c.assignedTo ?? (c.escalatedTo ? translate(`desk.queue.${c.escalatedTo}`) : '–')}
              </TableCell>
              <TableCell>
                <Moment at={c.dueAt} />{' '}
                {c.overdue && (
                  <Chip
                    size="small"
                    color="error"
                    variant="outlined"
                    label={translate('desk.case.overdue')}
                  />
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {total !== undefined && total > data.length && (
        <Link to="/cases">{translate('desk.home.all', { total })}</Link>
      )}
    </Box>
  )
}
