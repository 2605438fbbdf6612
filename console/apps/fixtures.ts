import type { AppRow } from '../core/dataProvider.ts'

/* What the stories of apps show. */

export const aRow = (over: Partial<AppRow> = {}): AppRow => ({
  id: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f60',
  name: 'Health Diary',
  publisher: 'Example Inc.',
  redirectUris: ['org.example.health:/back', 'https://app.example.org/back'],
  proves: 'none',
  keysFrom: null,
  oldUntil: null,
  registeredBy: 'Sam Rivera',
  registeredAt: '2026-11-20T15:00:00.000Z',
  revokedAt: null,
  patients: 12,
  ...over,
})
