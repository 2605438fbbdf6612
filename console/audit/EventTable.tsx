import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import { DataTable, FunctionField, useListContext } from 'react-admin'
import type { AuditColumn } from '../../api/audit/lists.ts'
import type { AuditEvent } from '../core/logMethods.ts'
import { Moment } from '../core/Moment.tsx'
import { Opener } from '../core/Opener.tsx'
import { withoutArrow } from '../core/RowTable.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'
import { EventDetail } from './EventDetail.tsx'
import { Pager } from './Pager.tsx'
import { useAuditNames } from './useAuditNames.ts'

/** Rows of the log in the columns chosen; each opens to all it holds and to what it belongs to. */
export function EventTable({ columns }: { columns: AuditColumn[] }) {
  const say = useWords()
  const { error, refetch, isFetching, isPending } = useListContext()
  if (error) return <Failed error={error} retry={() => refetch()} />
  if (isPending) return <Waiting lines={10} />
  return (
    <Box aria-busy={isFetching} sx={{ opacity: isFetching ? 0.6 : 1, minWidth: 0 }}>
      <Found />
      <Card sx={{ overflowX: 'auto' }}>
        <DataTable
          bulkActionButtons={false}
          rowClick="expand"
          expand={<EventDetail />}
          expandSingle
          sx={withoutArrow}
          empty={<Empty title={say('desk.audit.none')}>{say('desk.audit.noneHelp')}</Empty>}
        >
          {columns.map((column, i) => (
            <DataTable.Col
              key={column}
              source={column}
              label={say(`desk.audit.${column}`)}
              // By time at any depth; by anything else the log would have to be read whole.
              disableSort={column !== 'at'}
            >
              <FunctionField
                render={(event: AuditEvent) =>
                  i === 0 ? (
                    <Opener>
                      <Cell event={event} column={column} />
                    </Opener>
                  ) : (
                    <Cell event={event} column={column} />
                  )
                }
              />
            </DataTable.Col>
          ))}
        </DataTable>
      </Card>
      <Pager />
    </Box>
  )
}

/** How many events match, and whether some were not searched yet. */
function Found() {
  const say = useWords()
  const { number } = useFormat()
  const { total, meta } = useListContext()
  return (
    <Typography role="status" variant="body2" sx={{ color: 'text.secondary', mb: 1, minHeight: '1.43em' }}>
      {total !== undefined &&
        say(meta?.capped ? 'desk.audit.countCapped' : 'desk.audit.count', {
          smart_count: total,
          n: number(total),
        })}
      {meta?.unsearched > 0 &&
        ` ${say('desk.audit.unsearched', { smart_count: meta.unsearched, n: number(meta.unsearched) })}`}
    </Typography>
  )
}

const outcomeTones = { success: 'good', failure: 'waits', denied: 'wrong' } as const

function Cell({ event, column }: { event: AuditEvent; column: AuditColumn }) {
  const say = useWords()
  const { number } = useFormat()
  const names = useAuditNames()
  const wide = useWide()
  switch (column) {
    case 'at':
      return <Moment at={event.at} as={wide ? 'exact' : 'moment'} />
    case 'leafIndex':
      return <>{event.leafIndex === null ? say('desk.audit.notSealed') : number(event.leafIndex)}</>
    case 'actorName':
      return (
        <>
          {event.actorName ?? say(`desk.actor.${event.actorType}`)}
          {event.actorRole && ` (${say.of('desk.role', event.actorRole)})`}
        </>
      )
    case 'actorType':
      return <>{say(`desk.actor.${event.actorType}`)}</>
    case 'actorRole':
      return <>{event.actorRole && say.of('desk.role', event.actorRole)}</>
    case 'action':
      return <>{event.what}</>
    case 'outcome':
      return (
        <StateChip tone={outcomeTones[event.outcome]}>{say(`desk.auditOutcome.${event.outcome}`)}</StateChip>
      )
    case 'patientIds':
      return <>{event.patientName ?? (event.patientIds.length ? number(event.patientIds.length) : '')}</>
    case 'objectType':
      return <>{event.objectType && names.objectType(event.objectType)}</>
    case 'purpose':
      return <>{event.purpose && names.purpose(event.purpose)}</>
    case 'fields':
      return <>{event.fields.join(', ')}</>
    default:
      return <>{event[column]}</>
  }
}
