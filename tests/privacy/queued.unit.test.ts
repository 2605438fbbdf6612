import { expect, it } from 'vitest'
import type { AuditEvent } from '../../api/audit/event.ts'
import { hospitalClock } from '../../api/core/calendar.ts'
import { addToDay, emptyDay } from '../../api/privacy/monitor/addToDay.ts'
import { catalogue } from '../../api/rooms.ts'

const looked = (action: string): AuditEvent => ({
  id: action,
  at: '2026-11-25T15:00:00.000Z',
  actorType: 'staff',
  actorId: 's1',
  actorRole: 'records',
  action,
  outcome: 'success',
  patientIds: ['p1'],
})

it('what a queue put before somebody explains their look at it, as a case of their own does; a page they opened does not', () => {
  const pairAfter = (action: string) => {
    const day = emptyDay()
    addToDay(day, looked(action), hospitalClock('America/New_York'), catalogue.actions)
    return [...day.pairs.values()].map(({ patientId, inCase }) => ({ patientId, inCase }))
  }
  expect(pairAfter('record-conflict.shown')).toEqual([{ patientId: 'p1', inCase: true }])
  expect(pairAfter('record-conflict.taken-over')).toEqual([{ patientId: 'p1', inCase: true }])
  expect(pairAfter('patient.shown')).toEqual([{ patientId: 'p1', inCase: false }])
  expect(pairAfter('record-conflict.listed')).toEqual([])
})
