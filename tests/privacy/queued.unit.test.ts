import { expect, it } from 'vitest'
import type { AuditEvent } from '../../api/audit/event.ts'
import { hospitalClock } from '../../api/core/calendar.ts'
import { addToDay, emptyDay } from '../../api/privacy/monitor/addToDay.ts'
import { catalogue } from '../../api/rooms.ts'

const looked = (action: string, over: Partial<AuditEvent> = {}): AuditEvent => ({
  id: action,
  at: '2026-11-25T15:00:00.000Z',
  actorType: 'staff',
  actorId: 's1',
  actorRole: 'records',
  action,
  outcome: 'success',
  patientIds: ['p1'],
  ...over,
})
const pairAfter = (action: string, over?: Partial<AuditEvent>) => {
  const day = emptyDay()
  addToDay(day, looked(action, over), hospitalClock('America/New_York'), catalogue.actions)
  return [...day.pairs.values()].map(({ patientId, inCase }) => ({ patientId, inCase }))
}

it('what a queue put before somebody explains their look at it, as a case of their own does; a page they opened does not', () => {
  expect(pairAfter('record-conflict.shown')).toEqual([{ patientId: 'p1', inCase: true }])
  expect(pairAfter('record-conflict.taken-over')).toEqual([{ patientId: 'p1', inCase: true }])
  expect(pairAfter('patient.shown')).toEqual([{ patientId: 'p1', inCase: false }])
  expect(pairAfter('record-conflict.listed')).toEqual([])
})

it('what somebody asked the queue for, by a patient, explains no look: neither the asking nor the opening, in whichever order', () => {
  const sought = looked('record-conflict.listed', { detail: { outOfQueue: 'sought' } })
  const opened = looked('record-conflict.shown')
  const inCase = (...events: AuditEvent[]) => {
    const day = emptyDay()
    for (const event of events) addToDay(day, event, hospitalClock('America/New_York'), catalogue.actions)
    return [...day.pairs.values()].map((pair) => pair.inCase)
  }
  expect(inCase(sought)).toEqual([false])
  expect(inCase(sought, opened)).toEqual([false])
  expect(inCase(opened, sought)).toEqual([false])
  // What they then decided is work that others can see; so is a case of the patient’s.
  expect(inCase(sought, opened, looked('record-conflict.kept'))).toEqual([true])
  expect(inCase(opened, looked('case.noted', { caseId: 'c1' }), sought)).toEqual([true])
})

it('a look at what was withheld or decided, and a decision that was not taken, explain nothing', () => {
  for (const outOfQueue of ['withheld', 'decided'])
    expect(pairAfter('record-conflict.shown', { detail: { outOfQueue } })).toEqual([
      { patientId: 'p1', inCase: false },
    ])
  expect(pairAfter('record-conflict.kept', { outcome: 'failure' })).toEqual([
    { patientId: 'p1', inCase: false },
  ])
})

it('a list, the log, or an export that was asked for one patient is a look through another door; whoever is among many is not', () => {
  const sought = { detail: { sought: true } }
  const doors: [string, Partial<AuditEvent>?][] = [
    ['audit.searched', sought],
    ['audit.exported'],
    ['case.listed', sought],
    ['accounting.listed', sought],
    ['privacy-alert.listed', sought],
  ]
  for (const [action, over] of doors) {
    const day = emptyDay()
    addToDay(day, looked(action, over), hospitalClock('America/New_York'), catalogue.actions)
    expect([...day.pairs.values()]).toMatchObject([{ patientId: 'p1', acts: 0, reported: true }])
  }
  for (const action of ['audit.searched', 'case.listed', 'accounting.listed', 'privacy-alert.listed'])
    expect(pairAfter(action)).toEqual([])
})

it('what was denied is no look: it is counted, and nobody saw anything', () => {
  const denied = { outcome: 'denied' } as const
  expect(pairAfter('patient.shown', denied)).toEqual([])
  expect(pairAfter('audit.reported', denied)).toEqual([])
  const day = emptyDay()
  addToDay(day, looked('patient.shown', denied), hospitalClock('America/New_York'), catalogue.actions)
  expect([...day.staff.values()]).toMatchObject([{ denied: 1 }])
})
