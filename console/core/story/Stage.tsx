import { type ReactNode, useState } from 'react'
import { AdminContext } from 'react-admin'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { permissionsOf, type Role } from '../../../api/core/access/permissions.ts'
import { places } from '../../places.ts'
import { createAuthProvider } from '../auth.ts'
import { dataProvider } from '../dataProvider.ts'
import { FocusNet } from '../FocusNet.tsx'
import { UnsavedGuard } from '../form/unsaved.tsx'
import { newQueryClient } from '../queryClient.ts'
import { SessionGate } from '../SessionGate.tsx'
import { rememberSession, type SignedIn } from '../session.ts'
import { lightTheme } from '../theme.ts'
import { i18nProvider } from '../words/i18n.ts'
import { Speaking } from '../words/Speaking.tsx'
import acts from './acts.json' with { type: 'json' }
import { answering, type Network } from './network.ts'

/** One state of a page: who looks, and what the network answers. */
export interface Story {
  role?: Role
  network: Network
  page: ReactNode
}

/** The states every page has; each page's are in its `.story.tsx`, and the component tests show them all. */
export interface Stories {
  empty: Story
  loading: Story
  error: Story
  full: Story
}

const signedInAs = (role: Role): SignedIn => ({
  staff: { id: `the-${role}`, name: 'Sam Rivera', role, permissions: permissionsOf(role) },
  authTime: new Date().toISOString(),
  hasPasskey: false,
  endsAt: new Date(Date.now() + 8 * 3_600_000).toISOString(),
  idleMinutes: 15,
  hospital: { name: 'Mercy Hospital', timeZone: 'America/New_York' },
  alerts: { sound: false, digest: true },
})

/** Shows a story among the console's own providers. It stands in for the page's `fetch`, and for nothing else. */
export function Stage({ role = 'helpdesk', network, page }: Story) {
  const [router] = useState(() => {
    const session = rememberSession(signedInAs(role))
    const mine = acts.filter(
      ({ needs }) => needs === 'signed-in' || (session.staff.permissions as string[]).includes(needs),
    )
    window.fetch = answering({
      '/api/session': () => [200, session],
      '/api/acts': () => [200, mine],
      '/api/drafts/': () => [200, { draft: null }],
      ...network,
    })
    const element = (
      <AdminContext
        dataProvider={dataProvider}
        authProvider={createAuthProvider(places)}
        queryClient={newQueryClient()}
        i18nProvider={i18nProvider}
        theme={lightTheme}
      >
        <Speaking>
          {page}
          <FocusNet />
          <SessionGate />
          <UnsavedGuard />
        </Speaking>
      </AdminContext>
    )
    return createMemoryRouter([{ path: '*', element }])
  })
  return <RouterProvider router={router} />
}
