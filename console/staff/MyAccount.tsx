import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState, useSyncExternalStore } from 'react'
import { useAct } from '../core/acts.ts'
import { type MyAccount as Account, useDesk } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { noteAlerts, type SignedIn, sessionNow, watchSession } from '../core/session.ts'
import { Failed, Waiting } from '../core/states.tsx'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'
import { MyPasskeys } from './MyPasskeys.tsx'
import { MySessions } from './MySessions.tsx'

/** Everybody's own account: password, passkeys, recovery codes, and where they are signed in. */
export default function MyAccount() {
  const desk = useDesk()
  const { data, error, refresh } = useReading(['me'], () => desk.myAccount())
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: 900 }}>
      <PageHead tab="desk.me.title" />
      {error ? (
        <Failed error={error} retry={() => refresh()} />
      ) : data ? (
        <>
          <Who account={data} />
          <MySessions sessions={data.sessions} onEnded={() => refresh()} />
          <MyPasskeys passkeys={data.passkeys} onChanged={() => refresh()} />
          <Alerts />
          <Password onChanged={() => refresh()} />
          <RecoveryCodes left={data.recoveryCodesLeft} onReplaced={() => refresh()} />
        </>
      ) : (
        <Waiting lines={8} />
      )}
    </Box>
  )
}

function Who({ account: { name, email, role } }: { account: Account }) {
  const say = useWords()
  return (
    <Panel title={say('desk.me.who')}>
      <Typography sx={{ fontWeight: 600 }}>{name}</Typography>
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        {say(`desk.role.${role}`)} · {email}
      </Typography>
    </Panel>
  )
}

/** Kept on the server: it goes where they sign in. */
function Alerts() {
  const say = useWords()
  const act = useAct('staff.alerts-chosen')
  const { signedIn } = useSyncExternalStore(watchSession, sessionNow)
  const [saved, setSaved] = useState(false)
  if (!signedIn?.staff.permissions.includes('cases.work')) return null
  return (
    <Panel title={say('desk.me.alerts')}>
      <div role="status">
        {saved && (
          <Alert severity="success" sx={{ mb: 2 }}>
            {say('desk.me.alertsDone')}
          </Alert>
        )}
      </div>
      <ActForm<SignedIn['alerts']>
        act={act}
        params={{}}
        defaults={signedIn.alerts}
        keep
        quiet
        onDone={(chosen) => {
          noteAlerts(chosen)
          setSaved(true)
        }}
      />
    </Panel>
  )
}

function Password({ onChanged }: { onChanged: () => void }) {
  const say = useWords()
  const act = useAct('staff.password-changed')
  const [changed, setChanged] = useState(false)
  return (
    <Panel title={say('desk.me.password')}>
      <Typography sx={{ mb: 2 }}>{say('desk.me.passwordHelp')}</Typography>
      <div role="status">
        {changed && (
          <Alert severity="success" sx={{ mb: 2 }}>
            {say('desk.me.passwordDone')}
          </Alert>
        )}
      </div>
      <ActForm
        act={act}
        params={{}}
        fields={{
          oldPassword: { autoComplete: 'current-password' },
          newPassword: { autoComplete: 'new-password' },
        }}
        quiet
        onDone={() => {
          setChanged(true)
          onChanged()
        }}
      />
    </Panel>
  )
}

/** New codes are held by this page alone, and gone with it. */
function RecoveryCodes({ left, onReplaced }: { left: number; onReplaced: () => void }) {
  const say = useWords()
  const act = useAct('staff.recovery-codes-replaced')
  const [codes, setCodes] = useState<string[]>()
  return (
    <Panel title={say('desk.me.codes')}>
      <div role="status">
        {codes ? (
          <>
            <Typography>{say('desk.me.codesNew')}</Typography>
            <Box
              component="ul"
              aria-label={say('desk.me.codes')}
              sx={{ fontFamily: 'monospace', fontSize: '1rem', columns: '14rem', listStyle: 'none', p: 0 }}
            >
              {codes.map((code) => (
                <li key={code}>{code}</li>
              ))}
            </Box>
          </>
        ) : (
          <Typography sx={{ mb: 2 }}>{say('desk.me.codesLeft', { smart_count: left })}</Typography>
        )}
      </div>
      {!codes && (
        <ActForm<{ recoveryCodes: string[] }>
          act={act}
          params={{}}
          quiet
          onDone={({ recoveryCodes }) => {
            setCodes(recoveryCodes)
            onReplaced()
          }}
        />
      )}
    </Panel>
  )
}
