import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { type ReactNode, useEffect, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useAct } from '../core/acts.ts'
import { type PatientView, useDesk } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import { Moment } from '../core/Moment.tsx'
import { PageHead } from '../core/PageHead.tsx'
import { Panel } from '../core/Panel.tsx'
import { Failed, Notice, Waiting } from '../core/states.tsx'
import { useReading } from '../core/useReading.ts'
import { useWords } from '../core/words/useWords.ts'

/** What the patient sees in the portal, for the agent they allowed to look: read only, and gone when its time is over. */
export default function PortalViewShow() {
  const { id } = useParams() as { id: string }
  return <PortalViewPage id={id} />
}

export function PortalViewPage({ id }: { id: string }) {
  const desk = useDesk()
  const say = useWords()
  const { data, error, refresh } = useReading(['portal-view', id], (how) => desk.showPortalView(id, how))
  const [over, setOver] = useState(false)
  const until = data?.until
  useEffect(() => {
    if (!until) return
    const timer = setTimeout(() => setOver(true), Math.max(0, Date.parse(until) - Date.now()))
    return () => clearTimeout(timer)
  }, [until])
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: 900 }}>
      <PageHead tab="desk.portalView.title" />
      {error ? (
        <Failed error={error} retry={() => refresh()} />
      ) : !data ? (
        <Waiting lines={6} />
      ) : over ? (
        <Notice
          title={say('desk.portalView.over')}
          action={
            <Button component={Link} to={caseOf(data)} color="inherit" size="small">
              {say('desk.portalView.back')}
            </Button>
          }
        >
          {say('desk.portalView.overHelp')}
        </Notice>
      ) : (
        <>
          <Banner view={data} />
          <Shown view={data} />
        </>
      )}
    </Box>
  )
}

const caseOf = ({ patientId, caseId }: PatientView) => `/patients/${patientId}/show?case=${caseId}`

/** Whose eyes, and who looks through them; it stays while the page scrolls. */
function Banner({ view }: { view: PatientView }) {
  const say = useWords()
  const go = useNavigate()
  const end = useAct('portal.view-ended')
  const back = () => go(caseOf(view))
  return (
    <Alert
      severity="warning"
      variant="filled"
      role="status"
      sx={{ position: 'sticky', top: 48, zIndex: 2, alignItems: 'center' }}
    >
      <strong>{say('desk.portalView.banner', { staff: view.staffName, patient: view.patientName })}</strong>
      <Box>
        {say('desk.portalView.agreed', {
          how: say(`desk.consent.${view.consent.how}`),
          number: view.caseNumber,
        })}{' '}
        <Moment at={view.until} as="clock" />.
      </Box>
      <Box
        sx={{
          mt: 1,
          bgcolor: 'background.paper',
          color: 'text.primary',
          p: 1,
          borderRadius: 1,
          width: 'fit-content',
        }}
      >
        <ActForm act={end} params={{ id: view.id }} quiet onDone={back} onStale={back} />
      </Box>
    </Alert>
  )
}

function Shown({ view: { notices, signIn, portal } }: { view: PatientView }) {
  const say = useWords()
  return (
    <>
      {notices.map(({ kind, since, text }) => (
        <Alert key={`${kind} ${since} ${text}`} severity={kind === 'outage' ? 'error' : 'info'}>
          {text} <Moment at={since} as="relative" />
        </Alert>
      ))}
      <Panel title={say('desk.portalView.signIn')}>
        {signIn.says === null ? (
          <Typography>{say('desk.portalView.opens')}</Typography>
        ) : (
          <>
            <Typography>{say('desk.portalView.reads')}</Typography>
            <Typography
              component="blockquote"
              sx={{ m: 0, mt: 1, pl: 2, borderLeft: 3, borderColor: 'divider' }}
            >
              {signIn.says}
            </Typography>
          </>
        )}
      </Panel>
      {portal && (
        <>
          <Panel title={say('desk.portalView.profile')}>
            <Typography>
              {portal.me.givenName} {portal.me.familyName}
            </Typography>
            <Typography>
              {say('desk.portalView.username')}: {portal.me.username}
            </Typography>
            <Typography>
              {say('desk.portalView.lastSignIn')}: <Moment at={portal.me.lastSignInAt} />
            </Typography>
          </Panel>
          <Panel title={say('desk.portalView.secondStep')}>
            <Typography>
              {say(`desk.portalView.method.${portal.secondFactor.method ?? 'none'}`, {
                to: portal.secondFactor.sentTo ?? '…',
              })}
            </Typography>
            {portal.secondFactor.method && (
              <Typography>
                {say('desk.portalView.recoveryCodes', { left: portal.secondFactor.recoveryCodesLeft })}
              </Typography>
            )}
          </Panel>
          <Panel title={say('desk.portalView.preferences')}>
            <Typography>{say(`desk.portalView.news.${portal.preferences.news}`)}</Typography>
            <Typography>
              {say(`desk.portalView.language.${portal.preferences.language ?? 'record'}`)}
            </Typography>
            <Typography>
              {say(portal.preferences.paperless ? 'desk.portalView.paperless' : 'desk.portalView.onPaper')}
            </Typography>
          </Panel>
          <Lines title={say('desk.portalView.actForMe')} none={say('desk.portalView.noOne')}>
            {portal.proxies.actForMe.map((one) => (
              <li key={one.id}>
                {one.name} · <GrantWords {...one} />
              </li>
            ))}
          </Lines>
          <Lines title={say('desk.portalView.iActFor')} none={say('desk.portalView.noOne')}>
            {portal.proxies.iActFor.map((one) => (
              <li key={one.id}>
                {say('desk.portalView.someone')} · <GrantWords {...one} />
              </li>
            ))}
          </Lines>
          <Lines title={say('desk.portalView.passkeys')} none={say('desk.portalView.none')}>
            {portal.passkeys.map(({ id, name, createdAt }) => (
              <li key={id}>
                {name} · <Moment at={createdAt} as="day" />
              </li>
            ))}
          </Lines>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {say('desk.portalView.leftOut')}
          </Typography>
        </>
      )}
    </>
  )
}

type Grant = NonNullable<PatientView['portal']>['proxies']['iActFor'][number]

function GrantWords({ relationship, access, status }: Pick<Grant, 'relationship' | 'access' | 'status'>) {
  const say = useWords()
  return (
    <>
      {say.of('desk.relationship', relationship)} · {say.of('desk.proxyAccess', access)} ·{' '}
      {say(`desk.portalView.${status}`)}
    </>
  )
}

function Lines({ title, none, children }: { title: string; none: string; children: ReactNode[] }) {
  return (
    <Panel title={title}>
      {children.length === 0 ? (
        <Typography>{none}</Typography>
      ) : (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {children}
        </Box>
      )}
    </Panel>
  )
}
