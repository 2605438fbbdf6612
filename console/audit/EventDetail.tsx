import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link, useCanAccess } from 'react-admin'
import { post } from '../core/http.ts'
import { save } from '../core/save.ts'
import { Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWords } from '../core/words/useWords.ts'
import type { Key } from '../words.ts'
import type { Event, Question } from './api.ts'
import { Timeline } from './Timeline.tsx'

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** All an event holds, and the ways on from it: its request, its case, its session, its people, its proof. */
export function EventDetail({ event, onAsk }: { event: Event; onAsk: (question: Question) => void }) {
  const translate = useWords()
  const { canAccess: mayReport } = useCanAccess({ resource: 'audit.report', action: 'show' })
  const { canAccess: mayExport } = useCanAccess({ resource: 'audit.export', action: 'show' })
  const [timeline, setTimeline] = useState<Question>()
  const { busy, error, attempt } = useAttempt()
  const { what: _, ...all } = event
  const shown = Object.entries(all).filter(([, value]) =>
    Array.isArray(value)
      ? value.length
      : typeof value === 'object' && value
        ? Object.keys(value).length
        : value !== null,
  )
  const prove = () =>
    attempt(async () => {
      const { body, proof } = await post<{ body: string | null; proof: string }>(`/audit/${event.id}/proof`)
      save(`${event.id}.tlog-proof`, proof)
      if (body !== null) save(`${event.id}.json`, body)
    })
  const related = (label: Key, question: Question) => (
    <Button size="small" onClick={() => onAsk(question)}>
      {translate(label)}
    </Button>
  )
  return (
    <Box sx={{ py: 1 }}>
      <Typography variant="h3" sx={{ mb: 1 }}>
        {event.what}
      </Typography>
      <Box
        component="dl"
        sx={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: 2, rowGap: 0.25, m: 0 }}
      >
        {shown.map(([name, value]) => (
          <Box key={name} sx={{ display: 'contents' }}>
            <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
              {translate.of('desk.audit', name)}
            </Typography>
            <Typography
              component="dd"
              variant="body2"
              sx={{ m: 0, fontFamily: 'monospace', overflowWrap: 'anywhere' }}
            >
              {textOf(value)}
            </Typography>
          </Box>
        ))}
      </Box>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mt: 1 }}>
        {event.requestId && (
          <Button
            size="small"
            variant="outlined"
            onClick={() => setTimeline({ requestId: event.requestId! })}
          >
            {translate('desk.audit.thisRequest')}
          </Button>
        )}
        {event.caseId && (
          <Button size="small" variant="outlined" onClick={() => setTimeline({ caseId: event.caseId! })}>
            {translate('desk.audit.thisCase')}
          </Button>
        )}
        {event.sessionId && related('desk.audit.thisSession', { sessionId: event.sessionId })}
        {event.ip && related('desk.audit.thisAddress', { ip: event.ip })}
        {event.actorId && related('desk.audit.thisActor', { actorId: event.actorId })}
        {event.patientIds.length === 1 &&
          related('desk.audit.thisPatient', { patientId: event.patientIds[0]! })}
        {mayReport && event.patientIds.length === 1 && (
          <Button size="small" component={Link} to={`/reports/patients/${event.patientIds[0]}`}>
            {translate('desk.report.patient')}
          </Button>
        )}
        {mayReport && event.actorType === 'staff' && (
          <Button size="small" component={Link} to={`/reports/staff/${event.actorId}`}>
            {translate('desk.report.staff')}
          </Button>
        )}
        {mayExport && event.leafIndex !== null && (
          <Button size="small" disabled={busy} onClick={prove}>
            {translate('desk.audit.proof')}
          </Button>
        )}
      </Box>
      {error !== undefined && <Failed error={error} />}
      {timeline && <Timeline question={timeline} onClose={() => setTimeline(undefined)} />}
    </Box>
  )
}
