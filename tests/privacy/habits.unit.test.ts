import { expect, it } from 'vitest'
import type { StaffDay } from '../../api/privacy/monitor/addToDay.ts'
import { rules } from '../../api/privacy/monitor/catalog.ts'
import type { RuleSettings } from '../../api/privacy/monitor/ruleSettings.ts'
import type { Member } from '../../api/privacy/monitor/staffFacts.ts'
import { testStaff } from '../../api/privacy/monitor/staffRules.ts'
import { privacyPolicy } from '../../api/privacy/policy.ts'

it('who has fewer days at work behind them than the policy says is measured by colleagues, not by a habit', () => {
  const settings = Object.fromEntries(
    Object.entries(rules).map(([code, { thresholds }]) => [
      code,
      {
        enabled: code === 'volume',
        thresholds: Object.fromEntries(Object.entries(thresholds).map(([name, [usual]]) => [name, usual])),
      },
    ]),
  ) as unknown as RuleSettings
  // Two a day until now, and fifty today, which is less than three times what colleagues do on busy days.
  const days = privacyPolicy.leastHabitDays.usual + 2
  const member = {
    past: { days, opened: 2 * days, unopened: 0 },
    absent: null,
    employedUntil: null,
  } as unknown as Member
  const today = {
    opened: new Set(Array.from({ length: 50 }, (_, i) => String(i))),
    shown: new Set(),
    groups: new Set(),
    denied: 0,
    missed: new Map(),
  }
  const peers = { before: { opened: 30, unopened: 0 }, today: { opened: 0, unopened: 0 } }
  const found = (leastHabitDays: number) =>
    testStaff('2026-11-25', today as unknown as StaffDay, member, peers, settings, { leastHabitDays }).map(
      ({ rule }) => rule,
    )
  expect([found(days - 2), found(days), found(days + 1)]).toEqual([['volume'], ['volume'], []])
})
