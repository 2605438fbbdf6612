import { DataTable } from 'react-admin'
import { useAct } from '../core/acts.ts'
import type { MyAccount } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { RowTable } from '../core/RowTable.tsx'
import { StateChip } from '../core/StateChip.tsx'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'

type Session = MyAccount['sessions'][number]

/** Where somebody is signed in; what they do not know they end. */
export function MySessions({ sessions, onEnded }: { sessions: Session[]; onEnded: () => void }) {
  const say = useWords()
  const wide = useWide()
  const end = useAct('staff.session-ended')
  const endOthers = useAct('staff.other-sessions-ended')
  const alone = sessions.every(({ current }) => current)
  return (
    <Panel
      title={say('desk.me.sessions')}
      action={!alone && <ActForm act={endOthers} params={{}} danger quiet onDone={onEnded} />}
    >
      <RowTable<Session> resource="sessions" rows={sessions} label={say('desk.me.sessions')}>
        <DataTable.Col<Session>
          label={say('desk.me.from')}
          render={({ ip }) => ip ?? say('desk.me.unknown')}
        />
        {wide && (
          <DataTable.Col<Session>
            label={say('desk.me.since')}
            render={({ since }) => <Moment at={since} as="relative" />}
          />
        )}
        <DataTable.Col<Session>
          label={say('desk.me.lastUsed')}
          render={({ lastSeenAt }) => <Moment at={lastSeenAt} as="relative" />}
        />
        <DataTable.Col<Session>
          label={say('desk.staff.access')}
          render={({ id, ip, current }) =>
            current ? (
              <StateChip tone="good">{say('desk.me.current')}</StateChip>
            ) : (
              <ActForm
                act={end}
                params={{ id }}
                about={ip ?? say('desk.me.unknown')}
                quiet
                onDone={onEnded}
                onStale={onEnded}
              />
            )
          }
        />
      </RowTable>
      {alone && say('desk.me.none')}
    </Panel>
  )
}
