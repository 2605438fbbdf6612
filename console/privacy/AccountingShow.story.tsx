import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { AccountingPage } from './AccountingShow.tsx'
import { anAccountingRequest } from './accountingFixtures.ts'

const page = <AccountingPage id="r1" />
const role = 'privacy-officer'
const at = '/api/accounting-requests/r1'
const entry = {
  disclosedOn: '2026-03-01',
  lastOn: null,
  times: 1,
  recipient: 'County health department',
  recipientAddress: '1 Main St',
  description: 'Immunizations',
  purpose: 'public-health',
}

export const stories: Stories = {
  empty: { role, page, network: { [at]: () => [200, { ...anAccountingRequest(), copy: null }] } },
  loading: { role, page, network: { [at]: never } },
  error: { role, page, network: { [at]: down } },
  full: {
    role,
    page,
    network: {
      [at]: () => [
        200,
        {
          ...anAccountingRequest({
            state: 'answered',
            answeredAt: '2026-11-01T15:00:00.000Z',
            answeredBy: 'Sam Rivera',
            method: 'first-class-mail',
            leftOut: 1,
          }),
          copy: {
            patient: { name: 'Jane Doe', mrn: '100417' },
            from: '2020-10-01',
            to: '2026-10-01',
            madeOn: '2026-11-01',
            disclosures: [entry],
          },
        },
      ],
    },
  },
}
