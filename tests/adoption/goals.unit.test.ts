import { describe, expect, it } from 'vitest'
import { figures } from '../../api/adoption/figures/catalog.ts'
import { periodOfGoal, stateOfGoal } from '../../api/adoption/goals/judge.ts'
import { dayNumber, monthNumber } from '../../api/adoption/rollup/calendar.ts'

/** To whoever sees a day that runs, and to whoever sees a copy of one that is over. */
const seenOn = (day: string) => ({ today: dayNumber(day), lastOver: dayNumber(day) - 1 })
const copyOf = (day: string) => ({ today: dayNumber(day), lastOver: dayNumber(day) })
const running = { exact: true, over: false, daysLeft: 100, dueDays: 30 }
const state = (code: 'accessed' | 'code-expiry' | 'calls', value: number, target: number, over = {}) =>
  stateOfGoal(
    { target, due: '2027-03' },
    figures.get(code)!,
    { value, interval: null },
    { ...running, ...over },
  )

describe('how a goal stands', () => {
  it('is met from the target on, or up to it where less is better, by the number as it is shown', () => {
    expect(state('accessed', 0.6496, 65)).toEqual({ state: 'met', missing: 0 })
    expect(state('accessed', 0.6494, 65)).toEqual({ state: 'short', missing: 0.1 })
    expect(state('code-expiry', 0.334, 10)).toEqual({ state: 'short', missing: 23.4 })
    expect(state('code-expiry', 0.08, 10)).toEqual({ state: 'met', missing: 0 })
    expect(state('calls', 15.04, 15)).toEqual({ state: 'met', missing: 0 })
    expect(state('calls', 15.1, 15)).toEqual({ state: 'short', missing: 0.1 })
  })

  it('is due in its last days, missed after them, and untold where nothing is shown', () => {
    expect(state('accessed', 0.5, 65, { daysLeft: 30 }).state).toBe('due')
    expect(state('accessed', 0.5, 65, { daysLeft: 31 }).state).toBe('short')
    expect(state('accessed', 0.5, 65, { over: true, daysLeft: -3 }).state).toBe('missed')
    expect(state('accessed', 0.7, 65, { over: true, daysLeft: -3 }).state).toBe('met')
    expect(
      stateOfGoal(
        { target: 65, due: null },
        figures.get('accessed')!,
        { value: null, interval: null },
        running,
      ),
    ).toEqual({ state: 'few', missing: null })
  })

  it('is too close to tell only where counts are blurred by more than there is between', () => {
    const near = { value: 0.63, interval: { low: 0.6, high: 0.66 } }
    const goal = { target: 65, due: null }
    const accessed = figures.get('accessed')!
    expect(stateOfGoal(goal, accessed, near, running).state).toBe('short')
    expect(stateOfGoal(goal, accessed, near, { ...running, exact: false }).state).toBe('close')
  })

  it('compares no running month: what happened is held against whole months, and ends with its own', () => {
    const months = (from: string, to: string, asOf: string, over: boolean) => ({
      from: monthNumber(from),
      to: monthNumber(to),
      asOf: dayNumber(asOf),
      over,
    })
    const [accessed, calls] = [figures.get('accessed')!, figures.get('calls')!]
    expect(periodOfGoal({ due: null }, accessed, seenOn('2026-11-20'), 3)).toEqual(
      months('2026-11', '2026-11', '2026-11-20', false),
    )
    expect(periodOfGoal({ due: '2026-11' }, calls, seenOn('2026-11-20'), 3)).toEqual(
      months('2026-08', '2026-10', '2026-10-31', false),
    )
    expect(periodOfGoal({ due: '2026-11' }, calls, copyOf('2026-11-30'), 3)).toEqual(
      months('2026-09', '2026-11', '2026-11-30', true),
    )
    expect(periodOfGoal({ due: '2026-11' }, calls, seenOn('2026-11-30'), 3)).toEqual(
      months('2026-08', '2026-10', '2026-10-31', false),
    )
    expect(periodOfGoal({ due: '2026-05' }, calls, seenOn('2026-11-20'), 3)).toEqual(
      months('2026-03', '2026-05', '2026-05-31', true),
    )
    expect(periodOfGoal({ due: '2026-05' }, accessed, seenOn('2026-11-20'), 3)).toEqual(
      months('2026-05', '2026-05', '2026-05-31', true),
    )
  })
})
