import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { DataTable } from 'react-admin'
import type { ActDeclaration } from '../core/acts.ts'
import type { ClinicRequest, EnrolmentRequest, RoleRequest } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { RowTable } from '../core/RowTable.tsx'
import { Failed } from '../core/states.tsx'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'

interface Props<Request> {
  /** Of the list, and of what is read. */
  resource: 'role-requests' | 'enrolment-requests' | 'clinic-requests'
  title: string
  read: () => Promise<Request[]>
  /** None for those who may not decide. */
  approve: ActDeclaration | undefined
  decline: ActDeclaration | undefined
  /** What approving is called where it is not as the API calls it. */
  approveVerb?: string
  /** Whose it is and what was asked. */
  what: (request: Request) => ReactNode
  of: string | undefined
  onDecided: (() => void) | undefined
}

/** What waits for a second person; nothing is drawn for those who may not decide, or where none waits. */
export function WaitingRequests<Request extends RoleRequest | EnrolmentRequest | ClinicRequest>({
  resource,
  title,
  read,
  approve,
  decline,
  approveVerb,
  what,
  of,
  onDecided,
}: Props<Request>) {
  const say = useWords()
  const { data, error, refresh } = useReading([resource], read, approve !== undefined)
  if (error) return <Failed error={error} retry={() => refresh()} />
  const rows = data?.filter(({ staffId }) => of === undefined || staffId === of)
  if (!rows?.length) return null
  const decided = () => {
    refresh()
    onDecided?.()
  }
  return (
    <Panel title={title} sx={{ my: 2 }}>
      <RowTable<Request> resource={resource} rows={rows} label={title}>
        <DataTable.Col<Request> label={say('desk.staff.name')} render={what} />
        <DataTable.Col<Request>
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
        <DataTable.Col<Request>
          label={say('desk.review.decision')}
          render={({ id, name, about, mine }) => {
            if (about) return say('desk.review.own')
            const common = { params: { id }, about: name, quiet: true, onDone: decided, onStale: decided }
            return (
              <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
                {!mine && <ActForm {...common} act={approve} verb={approveVerb} />}
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
