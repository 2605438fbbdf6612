import Typography from '@mui/material/Typography'
import { useEffect, useState } from 'react'
import { DataTable } from 'react-admin'
import type { z } from 'zod'
import type { begun } from '../../api/core/access/passkeySchema.ts'
import { useAct } from '../core/acts.ts'
import { type MyAccount, useDesk } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { canUsePasskeys, makePasskey } from '../core/passkey.ts'
import { RowTable } from '../core/RowTable.tsx'
import { noteHasPasskey } from '../core/session.ts'
import { Failed } from '../core/states.tsx'
import { useAttempt } from '../core/useAttempt.ts'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'

type Passkey = MyAccount['passkeys'][number]

/** What proves somebody beside the authenticator app: listed, removed, and added where the browser can. */
export function MyPasskeys({ passkeys, onChanged }: { passkeys: Passkey[]; onChanged: () => void }) {
  const say = useWords()
  const wide = useWide()
  const remove = useAct('staff.passkey-removed')
  const has = passkeys.length > 0
  // Whoever is asked for a fresh factor from now on is offered what they have.
  useEffect(() => noteHasPasskey(has), [has])
  return (
    <Panel title={say('desk.passkey.title')}>
      <Typography sx={{ mb: 2 }}>{say('desk.passkey.help')}</Typography>
      {has && (
        <RowTable<Passkey> resource="passkeys" rows={passkeys} label={say('desk.passkey.title')}>
          <DataTable.Col<Passkey> label={say('desk.passkey.name')} render={({ name }) => name} />
          {wide && (
            <DataTable.Col<Passkey>
              label={say('desk.passkey.added')}
              render={({ createdAt }) => <Moment at={createdAt} as="relative" />}
            />
          )}
          <DataTable.Col<Passkey>
            label={say('desk.me.lastUsed')}
            render={({ lastUsedAt }) =>
              lastUsedAt ? <Moment at={lastUsedAt} as="relative" /> : say('desk.staff.never')
            }
          />
          <DataTable.Col<Passkey>
            label={say('desk.staff.access')}
            render={({ id, name }) => (
              <ActForm
                act={remove}
                params={{ id }}
                about={name}
                quiet
                onDone={onChanged}
                onStale={onChanged}
              />
            )}
          />
        </RowTable>
      )}
      {canUsePasskeys() ? (
        <AddPasskey onAdded={onChanged} />
      ) : (
        <Typography sx={{ mt: 2 }}>{say('desk.passkey.unable')}</Typography>
      )}
    </Panel>
  )
}

/** The name first, so that what can be refused is refused before a device makes one. */
function AddPasskey({ onAdded }: { onAdded: () => void }) {
  const desk = useDesk()
  const begin = useAct('staff.passkey-begun')
  const add = useAct('staff.passkey-added')
  const { error, attempt } = useAttempt()
  const [made, setMade] = useState(0)
  return (
    <>
      {error !== undefined && <Failed error={error} />}
      <ActForm<z.output<typeof begun>>
        key={made}
        act={begin}
        params={{}}
        quiet
        // Where the device did not make one, the name need not be typed again.
        keep
        onDone={({ name, options }) =>
          attempt(async (once) => {
            const credential = await makePasskey(options)
            await desk.act(add!, {}, { name, credential }, once)
            setMade((n) => n + 1)
            onAdded()
          })
        }
      />
    </>
  )
}
