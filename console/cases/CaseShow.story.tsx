import { aCase, progress, verified } from '../core/story/fixtures.ts'
import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { CasePage } from './CaseShow.tsx'

const page = <CasePage id="c1" />
const closed = {
  status: 'closed',
  closedAt: '2026-11-20T15:00:00.000Z',
  cause: 'no-fault-found',
  outcome: 'explained',
} as const

export const stories: Stories = {
  empty: { page, network: { '/api/cases/c1': () => [200, aCase(closed)] } },
  loading: { page, network: { '/api/cases/c1': never } },
  error: { page, network: { '/api/cases/c1': down } },
  full: {
    page,
    network: {
      '/api/cases/c1': () => [
        200,
        aCase({
          ...closed,
          verifications: [verified],
          notes: [
            {
              id: 'n1',
              kind: 'note',
              text: 'Called back later',
              by: 'Sam Rivera',
              at: verified.at,
              inCase: null,
            },
          ],
          progress: progress({
            signedInSinceOpened: true,
            lastSignInAt: verified.at,
            steps: [{ at: verified.at, kind: 'signed-in', reason: null }],
            mails: [
              {
                id: 'm1',
                channel: 'email',
                template: 'reset',
                status: 'sent',
                lastError: null,
                at: verified.at,
              },
            ],
          }),
        }),
      ],
    },
  },
}
