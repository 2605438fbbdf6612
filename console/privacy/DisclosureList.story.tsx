import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { DisclosuresPage } from './DisclosureList.tsx'
import { aDisclosure, anAccounting } from './fixtures.ts'

const page = <DisclosuresPage patientId="p1" />
const role = 'privacy-officer'

export const stories: Stories = {
  empty: { role, page, network: { '/api/patients/p1/disclosures': () => [200, anAccounting()] } },
  loading: { role, page, network: { '/api/patients/p1/disclosures': never } },
  error: { role, page, network: { '/api/patients/p1/disclosures': down } },
  full: {
    role,
    page,
    network: {
      '/api/patients/p1/disclosures': () => [
        200,
        anAccounting([
          aDisclosure(),
          aDisclosure({
            id: 'd2',
            lastOn: '2026-03-09',
            times: 3,
            withdrawnAt: '2026-11-21T15:00:00.000Z',
            withdrawnReason: 'wrong patient',
          }),
        ]),
      ],
    },
  },
}
