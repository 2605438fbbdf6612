import ClosedIcon from '@mui/icons-material/ChevronRight'
import OpenIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import IconButton from '@mui/material/IconButton'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import TableSortLabel from '@mui/material/TableSortLabel'
import { Fragment, useState } from 'react'
import { Moment } from '../core/Moment.tsx'
import { useWords } from '../core/words/useWords.ts'
import type { AuditColumn, Event, Question, Sort } from './api.ts'
import { EventDetail } from './EventDetail.tsx'

/** Read out, not shown. */
const heard = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  whiteSpace: 'nowrap',
} as const

/** Rows of the log in the columns chosen; each opens to all it holds and to what it belongs to. */
export function EventTable({
  rows,
  columns,
  sort,
  onSort,
  onAsk,
}: {
  rows: Event[]
  columns: AuditColumn[]
  sort: Sort
  onSort: (sort: Sort) => void
  onAsk: (question: Question) => void
}) {
  const translate = useWords()
  const [open, setOpen] = useState<string>()
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: 40 }}>
              <Box component="span" sx={heard}>
                {translate('desk.audit.details')}
              </Box>
            </TableCell>
            {columns.map((column) => (
              <TableCell
                key={column}
                sortDirection={sort.field === column && (sort.descending ? 'desc' : 'asc')}
              >
                <TableSortLabel
                  active={sort.field === column}
                  direction={sort.field === column && !sort.descending ? 'asc' : 'desc'}
                  onClick={() =>
                    onSort({
                      field: column,
                      descending: sort.field === column ? !sort.descending : column === 'at',
                    })
                  }
                >
                  {translate(`desk.audit.${column}`)}
                </TableSortLabel>
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((event) => (
            <Fragment key={event.id}>
              <TableRow hover>
                <TableCell padding="checkbox">
                  <IconButton
                    size="small"
                    aria-expanded={open === event.id}
                    aria-label={`${translate('desk.audit.details')}: ${event.what}`}
                    onClick={() => setOpen(open === event.id ? undefined : event.id)}
                  >
                    {open === event.id ? <OpenIcon fontSize="small" /> : <ClosedIcon fontSize="small" />}
                  </IconButton>
                </TableCell>
                {columns.map((column) => (
                  <TableCell key={column}>
                    <Cell event={event} column={column} />
                  </TableCell>
                ))}
              </TableRow>
              {open === event.id && (
                <TableRow>
                  <TableCell colSpan={columns.length + 1} sx={{ bgcolor: 'action.hover' }}>
                    <EventDetail event={event} onAsk={onAsk} />
                  </TableCell>
                </TableRow>
              )}
            </Fragment>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}

function Cell({ event, column }: { event: Event; column: AuditColumn }) {
  const translate = useWords()
  switch (column) {
    case 'at':
      return <Moment at={event.at} as="exact" />
    case 'leafIndex':
      return <>{event.leafIndex ?? translate('desk.audit.notSealed')}</>
    case 'actorName':
      return (
        <>
          {event.actorName ?? translate(`desk.actor.${event.actorType}`)}
          {event.actorRole && ` (${translate.of('desk.role', event.actorRole)})`}
        </>
      )
    case 'actorType':
      return <>{translate(`desk.actor.${event.actorType}`)}</>
    case 'actorRole':
      return <>{event.actorRole && translate.of('desk.role', event.actorRole)}</>
    case 'action':
      return (
        <Box component="span" title={event.action}>
          {event.what}
        </Box>
      )
    case 'outcome':
      return event.outcome === 'success' ? (
        translate('desk.auditOutcome.success')
      ) : (
        <Chip
          size="small"
          variant="outlined"
          color={event.outcome === 'denied' ? 'error' : 'default'}
          label={translate(`desk.auditOutcome.${event.outcome}`)}
        />
      )
    case 'patientIds':
      return <>{event.patientIds.length || ''}</>
    case 'fields':
      return <>{event.fields.join(', ')}</>
    default:
      return <Box component="span">{event[column]}</Box>
  }
}
