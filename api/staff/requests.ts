import type { Kysely } from 'kysely'
import type { GuardCall } from '../acts/act.ts'
import { notOwn, undecided } from '../acts/review.ts'
import { allows, type Role } from '../core/access/permissions.ts'
import type { Tables } from '../core/db/tables.ts'
import { Conflict, Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { staffPolicy } from './policy.ts'
import { staffById } from './published.ts'
import type { StaffRow } from './tables.ts'
import { askerGone, ownAccount, ownRequest, requestDecided, requestLapsed, requestOutdated } from './words.ts'

/** What every request about a colleague has in common: of another role, or of an enrolment. */
interface Asked {
  asked_by: string
  asked_at: string
  decision: string | null
  staff_version: number
}
export interface Deciding<R extends Asked = Asked> {
  request: R
  staff: StaffRow
}
type Call = GuardCall<Deciding, unknown>

/** When a request counts no more, unless somebody decides before. */
export const lapseOf = (askedAt: string, { roleRequestHours }: { roleRequestHours: number }): string =>
  new Date(Date.parse(askedAt) + roleRequestHours * 3_600_000).toISOString()

/** The moment before which what was asked has lapsed. */
export async function lapsedAt(db: Kysely<Tables>, now: Date): Promise<string> {
  const { roleRequestHours } = await readPolicy(db, staffPolicy)
  return new Date(now.getTime() - roleRequestHours * 3_600_000).toISOString()
}

/** What stands in the way of a second person’s word, whatever was asked for. */
export const decidingGuards = {
  notAbout: notOwn(
    ({ staff }: Deciding) => staff.id,
    () => new Invalid({ id: ownAccount }),
  ),
  notAsker: notOwn(
    ({ request }: Deciding) => request.asked_by,
    () => new Invalid({ id: ownRequest }),
  ),
  undecided: undecided(({ request }: Deciding) => request.decision, requestDecided),
  inTime: async ({ trx, ctx, found: { request } }: Call, _wanted: true) =>
    request.asked_at > (await lapsedAt(trx, ctx.now())) ? undefined : new Conflict(requestLapsed),
  /** Whoever was disabled or moved since leaves no word behind that a second person could make count. */
  askerStands: async ({ trx, found: { request } }: Call, _wanted: true) => {
    const asker = await staffById(trx, request.asked_by)
    return asker?.status === 'active' && allows(asker.role as Role, 'staff.manage')
      ? undefined
      : new Conflict(askerGone)
  },
  /** What was asked for is what is approved: the account is as it was then. */
  unchanged: ({ found: { request, staff } }: Call, _wanted: true) =>
    staff.status !== 'disabled' && staff.version === request.staff_version
      ? undefined
      : new Conflict(requestOutdated),
}
