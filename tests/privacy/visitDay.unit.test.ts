import { expect, it } from 'vitest'
import { hospitalClock } from '../../api/core/calendar.ts'
import { contextOf } from '../../api/privacy/monitor/explanation.ts'

it('an evening’s visit that may explain an access is of the hospital’s day', () => {
  const patient = { cases: [], visits: ['2026-03-02T02:30:00.000Z'], verifiedBy: new Set() }
  const { visitOn } = contextOf({ staffId: 'any', role: 'clinic' } as any, patient as any, {
    ...{ colleaguesFrom: '', mistaken: false, atDesk: false, briefSeconds: 0, leftMinutes: 0 },
    dayOf: hospitalClock('America/New_York').dayOf,
  })
  expect(visitOn).toBe('2026-03-01')
})
