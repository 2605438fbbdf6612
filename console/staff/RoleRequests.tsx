import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { DataTable } from 'react-admin'
import { useAct } from '../core/acts.ts'
import { type RoleRequest, useDesk } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { RowTable } from '../core/RowTable.tsx'
import { Failed } from '../core/states.tsx'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'

/** Changes of role that wait for a second person; nothing is drawn for those who may not decide, or where none waits. */
export function RoleRequests({ of, onDecided }: { of?: string; onDecided?: () => void }) {
  const desk = useDesk()
  const say = useWords()
  const approve = useAct('staff.role-changed')
  const decline = useAct('staff.role-declined')
  const mayDecide = approve !== undefined
  const { data, error, refresh } = useReading(['role-requests'], () => desk.roleRequests(), mayDecide)
  if (error) return <Failed error={error} retry={() => refresh()} />
  const rows = data?.filter(({ staffId }) => of === undefined || staffId === of)
  if (!rows?.length) return null
  const decided = () => {
    refresh()
    onDecided?.()
  }
  return (
    <Panel title={say('desk.roleRequest.title')} sx={{ my: 2 }}>
      <RowTable<RoleRequest> resource="role-requests" rows={rows} label={say('desk.roleRequest.title')}>
        <DataTable.Col<RoleRequest>
          label={say('desk.staff.name')}
          render={({ name, from, to, reason }) => (
            <>
              {name}
              <Typography variant="body2">
                {say(`desk.role.${from}`)} → {say(`desk.role.${to}`)} · {say.of('desk.purpose', reason)}
              </Typography>
            </>
          )}
        />
        <DataTable.Col<RoleRequest>
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
        <DataTable.Col<RoleRequest>
          label={say('desk.review.decision')}
          render={({ id, name, about, mine }) => {
            if (about) return say('desk.review.own')
            const common = { params: { id }, about: name, quiet: true, onDone: decided, onStale: decided }
            return (
              <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
                {!mine && <ActForm {...common} act={approve} verb={say('desk.roleRequest.approve')} />}
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
