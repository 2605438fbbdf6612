import { down, never } from '../core/story/network.ts'
import type { Stories, Story } from '../core/story/Stage.tsx'
import BackupList from './BackupList.tsx'

const page = <BackupList />
const role = 'administrator'
const nothing = {
  state: 'off',
  lastAt: null,
  ageSeconds: null,
  restoreSeconds: null,
  drill: 'off',
  drilledAt: null,
  problem: null,
  everyHours: 24,
  longestGapSeconds: null,
  rows: [],
}
const row = {
  id: '1',
  kind: 'backup',
  state: 'done',
  at: '2026-11-26T03:00:00.000Z',
  file: 'portal-desk-20261126T030000Z-0a1b2c.db.zst.age',
  bytes: 412_000_000,
  seconds: 41.2,
  events: null,
  problem: null,
}
const full = {
  ...nothing,
  state: 'current',
  drill: 'current',
  lastAt: row.at,
  ageSeconds: 18_000,
  restoreSeconds: 63,
  drilledAt: row.at,
  longestGapSeconds: 86_460,
  rows: [row, { ...row, id: '2', kind: 'drill', events: 63_458 }],
}

export const stories: Stories & Record<'failed', Story> = {
  empty: { role, page, network: { '/api/backups': () => [200, nothing] } },
  loading: { role, page, network: { '/api/backups': never } },
  error: { role, page, network: { '/api/backups': down } },
  full: { role, page, network: { '/api/backups': () => [200, full] } },
  failed: {
    role,
    page,
    network: {
      '/api/backups': () => [
        200,
        {
          ...full,
          state: 'late',
          drill: 'failed',
          problem: 'ENOSPC: no space left on device, write',
          rows: [
            { ...row, id: '3', state: 'failed', problem: 'ENOSPC: no space left on device, write' },
            ...full.rows,
          ],
        },
      ],
    },
  },
}
