import { dayMs, hourMs } from '../core/calendar.ts'
import type { Desk } from '../core/context.ts'
import { readPolicy } from '../core/policy.ts'
import { canDrill } from './drill.ts'
import { backupPolicy } from './policy.ts'
import { latest } from './queries.ts'

/** How this database is backed up, as of now. */
export interface BackupState {
  /** `off`: no folder is set; `none`: it was never backed up. */
  state: 'off' | 'none' | 'current' | 'late'
  /** The moment that the newest good backup holds. */
  lastAt: string | null
  /** What would be lost if the disk were lost now, in seconds (RPO). */
  ageSeconds: number | null
  /** What restoring took in the newest good drill, with the log verified, in seconds (RTO). */
  restoreSeconds: number | null
  drill: 'off' | 'none' | 'current' | 'late' | 'failed'
  drilledAt: string | null
  /** Why the newest attempt failed, where it did. */
  problem: string | null
}

export async function backupState(desk: Desk): Promise<BackupState> {
  const db = desk.db.read
  const now = desk.clock().getTime()
  const [policy, last, tried, drilled, drillTried] = await Promise.all([
    readPolicy(db, backupPolicy),
    latest(desk, 'backup', 'done'),
    latest(desk, 'backup'),
    latest(desk, 'drill', 'done'),
    latest(desk, 'drill'),
  ])
  const ageMs = (at: string) => Math.max(0, now - Date.parse(at))
  const isLate = (at: string, ms: number) => ageMs(at) > ms + policy.backupLateHours * hourMs
  const everyMs = policy.backupEveryHours * hourMs

  function backedUp(): BackupState['state'] {
    if (!desk.config.backups) return 'off'
    if (!last) return 'none'
    return isLate(last.at, everyMs) ? 'late' : 'current'
  }
  // A drill comes with a backup, so that it may wait for the next one.
  function shown(): BackupState['drill'] {
    if (!desk.config.backups || !canDrill(desk)) return 'off'
    if (drillTried?.state === 'failed') return 'failed'
    if (!drilled) return 'none'
    return isLate(drilled.at, policy.drillEveryDays * dayMs + everyMs) ? 'late' : 'current'
  }
  const failed = [tried, drillTried].find((row) => row?.state === 'failed')
  return {
    state: backedUp(),
    lastAt: last?.at ?? null,
    ageSeconds: last ? Math.round(ageMs(last.at) / 1000) : null,
    restoreSeconds: drilled?.restore_ms ? drilled.restore_ms / 1000 : null,
    drill: shown(),
    drilledAt: drilled?.at ?? null,
    problem: failed?.problem ?? null,
  }
}
