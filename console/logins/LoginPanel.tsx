import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Patient } from '../core/dataProvider.ts'
import { Moment } from '../core/Moment.tsx'
import { Panel } from '../core/Panel.tsx'
import { useWords } from '../core/words/useWords.ts'

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '11rem minmax(0, 1fr)' }, py: 0.25 }}>
      <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
        {name}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0 }}>
        {children}
      </Typography>
    </Box>
  )
}

/** The login's facts, where a link can be sent, who else has access, and what became of the last mails. */
export function LoginPanel({ patient }: { patient: Patient }) {
  const say = useWords()
  const { account } = patient
  return (
    <Panel title={say('desk.login.title')}>
      <Box component="dl" sx={{ m: 0 }}>
        <Fact name={say('desk.login.status')}>
          <Chip
            size="small"
            variant="outlined"
            color={account?.status === 'locked' || account?.status === 'disabled' ? 'error' : 'default'}
            label={say(`desk.account.${account?.status ?? 'none'}`)}
          />
        </Fact>
        {account && (
          <>
            <Fact name={say('desk.login.username')}>{account.username}</Fact>
            <Fact name={say('desk.login.invited')}>
              <Moment at={account.invitedAt} />
            </Fact>
            <Fact name={say('desk.login.activated')}>
              <Moment at={account.activatedAt} />
            </Fact>
            <Fact name={say('desk.login.lastSignIn')}>
              <Moment at={account.lastSignInAt} />
            </Fact>
            <Fact name={say('desk.login.sessions')}>{account.openSessions}</Fact>
          </>
        )}
        <Fact name={say('desk.login.channels')}>
          {patient.channels.length === 0 && '–'}
          {patient.channels.map((c) => (
            <Box key={c.id}>
              {say(`desk.channel.${c.system}`)} {c.masked}{' '}
              {c.bouncedAt && (
                <Chip size="small" color="error" variant="outlined" label={say('desk.login.bounces')} />
              )}
            </Box>
          ))}
        </Fact>
        {patient.contactChanges.length > 0 && (
          <Fact name={say('desk.login.changes')}>
            {patient.contactChanges.map((change) => (
              <Box key={change.id}>
                {say(`desk.channel.${change.system}`)} {change.masked ?? say('desk.login.unreadable')},{' '}
                <Moment at={change.takesEffectAt} as="relative" />
              </Box>
            ))}
          </Fact>
        )}
        {patient.proxies.length > 0 && (
          <Fact name={say('desk.login.proxies')}>
            {patient.proxies.map((p) => (
              <Box key={p.id}>
                {p.name} ({say.of('desk.relationship', p.relationship)}):{' '}
                {p.status === 'active' ? say.of('desk.proxyAccess', p.access) : say(`desk.proxy.${p.status}`)}
                {p.waitingFor && `, ${say.of('desk.proxyWaits', p.waitingFor)}`}
              </Box>
            ))}
          </Fact>
        )}
        {patient.actsFor.length > 0 && (
          <Fact name={say('desk.login.actsFor')}>
            {patient.actsFor.map((one) => (
              <Box key={one.patientId}>
                <Link to={`/patients/${one.patientId}`}>{say('desk.login.actsForOne')}</Link> (
                {say.of('desk.relationship', one.relationship)}): {say(`desk.proxy.${one.status}`)}
              </Box>
            ))}
          </Fact>
        )}
      </Box>
      {patient.mails.length > 0 && (
        <>
          <Typography variant="h3" sx={{ mt: 2 }}>
            {say('desk.login.mails')}
          </Typography>
          <Box component="ul" sx={{ pl: 2, m: 0 }}>
            {patient.mails.slice(0, 5).map((m) => (
              <Typography component="li" variant="body2" key={m.id}>
                <Moment at={m.createdAt} as="relative" /> · {say.of('desk.template', m.template)},{' '}
                {say(`desk.way.${m.channel}`)} · {say(`desk.mail.${m.status}`)}
                {m.lastError && ` (${m.lastError})`}
              </Typography>
            ))}
          </Box>
        </>
      )}
    </Panel>
  )
}
