import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import PatientSearch from './PatientSearch.tsx'

const page = <PatientSearch />
const found = [
  {
    id: 'p1',
    familyName: 'Doe',
    givenName: 'Jane',
    suffix: null,
    birthYear: '1985',
    mrnEnding: '417',
    city: null,
    accountStatus: 'active',
    deceased: false,
    inactive: false,
  },
]

/** What is shown once two letters were typed. */
export const stories: Stories = {
  empty: { page, network: { '/api/patients/search': () => [200, { data: [], total: 0, capped: false }] } },
  loading: { page, network: { '/api/patients/search': never } },
  error: { page, network: { '/api/patients/search': down } },
  full: { page, network: { '/api/patients/search': () => [200, { data: found, total: 100, capped: true }] } },
}
