import { down, never } from '../core/story/network.ts'
import type { Stories, Story } from '../core/story/Stage.tsx'
import { BreachPage } from './BreachShow.tsx'
import { aBreach, assessed } from './fixtures.ts'

const page = <BreachPage id="b1" />
const role = 'privacy-officer'
const at = '2026-11-20T15:00:00.000Z'
const signed = {
  assessment: assessed,
  outcome: 'breach',
  conclusion: 'The list was taken.',
  signedBy: { id: 's2', name: 'Pat Olsen' },
  signedAt: at,
} as const
const duty = { residence: null, dueOn: '2026-11-22', people: 2, daysLeft: -3 }

/** Empty means here: nobody is named yet, and it is not assessed. */
export const stories: Stories & Record<'signed', Story> = {
  empty: { role, page, network: { '/api/breaches/b1': () => [200, aBreach()] } },
  loading: { role, page, network: { '/api/breaches/b1': never } },
  error: { role, page, network: { '/api/breaches/b1': down } },
  signed: {
    role,
    page,
    network: { '/api/breaches/b1': () => [200, aBreach({ ...signed, status: 'signed' })] },
  },
  full: {
    role,
    page,
    network: {
      '/api/breaches/b1': () => [
        200,
        aBreach({
          ...signed,
          status: 'concluded',
          secondBy: { id: 's3', name: 'Sam Rivera' },
          secondAt: at,
          delay: {
            kind: 'oral',
            saidOn: '2026-11-14',
            until: '2026-11-20',
            official: 'Det. R. Stone, County Sheriff',
            reason: 'An arrest was planned.',
          },
          duties: [
            { ...duty, duty: 'individuals', doneOn: null, left: 1 },
            { ...duty, duty: 'hhs', dueOn: '2027-03-01', daysLeft: 90, doneOn: null, left: 2 },
            { ...duty, duty: 'media', residence: 'NY', doneOn: '2026-11-21', people: 501, left: 0 },
          ],
          affected: [
            {
              id: 'p2',
              name: 'Roe, Richard',
              mrn: '100418',
              residence: null,
              told: 'unreachable',
              toldOn: null,
            },
            {
              id: 'p1',
              name: 'Doe, Jane',
              mrn: '100417',
              residence: 'NY',
              told: 'told',
              toldOn: '2026-11-21',
            },
          ],
          notices: [
            {
              id: 'n1',
              patient: { id: 'p1', name: 'Doe, Jane' },
              method: 'mail',
              recipient: 'Jane Doe\n1 Elm Street\nAlbany, NY 12207',
              residence: null,
              onDay: '2026-11-21',
              reference: null,
              returnedOn: null,
              withdrawn: false,
              recordedBy: 'Sam Rivera',
              letter: true,
            },
          ],
          additions: [{ id: 'x1', by: 'Sam Rivera', at, text: 'The list was found.' }],
        }),
      ],
    },
  },
}
