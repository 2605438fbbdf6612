import { down, never } from '../core/story/network.ts'
import type { Stories } from '../core/story/Stage.tsx'
import { report } from './fixtures.ts'
import { AccessReport } from './ReportPage.tsx'

const page = <AccessReport subject="patients" id="p1" />
const role = 'privacy-officer'

export const stories: Stories = {
  empty: { page, role, network: { '/api/audit-reports': () => [200, { ...report, rows: [] }] } },
  loading: { page, role, network: { '/api/audit-reports': never } },
  error: { page, role, network: { '/api/audit-reports': down } },
  full: { page, role, network: { '/api/audit-reports': () => [200, report] } },
}
