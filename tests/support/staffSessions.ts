import { rowSeal } from '../../api/core/access/rowSeal.ts'
import { saidOfSession, staffSessionSeal } from '../../api/staff/sessionSeal.ts'
import type { House } from './harness.ts'

/** Says of sessions of staff, of one person's or all, when a factor was proved last, or whose they are, as the desk itself would. */
export async function changeSessions(
  house: House,
  change: { auth_time?: string; staff_id?: string },
  ofStaff?: string,
): Promise<void> {
  const { write } = house.owner
  for (const row of await house.rows('staff_session')) {
    if (ofStaff !== undefined && row.staff_id !== ofStaff) continue
    const seal = rowSeal(house.desk.keys, staffSessionSeal, saidOfSession({ ...row, ...change }))
    await write
      .updateTable('staff_session')
      .set({ ...change, seal })
      .where('sid', '=', row.sid)
      .execute()
  }
}

/** That a second factor was proved so many minutes ago. */
export const provedMinutesAgo = (house: House, minutes = 0, ofStaff?: string): Promise<void> =>
  changeSessions(
    house,
    { auth_time: new Date(house.desk.clock().getTime() - minutes * 60_000).toISOString() },
    ofStaff,
  )
