import type { Kysely } from 'kysely'
import { networkOf } from '../core/access/throttle.ts'
import { dayMs } from '../core/calendar.ts'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { staffPolicy } from './policy.ts'

/** The moment before which a network was seen so long ago that it is new again. */
async function forgottenAt(db: Kysely<Tables>, now: Date): Promise<string> {
  const { deviceDays } = await readPolicy(db, staffPolicy)
  return new Date(now.getTime() - deviceDays * dayMs).toISOString()
}

/** Notes where somebody, who is held, signs in from. @returns whether they were seen there before */
export async function noteNetwork(trx: Trx, ctx: Ctx, staffId: string): Promise<boolean> {
  const now = ctx.now()
  const network = {
    staff_id: staffId,
    network_hash: ctx.desk.keys.mac('network', `${staffId}:${networkOf(ctx.ip)}`),
  }
  const seen = await trx
    .selectFrom('staff_network')
    .select('last_seen_at')
    .where('staff_id', '=', staffId)
    .where('network_hash', '=', network.network_hash)
    .executeTakeFirst()
  const last_seen_at = now.toISOString()
  await trx
    .insertInto('staff_network')
    .values({ ...network, last_seen_at })
    .onConflict((oc) => oc.columns(['staff_id', 'network_hash']).doUpdateSet({ last_seen_at }))
    .execute()
  return seen !== undefined && seen.last_seen_at >= (await forgottenAt(trx, now))
}

/** Forgets the networks nobody came from for as long as a device is known. */
export async function forgetNetworks(db: Kysely<Tables>, now: Date): Promise<void> {
  await db
    .deleteFrom('staff_network')
    .where('last_seen_at', '<', await forgottenAt(db, now))
    .execute()
}
