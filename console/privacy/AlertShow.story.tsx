import { down, never } from '../core/story/network.ts'
import type { Stories, Story } from '../core/story/Stage.tsx'
import { AlertPage } from './AlertShow.tsx'
import { anAlert, assessed } from './fixtures.ts'

const mine = { id: 'the-privacy-officer', name: 'Sam Rivera' }
const story = (answer: Story['network'][string]): Story => ({
  role: 'privacy-officer',
  page: <AlertPage id="al1" />,
  network: { '/api/privacy-alerts/al1': answer },
})
const shown = (over: Parameters<typeof anAlert>[0] = {}) => story(() => [200, anAlert(over)])

/** Empty means here: nobody has taken it yet. */
export const stories: Stories & Record<'signed' | 'emergency' | 'many', Story> = {
  empty: shown(),
  loading: story(never),
  error: story(down),
  full: shown({ assignedTo: mine }),
  emergency: shown({
    emergencies: [
      { at: '2026-11-19T15:00:00.000Z', reason: 'patient-safety', text: 'Unresponsive in the lobby.' },
    ],
  }),
  many: shown({
    patient: null,
    patients: [
      { id: 'p1', name: 'Doe, Jane', events: 3 },
      { id: 'p2', name: 'Abernathy-Villanueva, Maximiliana', events: 1 },
    ],
    morePatients: 1,
  }),
  signed: shown({
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
}
