import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { DataTable } from 'react-admin'
import { useAct } from '../core/acts.ts'
import { type EnrolmentRequest, useDesk } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { RowTable } from '../core/RowTable.tsx'
import { Failed } from '../core/states.tsx'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'

/** Enrolments that wait for a second person; nothing is drawn for those who may not decide, or where none waits. */
export function EnrolmentRequests({ of, onDecided }: { of?: string; onDecided?: () => void }) {
  const desk = useDesk()
  const say = useWords()
  const approve = useAct('staff.enrolment-approved')
  const decline = useAct('staff.enrolment-declined')
  const mayDecide = approve !== undefined
  const { data, error, refresh } = useReading(
    ['enrolment-requests'],
    () => desk.enrolmentRequests(),
    mayDecide,
  )
  if (error) return <Failed error={error} retry={() => refresh()} />
  const rows = data?.filter(({ staffId }) => of === undefined || staffId === of)
  if (!rows?.length) return null
  const decided = () => {
    refresh()
    onDecided?.()
  }
  return (
    <Panel title={say('desk.enrolmentRequest.title')} sx={{ my: 2 }}>
      <RowTable<EnrolmentRequest>
        resource="enrolment-requests"
        rows={rows}
        label={say('desk.enrolmentRequest.title')}
      >
        <DataTable.Col<EnrolmentRequest>
          label={say('desk.staff.name')}
          render={({ name, email, role, kind, reason, recognised }) => (
            <>
              {name} · {email}
              <Typography variant="body2">
                {say(`desk.enrolmentRequest.${kind}`)} · {say(`desk.role.${role}`)}
                {reason && ` · ${say.of('desk.purpose', reason)}`}
                {recognised && ` · ${say(`desk.recognised.${recognised}`)}`}
              </Typography>
            </>
          )}
        />
        <DataTable.Col<EnrolmentRequest>
          label={say('desk.roleRequest.askedBy')}
          render={({ askedBy, askedAt, lapsesAt }) => (
            <>
              {askedBy} · <Moment at={askedAt} as="relative" />
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {say('desk.roleRequest.lapses')} <Moment at={lapsesAt} as="relative" />
              </Typography>
            </>
          )}
        />
        <DataTable.Col<EnrolmentRequest>
          label={say('desk.review.decision')}
          render={({ id, name, about, mine }) => {
            if (about) return say('desk.review.own')
            const common = { params: { id }, about: name, quiet: true, onDone: decided, onStale: decided }
            return (
              <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
                {!mine && <ActForm {...common} act={approve} />}
                <ActForm
                  {...common}
                  act={decline}
                  verb={say(mine ? 'desk.roleRequest.withdraw' : 'desk.roleRequest.decline')}
                  danger
                />
              </Box>
            )
          }}
        />
      </RowTable>
    </Panel>
  )
}
