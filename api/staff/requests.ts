import { type Kysely, type SelectQueryBuilder, sql, type UpdateResult } from 'kysely'
import type { GuardCall } from '../acts/act.ts'
import { decidedBy, notOwn, undecided } from '../acts/review.ts'
import { allows, type Role } from '../core/access/permissions.ts'
import { hourMs } from '../core/calendar.ts'
import type { StaffCtx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { held } from '../core/db/lock.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import type { Words } from '../core/words.ts'
import { staffPolicy } from './policy.ts'
import { staffById } from './published.ts'
import { lockStaff } from './queries.ts'
import type { AskedOfTwo, StaffRow } from './tables.ts'
import { askerGone, ownAccount, ownRequest, requestDecided, requestLapsed, requestOutdated } from './words.ts'

/*
 * What every request about a colleague has in common: of another role, or of an enrolment.
 */

export interface Deciding<R extends AskedOfTwo = AskedOfTwo> {
  request: R
  staff: StaffRow
}
type Call = GuardCall<Deciding, unknown>

/** When a request counts no more, unless somebody decides before. */
const lapseOf = (askedAt: string, { roleRequestHours }: { roleRequestHours: number }): string =>
  new Date(Date.parse(askedAt) + roleRequestHours * hourMs).toISOString()

/** The moment before which what was asked has lapsed. */
export async function lapsedAt(db: Kysely<Tables>, now: Date): Promise<string> {
  const { roleRequestHours } = await readPolicy(db, staffPolicy)
  return new Date(now.getTime() - roleRequestHours * hourMs).toISOString()
}

/**
 * Whether what was asked for can still be approved: the account is as it was then, and not closed. What cannot never can
 * again: it waits for nobody, and keeps nobody from asking anew (2026-11-27).
 * @param request the table of requests
 */
export const stillMeant = (request: 'role_request' | 'enrolment_request' | 'clinic_request') =>
  sql<boolean>`exists (select 1 from staff m where m.id = ${sql.ref(`${request}.staff_id`)}
    and m.version = ${sql.ref(`${request}.staff_version`)} and m.status <> 'disabled')`

/** A new request, as whoever asks leaves it to a second person. */
export function asked(ctx: StaffCtx, { id, version }: Pick<StaffRow, 'id' | 'version'>): AskedOfTwo {
  const now = ctx.now()
  return {
    id: newId(now.getTime()),
    staff_id: id,
    staff_version: version,
    asked_by: ctx.actor.id,
    asked_at: now.toISOString(),
    decision: null,
    decided_by: null,
    decided_at: null,
  }
}

/** How a request is listed to those who may decide; `names` are of whoever asked. */
export const shown = (
  ctx: StaffCtx,
  row: AskedOfTwo,
  names: ReadonlyMap<string, string>,
  policy: { roleRequestHours: number },
) => ({
  id: row.id,
  staffId: row.staff_id,
  askedBy: names.get(row.asked_by)!,
  askedAt: row.asked_at,
  lapsesAt: lapseOf(row.asked_at, policy),
  about: row.staff_id === ctx.actor.id,
  mine: row.asked_by === ctx.actor.id,
})

/** A request with whom it is about, both held. @throws NotFound, in these words, where `rows` finds none */
export async function holdRequest<R extends AskedOfTwo>(
  trx: Trx,
  ctx: StaffCtx,
  rows: SelectQueryBuilder<Tables, never, R>,
  none: Words,
): Promise<Deciding<R>> {
  const [seen] = (await rows.execute()) as R[]
  if (seen && ctx.actor.id !== seen.staff_id) await ctx.desk.sessions.stopActs(trx, seen.staff_id)
  const staff = seen && (await lockStaff(trx, ctx, seen.staff_id))
  const [request] = staff ? ((await held(ctx.desk.db, rows).execute()) as R[]) : []
  if (!staff || !request) throw new NotFound(none)
  return { request, staff }
}

/** What deciding takes, whatever was asked for. */
export const deciding = {
  letter: 'U',
  watch: 'nothing',
  tag: 'Staff',
  needs: 'access.review',
  fresh: true,
  params: idParam,
} as const

export const approving = {
  notAbout: true,
  notAsker: true,
  undecided: true,
  inTime: true,
  askerStands: true,
  unchanged: true,
} as const

export const decided = <D extends NonNullable<AskedOfTwo['decision']>>(ctx: StaffCtx, decision: D) => ({
  decision,
  ...decidedBy(ctx),
})

/** A decision counts once. @throws Conflict where another was first */
export function requireFirst({ numUpdatedRows }: UpdateResult): void {
  if (numUpdatedRows !== 1n) throw new Conflict(requestDecided)
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
