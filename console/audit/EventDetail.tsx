import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useCanAccess, useRecordContext } from 'react-admin'
import { useDesk } from '../core/dataProvider.ts'
import type { AuditEvent, AuditQuestion } from '../core/logMethods.ts'
import { Moment } from '../core/Moment.tsx'
import { save } from '../core/save.ts'
import { Failed } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWords } from '../core/words/useWords.ts'
import type { Key } from '../words.ts'
import { useAsking } from './question.ts'
import { Timeline } from './Timeline.tsx'
import { useAuditNames } from './useAuditNames.ts'

const shownFields = [
  'leafIndex',
  'at',
  'actorName',
  'actorType',
  'actorRole',
  'actorId',
  'sessionId',
  'ip',
  'outcome',
  'objectType',
  'objectId',
  'patientIds',
  'caseId',
  'purpose',
  'requestId',
  'fields',
  'detail',
  'action',
  'id',
] as const
type Field = (typeof shownFields)[number]

/** All an event holds, and the ways on from it: its request, its case, its session, its people, its proof. */
export function EventDetail() {
  const event = useRecordContext<AuditEvent>()!
  const say = useWords()
  return (
    <Box sx={{ py: 2 }}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {event.what}
      </Typography>
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'max-content minmax(0, 1fr)' },
          columnGap: 2,
          rowGap: 0.25,
          m: 0,
        }}
      >
        {shownFields.map((field) => (
          <Line key={field} event={event} field={field} label={say(`desk.audit.${field}`)} />
        ))}
      </Box>
      <WaysOn event={event} />
    </Box>
  )
}

function Line({ event, field, label }: { event: AuditEvent; field: Field; label: string }) {
  const text = useTextOf(event, field)
  if (!text) return null
  return (
    <>
      <Typography component="dt" variant="body2" sx={{ color: 'text.secondary', mt: { xs: 0.5, sm: 0 } }}>
        {label}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: 'anywhere' }}>
        {text}
      </Typography>
    </>
  )
}

function useTextOf(event: AuditEvent, field: Field): React.ReactNode {
  const say = useWords()
  const { number } = useFormat()
  const names = useAuditNames()
  const code = (text: string) => (
    <Box component="span" sx={{ fontFamily: 'monospace' }}>
      {text}
    </Box>
  )
  switch (field) {
    case 'leafIndex':
      return event.leafIndex === null ? say('desk.audit.notSealed') : number(event.leafIndex)
    case 'at':
      return <Moment at={event.at} as="exact" />
    case 'actorName':
      return event.actorName
    case 'actorType':
      return say(`desk.actor.${event.actorType}`)
    case 'actorRole':
      return event.actorRole && say.of('desk.role', event.actorRole)
    case 'outcome':
      return say(`desk.auditOutcome.${event.outcome}`)
    case 'objectType':
      return event.objectType && names.objectType(event.objectType)
    case 'purpose':
      return event.purpose && names.purpose(event.purpose)
    case 'patientIds':
    case 'fields': {
      const text = event[field].length > 0 && code(event[field].join(', '))
      return field === 'patientIds' && event.patientName ? (
        <>
          {event.patientName} {text}
        </>
      ) : (
        text
      )
    }
    case 'detail':
      return detailOf(event)
    default:
      return event[field] && code(event[field])
  }
}

/** What else the act recorded, as it is recorded: names and their values. */
export const detailOf = ({ detail }: AuditEvent): string =>
  Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(' · ')

function WaysOn({ event }: { event: AuditEvent }) {
  const say = useWords()
  const desk = useDesk()
  const { ask } = useAsking()
  const { canAccess: mayReport } = useCanAccess({ resource: 'audit.report', action: 'show' })
  const { canAccess: mayExport } = useCanAccess({ resource: 'audit.export', action: 'show' })
  const [timeline, setTimeline] = useState<AuditQuestion>()
  const prove = useMutation({
    mutationFn: () => desk.proveEvent(event.id),
    onSuccess({ body, proof }) {
      save(`${event.id}.tlog-proof`, proof)
      if (body !== null) save(`${event.id}.json`, body)
    },
  })
  const way = (label: Key, go: () => void) => (
    <Button size="small" variant="outlined" onClick={go}>
      {say(label)}
    </Button>
  )
  const [patient, another] = event.patientIds
  const alone = another === undefined ? patient : undefined
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mt: 1.5 }}>
        {event.requestId && way('desk.audit.thisRequest', () => setTimeline({ requestId: event.requestId! }))}
        {event.caseId && way('desk.audit.thisCase', () => setTimeline({ caseId: event.caseId! }))}
        {event.sessionId && way('desk.audit.thisSession', () => ask({ sessionId: event.sessionId! }))}
        {event.ip && way('desk.audit.thisAddress', () => ask({ ip: event.ip! }))}
        {event.actorId && way('desk.audit.thisActor', () => ask({ actorId: event.actorId! }))}
        {alone && way('desk.audit.thisPatient', () => ask({ patientId: alone }))}
        {mayReport && alone && (
          <Button size="small" component={Link} to={`/reports/patients/${alone}`}>
            {say('desk.report.patient')}
          </Button>
        )}
        {mayReport && event.actorType === 'staff' && (
          <Button size="small" component={Link} to={`/reports/staff/${event.actorId}`}>
            {say('desk.report.staff')}
          </Button>
        )}
        {mayExport && event.leafIndex !== null && (
          <Button
            size="small"
            aria-disabled={prove.isPending}
            onClick={() => prove.isPending || prove.mutate()}
          >
            {say('desk.audit.proof')}
          </Button>
        )}
      </Box>
      {prove.error && <Failed error={prove.error} retry={() => prove.mutate()} />}
      {timeline && <Timeline question={timeline} onClose={() => setTimeline(undefined)} />}
    </>
  )
}
