import type { z } from 'zod'
import { allows } from '../access/permissions.ts'
import { recordView } from '../audit/recordView.ts'
import type { StaffCtx } from '../http/context.ts'
import { hospitalDay, readSettings } from '../settings/settings.ts'
import {
  callsByCause,
  callsByMonth,
  countActivated,
  countActiveSince,
  countEligible,
  countUnresolved,
  resolveQuantiles,
} from './queries.ts'
import type { overview } from './schema.ts'
import { isSmall, withholdCount, withholdShare, withholdTable } from './withhold.ts'

const callDays = 90
const dayMs = 86_400_000

/** The manager's first page. Small counts are withheld from everyone who may not see patients anyway. */
export async function showOverview(ctx: StaffCtx): Promise<z.input<typeof overview>> {
  const db = ctx.desk.db.read
  const now = ctx.now()
  const since = (days: number) => new Date(now.getTime() - days * dayMs).toISOString()
  const { timeZone } = await readSettings(db)
  const [eligible, activated, active30, active90, active365, causes, months, open, resolve] =
    await Promise.all([
      countEligible(db),
      countActivated(db),
      countActiveSince(db, since(30)),
      countActiveSince(db, since(90)),
      countActiveSince(db, since(365)),
      callsByCause(db, since(callDays)),
      callsByMonth(db, since(365)),
      countUnresolved(db),
      resolveQuantiles(db, since(callDays), [0.5, 0.9]),
    ])
  await recordView(ctx, 'adoption.shown')
  const open_ = allows(ctx.actor.role, 'patients.show')
  const cells = (counts: number[]) => (open_ ? counts : withholdTable(counts))
  const one = (count: number) => (open_ ? count : withholdCount(count))
  const share = (numerator: number, denominator: number) =>
    open_
      ? { numerator, denominator, share: denominator ? numerator / denominator : null }
      : withholdShare(numerator, denominator)
  const exclusions = 'deceased and merged records'
  const causeCounts = cells(causes.map((c) => c.count))
  const monthCounts = cells(months.map((m) => m.count))
  const total = causes.reduce((sum, c) => sum + c.count, 0)
  const tooFew = !open_ && isSmall(resolve.closed)
  return {
    asOf: hospitalDay(now, timeZone),
    timeZone,
    activated: { code: 'activated', ...share(activated, eligible), window: 'ever', exclusions },
    active: (
      [
        [30, active30],
        [90, active90],
        [365, active365],
      ] as const
    ).map(([days, count]) => ({
      code: `active-${days}`,
      ...share(count, activated),
      window: `last ${days} days`,
      exclusions: 'logins never activated',
    })),
    calls: {
      window: `closed in the last ${callDays} days`,
      total: one(total),
      open: one(open),
      byCause: causes.map((c, i) => ({ cause: c.cause, count: causeCounts[i]! })),
      byMonth: months.map((m, i) => ({ month: m.month, count: monthCounts[i]! })),
      withheld: causeCounts.includes(null) || monthCounts.includes(null),
    },
    timeToResolve: {
      window: `closed in the last ${callDays} days`,
      closed: one(resolve.closed),
      medianMinutes: tooFew ? null : minutes(resolve.seconds[0]),
      p90Minutes: tooFew ? null : minutes(resolve.seconds[1]),
    },
  }
}

const minutes = (seconds: number | null | undefined) =>
  seconds == null ? null : Math.round(seconds / 6) / 10
