import { down, never } from '../core/story/network.ts'
import type { Stories, Story } from '../core/story/Stage.tsx'
import PolicyList from './PolicyList.tsx'

const page = <PolicyList />
const role = 'administrator'
const house = {
  hospitalName: 'Mercy Hospital',
  timeZone: 'America/New_York',
  mrnIssuers: 'any',
  nineDigitIssuers: 'none',
  homeCountry: 'US',
  serviceHours: 'always',
  holidays: 'none',
  sharedNumbers: 'none',
  broken: [],
}
const row = {
  name: 'verificationMinutes',
  about: 'callers',
  meaning: 'How long a caller counts as verified',
  value: 1,
  usual: 30,
  least: 1,
  most: 60,
  unit: 'minutes',
  two: false,
  source: 'NIST SP 800-63B-4',
}

export const stories: Stories & Record<'officer', Story> = {
  empty: { role, page, network: { '/api/policy': () => [200, { ...house, rows: [] }] } },
  loading: { role, page, network: { '/api/policy': never } },
  error: { role, page, network: { '/api/policy': down } },
  full: {
    role,
    page,
    network: {
      '/api/policy': () => [
        200,
        { ...house, broken: [{ name: 'verificationMinutes', stored: '0' }], rows: [row] },
      ],
    },
  },
  officer: {
    role: 'privacy-officer',
    page,
    network: { '/api/policy': () => [200, { ...house, rows: [row] }] },
  },
}
