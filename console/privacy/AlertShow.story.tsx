import { down, never } from '../core/story/network.ts'
import type { Stories, Story } from '../core/story/Stage.tsx'
import { AlertPage } from './AlertShow.tsx'
import { anAlert, assessed } from './fixtures.ts'

const page = <AlertPage id="al1" />
const role = 'privacy-officer'
const mine = { id: 'the-privacy-officer', name: 'Sam Rivera' }

/** Empty means here: nobody has taken it yet. */
export const stories: Stories & Record<'signed', Story> = {
  empty: { role, page, network: { '/api/privacy-alerts/al1': () => [200, anAlert()] } },
  loading: { role, page, network: { '/api/privacy-alerts/al1': never } },
  error: { role, page, network: { '/api/privacy-alerts/al1': down } },
  full: { role, page, network: { '/api/privacy-alerts/al1': () => [200, anAlert({ assignedTo: mine })] } },
  signed: {
    role,
    page,
    network: {
      '/api/privacy-alerts/al1': () => [
        200,
        anAlert({
          assignedTo: mine,
          status: 'signed',
          outcome: 'breach',
          breachId: 'b1',
          measure: 'warning',
          conclusion: 'Looked without a reason.',
          signedBy: 'Sam Rivera',
          signedAt: '2026-11-21T15:00:00.000Z',
          assessment: assessed,
        }),
      ],
    },
  },
}
