import { dayMs, hourMs } from '../core/calendar.ts'
import { type Desk, systemCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { Conflict } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { canDrill } from './drill.ts'
import { makeBackup } from './makeBackup.ts'
import { backupPolicy } from './policy.ts'
import { latest } from './queries.ts'

/** One that failed is tried again after this part of the time between two: not at once, and several times before it is late. */
const partOfWait = 1 / 12

export const isBackupDue = async (desk: Desk): Promise<boolean> => (await whatIsDue(desk)) !== undefined

/** @returns nothing where none is due, or none is wanted; otherwise whether a drill is, too */
async function whatIsDue(desk: Desk): Promise<{ drilling: boolean } | undefined> {
  if (!desk.config.backups) return undefined
  const db = desk.db.read
  const { backupEveryHours, drillEveryDays } = await readPolicy(db, backupPolicy)
  const everyMs = backupEveryHours * hourMs
  const isDue = (at: string | undefined, ms: number) =>
    at === undefined || Math.abs(desk.clock().getTime() - Date.parse(at)) >= ms
  const [done, tried, drilled] = await Promise.all([
    latest(desk, 'backup', 'done'),
    latest(desk, 'backup'),
    latest(desk, 'drill'),
  ])
  if (!isDue(done?.at, everyMs) || !isDue(tried?.at, everyMs * partOfWait)) return undefined
  return {
    drilling: canDrill(desk) && (drilled?.state !== 'done' || isDue(drilled.at, drillEveryDays * dayMs)),
  }
}

/**
 * Makes the backup that is due, and with it the drill that is. Several nodes may call it at once: one does it.
 * @returns whether one was made
 */
export async function backUpWhenDue(desk: Desk): Promise<boolean> {
  const due = await whatIsDue(desk)
  if (!due) return false
  try {
    await makeBackup(systemCtx(desk, 'backup', newId()), { ...desk.config.backups!, ...due })
    return true
  } catch (error) {
    if (error instanceof Conflict) return false
    throw error
  }
}
