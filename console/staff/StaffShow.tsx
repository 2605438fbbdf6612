import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { DataTable, useGetIdentity } from 'react-admin'
import { useParams } from 'react-router'
import { useAct } from '../core/acts.ts'
import { type StaffPage, useDesk } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { AskAct } from '../core/form/AskAct.tsx'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { RowTable } from '../core/RowTable.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { Empty, Failed, Waiting } from '../core/states.tsx'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'
import { ClinicRequests } from './ClinicRequests.tsx'
import { EnrolmentRequests } from './EnrolmentRequests.tsx'
import { RoleRequests } from './RoleRequests.tsx'
import { StatusAct } from './StatusAct.tsx'
import { staffTones } from './staffTones.ts'

type Access = NonNullable<StaffPage['access']>

/** A colleague: who they are, how they get in, where they are signed in, and what waits for a second person about them. */
export default function StaffShow() {
  const { id } = useParams() as { id: string }
  return <StaffShowPage id={id} />
}

export function StaffShowPage({ id }: { id: string }) {
  const desk = useDesk()
  const { data, error, refresh } = useReading(['staff-page', id], (how) => desk.showStaff(id, how))
  const changed = () => refresh()
  if (error)
    return (
      <>
        <PageHead tab="desk.staff.one" />
        <Failed error={error} retry={changed} />
      </>
    )
  if (!data) return <Waiting lines={6} />
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: 900 }}>
      <Who member={data} onChanged={changed} />
      <EnrolmentRequests of={id} onDecided={changed} />
      <RoleRequests of={id} onDecided={changed} />
      <ClinicRequests of={id} onDecided={changed} />
      {data.role === 'clinic' && <Clinic member={data} onChanged={changed} />}
      {data.access && <GetsIn access={data.access} />}
      {data.access && <Sessions member={data} access={data.access} onEnded={changed} />}
    </Box>
  )
}

function Who({ member, onChanged }: { member: StaffPage; onChanged: () => unknown }) {
  const say = useWords()
  const queries = useQueryClient()
  const { identity } = useGetIdentity()
  const again = useAct('staff.enrolment-asked')
  const mayManage = useAct('staff.disabled') !== undefined
  const { id, name, email, role, status, lastSignInAt, createdAt, version } = member
  const mine = identity?.id === id
  return (
    <Box>
      <PageHead tab="desk.staff.one" title={name}>
        <StateChip tone={staffTones[status]}>{say(`desk.staffStatus.${status}`)}</StateChip>
      </PageHead>
      <Typography>
        {say(`desk.role.${role}`)} · {email}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {say('desk.staff.added')} <Moment at={createdAt} /> · {say('desk.staff.lastSignIn')}:{' '}
        {lastSignInAt ? <Moment at={lastSignInAt} /> : say('desk.staff.never')}
      </Typography>
      {mayManage && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
          <StatusAct member={member} onChanged={onChanged} />
          {!mine && status !== 'disabled' && (
            <AskAct
              label={say('desk.enrolmentRequest.ask')}
              about={name}
              title={say('desk.enrolmentRequest.askOne', { name })}
              text={say('desk.enrolmentRequest.askHelp')}
              act={again}
              params={{ id }}
              given={{ version }}
              fields={{
                reason: { of: 'desk.purpose', autoFocus: true },
                recognised: { of: 'desk.recognised' },
              }}
              onStale={onChanged}
              onDone={() => {
                onChanged()
                return queries.invalidateQueries({ queryKey: ['enrolment-requests'] })
              }}
            />
          )}
        </Box>
      )}
    </Box>
  )
}

/** In whose inbox somebody of a clinic works; it takes two to set it. */
function Clinic({
  member: { id, clinicId, version },
  onChanged,
}: {
  member: StaffPage
  onChanged: () => unknown
}) {
  const say = useWords()
  const desk = useDesk()
  const act = useAct('staff.clinic-asked')
  const { data: clinics = [] } = useReading(['clinics'], () => desk.clinics(), act !== undefined)
  const name = clinics.find((one) => one.id === clinicId)?.name
  if (!act) return null
  return (
    <Panel title={say('desk.staff.clinic')}>
      <Typography>{name ?? say('desk.staff.noClinic')}</Typography>
      <AskAct
        label={say('desk.staff.setClinic')}
        title={say('desk.staff.setClinic')}
        text={say('desk.staff.setClinicHelp')}
        act={act}
        params={{ id }}
        given={{ version }}
        fields={{ clinicId: { choices: clinics, autoFocus: true } }}
        onStale={onChanged}
        onDone={onChanged}
      />
    </Panel>
  )
}

function GetsIn({ access: { enrolled, linkUntil, recoveryCodesLeft, passkeys } }: { access: Access }) {
  const say = useWords()
  return (
    <Panel title={say('desk.staff.getsIn')}>
      <Typography>{say(enrolled ? 'desk.staff.enrolled' : 'desk.staff.notEnrolled')}</Typography>
      {enrolled && (
        <>
          <Typography>{say('desk.staff.passkeys', { smart_count: passkeys })}</Typography>
          <Typography>{say('desk.staff.codesLeft', { smart_count: recoveryCodesLeft })}</Typography>
        </>
      )}
      {linkUntil && (
        <Typography>
          {say('desk.staff.linkUntil')} <Moment at={linkUntil} />
        </Typography>
      )}
    </Panel>
  )
}

/** Where a colleague is signed in; who they are not is ended. One’s own sessions stand on one’s own page. */
function Sessions({
  member: { id, version },
  access: { sessions },
  onEnded,
}: {
  member: StaffPage
  access: Access
  onEnded: () => unknown
}) {
  const say = useWords()
  const { identity } = useGetIdentity()
  const end = useAct('staff.sessions-ended')
  const mine = identity?.id === id
  const common = {
    act: mine ? undefined : end,
    params: { id },
    danger: true,
    quiet: true,
    onDone: onEnded,
    onStale: onEnded,
  }
  return (
    <Panel
      title={say('desk.staff.sessions')}
      action={
        sessions.length > 0 && (
          <ActForm {...common} given={{ version, session: undefined }} verb={say('desk.staff.endAll')} />
        )
      }
    >
      <RowTable<Access['sessions'][number]>
        resource="sessions"
        rows={sessions}
        label={say('desk.staff.sessions')}
        empty={<Empty title={say('desk.staff.noSessions')} />}
      >
        <DataTable.Col<Access['sessions'][number]>
          label={say('desk.me.from')}
          render={({ ip }) => ip ?? say('desk.me.unknown')}
        />
        <DataTable.Col<Access['sessions'][number]>
          label={say('desk.me.since')}
          render={({ since }) => <Moment at={since} as="relative" />}
        />
        <DataTable.Col<Access['sessions'][number]>
          label={say('desk.me.lastUsed')}
          render={({ lastSeenAt }) => <Moment at={lastSeenAt} as="relative" />}
        />
        <DataTable.Col<Access['sessions'][number]>
          label={say('desk.staff.access')}
          render={(one) =>
            one.current ? (
              <StateChip tone="good">{say('desk.me.current')}</StateChip>
            ) : (
              <ActForm
                {...common}
                given={{ version, session: one.id }}
                about={one.ip ?? say('desk.me.unknown')}
                verb={say('desk.staff.endOne')}
              />
            )
          }
        />
      </RowTable>
    </Panel>
  )
}
