import { down, never } from '../core/story/network.ts'
import type { Stories, Story } from '../core/story/Stage.tsx'
import { AlertPage } from './AlertShow.tsx'
import { anAlert, assessed } from './fixtures.ts'

const page = <AlertPage id="al1" />
const role = 'privacy-officer'
const mine = { id: 'the-privacy-officer', name: 'Sam Rivera' }

/** Empty means here: nobody has taken it yet. */
export const stories: Stories & Record<'signed' | 'emergency' | 'many', Story> = {
  empty: { role, page, network: { '/api/privacy-alerts/al1': () => [200, anAlert()] } },
  loading: { role, page, network: { '/api/privacy-alerts/al1': never } },
  error: { role, page, network: { '/api/privacy-alerts/al1': down } },
  full: { role, page, network: { '/api/privacy-alerts/al1': () => [200, anAlert({ assignedTo: mine })] } },
  emergency: {
    role,
    page,
    network: {
      '/api/privacy-alerts/al1': () => [
        200,
        anAlert({
          emergencies: [
            { at: '2026-11-19T15:00:00.000Z', reason: 'patient-safety', text: 'Unresponsive in the lobby.' },
          ],
        }),
      ],
    },
  },
  many: {
    role,
    page,
    network: {
      '/api/privacy-alerts/al1': () => [
        200,
        anAlert({
          patient: null,
          patients: [
            { id: 'p1', name: 'Doe, Jane', events: 3 },
            { id: 'p2', name: 'Abernathy-Villanueva, Maximiliana', events: 1 },
          ],
          morePatients: 1,
        }),
      ],
    },
  },
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
