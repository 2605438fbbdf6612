import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { DataTable, useListContext, useRefresh } from 'react-admin'
import { useAct } from '../core/acts.ts'
import { DeskList } from '../core/DeskList.tsx'
import type { AppRow } from '../core/dataProvider.ts'
import { FilterTabs } from '../core/FilterTabs.tsx'
import { ActForm } from '../core/form/ActForm.tsx'
import { AskAct } from '../core/form/AskAct.tsx'
import { Moment } from '../core/Moment.tsx'
import { Empty } from '../core/states.tsx'
import { useFormat } from '../core/useFormat.ts'
import { useWide } from '../core/useWide.ts'
import { useWords } from '../core/words/useWords.ts'

/** The secret of an app that has one is in this answer alone. */
interface RegisteredApp {
  id: string
  secret: string | null
}

/** Apps that patients may let read their record: registered here, and revoked. */
export default function AppList() {
  return (
    <DeskList
      tab="desk.app.title"
      sort={{ field: 'registeredAt', order: 'DESC' }}
      filterDefaultValues={{ revoked: false }}
      about="desk.app.intro"
      action={<Register />}
    >
      <Apps />
    </DeskList>
  )
}

function Register() {
  const say = useWords()
  const refresh = useRefresh()
  const register = useAct('app.registered')
  const [made, setMade] = useState<RegisteredApp>()
  if (!register) return null
  return (
    <>
      <AskAct<RegisteredApp>
        label={register.verb}
        title={register.verb}
        text={say('desk.app.registerHelp')}
        variant="contained"
        act={register}
        params={{}}
        fields={{
          name: { autoFocus: true },
          redirectUris: { help: say('desk.app.redirectsHelp') },
          proves: { of: 'desk.appProof' },
          jwks: { help: say('desk.app.keysHelp') },
          jwksUri: { help: say('desk.app.keysAtHelp') },
        }}
        onDone={(registered) => {
          if (registered.secret) setMade(registered)
          refresh()
        }}
      />
      {made && <Secret of={made} onKept={() => setMade(undefined)} />}
    </>
  )
}

/** What is shown once. */
function Secret({ of, onKept }: { of: RegisteredApp; onKept: () => void }) {
  const say = useWords()
  const title = useId()
  return (
    <Dialog open onClose={onKept} aria-labelledby={title}>
      <DialogTitle id={title}>{say('desk.app.secret')}</DialogTitle>
      <DialogContent>
        <Typography sx={{ mb: 1 }}>{say('desk.app.secretHelp')}</Typography>
        <Typography>
          {say('desk.app.clientId')}: <code style={{ overflowWrap: 'anywhere' }}>{of.id}</code>
        </Typography>
        <Typography sx={{ mb: 2 }}>
          {say('desk.app.secret')}: <code style={{ overflowWrap: 'anywhere' }}>{of.secret}</code>
        </Typography>
        <Button variant="contained" onClick={onKept}>
          {say('desk.app.secretKept')}
        </Button>
      </DialogContent>
    </Dialog>
  )
}

/** Another secret, or other keys, of an app that has some. */
function ChangeKeys({ row, onDone }: { row: AppRow; onDone: () => void }) {
  const say = useWords()
  const change = useAct('app.keys-changed')
  const [made, setMade] = useState<RegisteredApp>()
  if (!change || row.proves === 'none') return null
  return (
    <>
      <AskAct<RegisteredApp>
        label={change.verb}
        about={row.name}
        title={`${change.verb}: ${row.name}`}
        text={say('desk.app.changeHelp')}
        act={change}
        params={{ id: row.id }}
        {...(row.proves === 'secret' && { given: { jwks: undefined, jwksUri: undefined } })}
        fields={{ jwks: { help: say('desk.app.keysHelp') }, jwksUri: { help: say('desk.app.keysAtHelp') } }}
        onDone={(changed) => {
          if (changed.secret) setMade(changed)
          onDone()
        }}
      />
      {made && <Secret of={made} onKept={() => setMade(undefined)} />}
    </>
  )
}

function Apps() {
  const say = useWords()
  const wide = useWide()
  const { number } = useFormat()
  const { refetch } = useListContext<AppRow>()
  const revoke = useAct('app.revoked')
  return (
    <>
      <FilterTabs
        label={say('desk.app.which')}
        tabs={[
          { name: 'inUse', label: say('desk.app.inUse'), filter: { revoked: false } },
          { name: 'revoked', label: say('desk.app.revoked'), filter: { revoked: true } },
        ]}
      />
      <DataTable<AppRow>
        bulkActionButtons={false}
        rowClick={false}
        empty={<Empty title={say('desk.app.none')}>{say('desk.app.noneHelp')}</Empty>}
        sx={{ '& .RaDataTable-table': { minWidth: 0 } }}
      >
        <DataTable.Col<AppRow>
          source="name"
          label={say('desk.app.name')}
          render={(row) => (
            <>
              <Typography>{row.name}</Typography>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {row.publisher}
              </Typography>
            </>
          )}
        />
        {wide && (
          <DataTable.Col<AppRow>
            label={say('desk.app.clientId')}
            render={(row) => <code style={{ overflowWrap: 'anywhere' }}>{row.id}</code>}
          />
        )}
        {wide && (
          <DataTable.Col<AppRow>
            label={say('desk.app.comesBack')}
            render={(row) =>
              row.redirectUris.map((uri) => (
                <Typography key={uri} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                  {uri}
                </Typography>
              ))
            }
          />
        )}
        <DataTable.Col<AppRow>
          align="right"
          label={say('desk.app.patients')}
          render={(row) => number(row.patients)}
        />
        {wide && (
          <DataTable.Col<AppRow>
            source="registeredAt"
            label={say('desk.app.registered')}
            render={(row) => (
              <>
                <Moment at={row.registeredAt} as="relative" />{' '}
                {say('desk.app.registeredBy', { name: row.registeredBy })}
              </>
            )}
          />
        )}
        <DataTable.Col<AppRow>
          label={say('desk.app.revokedAt')}
          render={(row) =>
            row.revokedAt ? (
              <Moment at={row.revokedAt} as="relative" />
            ) : (
              <>
                <ChangeKeys row={row} onDone={refetch} />
                {row.oldUntil && (
                  <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                    {say('desk.app.oldUntil')} <Moment at={row.oldUntil} as="relative" />
                  </Typography>
                )}
                <ActForm
                  act={revoke}
                  params={{ id: row.id }}
                  about={row.name}
                  quiet
                  onDone={refetch}
                  onStale={refetch}
                />
              </>
            )
          }
        />
      </DataTable>
    </>
  )
}
