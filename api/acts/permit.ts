import type { Action } from '../audit/action.ts'
import { type AuditEntry, record } from '../audit/record.ts'
import { allows, type Permission } from '../core/access/permissions.ts'
import { networkOf } from '../core/access/throttle.ts'
import { hourMs } from '../core/calendar.ts'
import type { Ctx, Desk } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import { type AppError, Forbidden, NotFound, TooMany } from '../core/errors.ts'
import { recentPolicy } from '../core/recentPolicy.ts'
import { said } from '../core/words.ts'
import type { About, Access } from './act.ts'
import { actsPolicy } from './policy.ts'

export const refused: Action = {
  name: 'access.denied',
  letter: 'E',
  words: { en: 'Was denied access', es: 'Se le negó el acceso' },
  watch: 'nothing',
}

// The permission by its name is for programs: the description of the API has it, and the log.
const noPermission = said('no-permission', 'Your role does not include this.', 'Su función no incluye esto.')

/** What was asked for, as the log calls it. */
export interface Asked {
  route: string
  object: { type: string; id: string } | undefined
  /** The patient that a list was asked for, where it was asked for one. */
  sought: () => readonly string[]
}

/** What was asked for and whom it is about, as the log calls them. */
async function aboutOf({ desk }: Ctx, { object, sought }: Asked): Promise<About> {
  if (!object) return { patientIds: sought() }
  if (object.type === 'patient') return { object, patientIds: [object.id] }
  const named = desk.catalogue.named.get(object.type)
  return {
    object: { type: named?.type ?? object.type, id: object.id },
    patientIds: (await named?.patients(desk.db.read, object.id)) ?? [],
  }
}

/**
 * Throws Forbidden, and records the denial, unless the signed-in staff member's role holds the permission.
 * @param asked the route, and the record its address names, where it names one
 */
export async function permit(ctx: Ctx, permission: Permission, asked: Asked): Promise<void> {
  if (ctx.actor.type === 'staff' && allows(ctx.actor.role, permission)) return
  const { route } = asked
  const about = await aboutOf(ctx, asked)
  await recordOnce(ctx, `${route}:${about.object?.id ?? about.patientIds}`, await aBlock(ctx), {
    ...about,
    outcome: 'denied',
    detail: { route, permission, missing: [] },
  })
  throw new Forbidden(noPermission)
}

/**
 * Records what an act, or a view, was refused for, with the patient it was about, in a transaction of its own, since the
 * act's was undone. What a rule of access or a limit refused is a denial, once a block; what did not fit the state of things is a
 * failure, each time.
 */
export async function recordRefusal(
  ctx: Ctx,
  act: { name: string; at: string; needs: Access },
  about: About,
  error: AppError,
): Promise<void> {
  const { code, missing, errors } = error.extra
  const lacks = (missing ?? []).map((m) => m.code)
  const denied = error.status === 403 || error.status === 429
  const entry: AuditEntry = {
    ...about,
    outcome: denied ? 'denied' : 'failure',
    fields: errors && Object.keys(errors),
    detail: {
      act: act.name,
      route: act.at,
      permission: act.needs,
      ...(code !== undefined && { refused: code }),
      missing: lacks,
    },
  }
  if (!denied) return write(ctx, entry)
  const key = [act.name, code, ...lacks, about.object?.id, about.caseId, ...(about.patientIds ?? [])].join(
    ':',
  )
  await recordOnce(ctx, key, error instanceof TooMany ? whileItWaits(ctx, error) : await aBlock(ctx), entry)
}

/**
 * What somebody without a session is refused for though they brought something: the cookie of a session that is none any more, a
 * request that a page of another site sent with somebody's cookie, a mailed link that is none.
 */
export type NotLetIn = 'no-session' | 'other-site' | 'no-link'

/**
 * Records that somebody was not let in, once a block for each network, since whoever sends nonsense would else fill the log
 * (2026-11-28). Whose cookie it was is said where it is of a live session.
 */
export async function recordNotLetIn(ctx: Ctx, refused: NotLetIn, route: string): Promise<void> {
  const live = ctx.actor.type === 'anonymous' ? await ctx.desk.sessions.find(ctx.cookie, false) : undefined
  if (live && refused === 'no-session') return
  const as: Ctx =
    live?.state === 'complete' && refused === 'other-site'
      ? { ...ctx, actor: { type: 'staff', ...live.staff, sid: live.sid, authTime: live.authTime } }
      : ctx
  await recordOnce(as, refused, await aBlock(ctx), {
    outcome: 'denied',
    detail: { route, refused, missing: [] },
  })
}

export const recordOtherSite = (ctx: Ctx, route: string): Promise<void> =>
  recordNotLetIn(ctx, 'other-site', route)

/** What passes a fault on, and records first that a stranger came with a mailed link that is none. */
export const toldOfLink =
  (ctx: Ctx, { at }: { at: string }) =>
  async (error: unknown): Promise<never> => {
    if (ctx.actor.type === 'anonymous' && error instanceof NotFound) await recordNotLetIn(ctx, 'no-link', at)
    throw error
  }

/** The end of a stretch of so long that a moment lies in: who goes on through it does not put its end off. */
const endOfStretch = (now: Date, ms: number) => new Date((Math.floor(now.getTime() / ms) + 1) * ms)

async function aBlock({ desk, now }: Ctx): Promise<Date> {
  const { denialMinutes } = await recentPolicy(desk.db, actsPolicy)
  return endOfStretch(now(), denialMinutes * 60_000)
}

/** Until whoever a limit refused would be let through, or for an hour. */
function whileItWaits({ now }: Ctx, error: TooMany): Date {
  const at = now()
  const waitMs = Number(error.headers['Retry-After']) * 1000
  return waitMs < hourMs ? new Date(at.getTime() + waitMs) : endOfStretch(at, hourMs)
}

/**
 * Records a denial the first time, as this process sees it; somebody who goes on asking for the same is counted, and how often
 * that was is another event with the same object and route once the block is over (2026-11-26).
 */
async function recordOnce(ctx: Ctx, about: string, until: Date, entry: AuditEntry): Promise<void> {
  const who = 'id' in ctx.actor ? ctx.actor.id : networkOf(ctx.ip)
  const again = (count: number) => write(ctx, { ...entry, detail: { ...entry.detail, count } })
  if (ctx.desk.budgets.begins(`refused:${who}:${about}`, until, ctx.now(), again)) await write(ctx, entry)
}

/** Tells the log how often what was refused was asked for again, of blocks that are over; as a process ends, of all. */
export async function tellRepeatedDenials(desk: Desk, until = desk.clock()): Promise<void> {
  for (const tell of desk.budgets.over(until)) await tell()
}

// A refusal has a transaction of its own, so that it outlives the refused request.
const write = (ctx: Ctx, entry: AuditEntry): Promise<void> =>
  transact(ctx.desk.db, (trx) => record(trx, ctx, refused, entry))
