import type { PatientView } from '../core/dataProvider.ts'
import { down, type Network, never } from '../core/story/network.ts'
import type { Stories, Story } from '../core/story/Stage.tsx'
import { PortalViewPage } from './PortalViewShow.tsx'

const page = <PortalViewPage id="v1" />
const at = '2026-11-20T15:00:00.000Z'
const grant = {
  relationship: 'parent',
  access: 'full',
  status: 'active',
  waitingFor: null,
  since: at,
} as const

const aView = (over: Partial<PatientView> = {}): PatientView => ({
  id: 'v1',
  patientId: 'p1',
  caseId: 'c1',
  caseNumber: 1041,
  patientName: 'Jane Roe',
  staffName: 'Sam Rivera',
  consent: { by: 'patient', how: 'spoken-in-call', at },
  until: new Date(Date.now() + 600_000).toISOString(),
  notices: [{ kind: 'outage', since: at, text: 'Results load slowly today. Nothing is lost.' }],
  signIn: { state: 'opens', says: null },
  portal: {
    me: { givenName: 'Jane', familyName: 'Roe', username: 'j•••', lastSignInAt: at, secondFactor: false },
    proxies: {
      actForMe: [{ ...grant, id: 'g1', name: 'Pat Roe' }],
      iActFor: [{ ...grant, id: 'g2', status: 'pending' }],
    },
    passkeys: [{ id: 'k1', name: 'My phone', createdAt: at, lastUsedAt: null }],
    secondFactor: { method: 'code', sentTo: 'j•••@e•••.org', recoveryCodesLeft: 9, channels: [] },
    preferences: { language: null, news: 'email', paperless: false },
  },
  ...over,
})
const showing = (over: Partial<PatientView>): Network => ({
  '/api/portal-views/v1': () => [200, aView(over)],
})

/** Empty means here: the portal lets the patient not in. */
export const stories: Stories & Record<'over', Story> = {
  empty: {
    page,
    network: showing({
      signIn: {
        state: 'refused',
        says: 'The username or the password is wrong, or the account cannot be used. The help desk can look into it.',
      },
      portal: null,
    }),
  },
  loading: { page, network: { '/api/portal-views/v1': never } },
  error: { page, network: { '/api/portal-views/v1': down } },
  full: { page, network: showing({}) },
  over: { page, network: showing({ until: at }) },
}
