import type { Kysely } from 'kysely'
import { hashToken } from '../core/access/keys.ts'
import type { Desk } from '../core/context.ts'
import { held } from '../core/db/lock.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'

/*
 * What the OpenID provider keeps between two requests: codes, tokens, consents, and what was asked. The id of each is its secret, and
 * is kept as a hash; the rest is sealed.
 */

export type Kept = 'AccessToken' | 'AuthorizationCode' | 'RefreshToken' | 'Grant' | 'Interaction'

/** What is kept, as the provider's models write it, without its id. */
export type Payload = Record<string, unknown>

const secondMs = 1000

/** Keeps what must not be there yet. @returns whether it was not */
export async function keepNewState(
  db: Kysely<Tables>,
  { keys, clock }: Desk,
  model: string,
  id: string,
  payload: Payload,
  seconds: number,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('app_state')
    .values({
      model,
      id_hash: hashToken(id),
      consumed_at: null,
      grant_hash: null,
      sealed: keys.seal(JSON.stringify([model, payload])),
      expires_at: new Date(clock().getTime() + seconds * secondMs).toISOString(),
    })
    .onConflict((oc) => oc.columns(['model', 'id_hash']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** @param seconds how long it is kept */
export async function keepState(
  db: Kysely<Tables>,
  { keys, clock }: Desk,
  model: string,
  id: string,
  { jti: _id, ...payload }: Payload,
  seconds: number,
): Promise<void> {
  const grantId = model === 'Grant' ? id : payload.grantId
  const row = {
    grant_hash: typeof grantId === 'string' ? hashToken(grantId) : null,
    sealed: keys.seal(JSON.stringify([model, payload])),
    expires_at: new Date(clock().getTime() + seconds * secondMs).toISOString(),
  }
  await db
    .insertInto('app_state')
    .values({ model, id_hash: hashToken(id), consumed_at: null, ...row })
    .onConflict((oc) => oc.columns(['model', 'id_hash']).doUpdateSet(row))
    .execute()
}

const kept = (db: Kysely<Tables>, { clock }: Desk, model: string, id: string) =>
  db
    .selectFrom('app_state')
    .selectAll()
    .where('model', '=', model)
    .where('id_hash', '=', hashToken(id))
    .where('expires_at', '>', clock().toISOString())

/** Lets one at a time decide on what is kept. */
export const holdState = (trx: Trx, desk: Desk, model: string, id: string): Promise<unknown> =>
  held(desk.db, kept(trx, desk, model, id)).execute()

/** What is kept under an id and has not expired; of another model, or under no id, nothing. */
export async function stateOf(
  db: Kysely<Tables>,
  desk: Desk,
  model: string,
  id: string,
): Promise<{ payload: Payload; grantHash: string | null } | undefined> {
  const row = await kept(db, desk, model, id).executeTakeFirst()
  if (!row) return undefined
  const [of, payload] = JSON.parse(desk.keys.open(row.sealed)) as [string, Payload]
  // A row that was moved to stand for another.
  if (of !== model) return undefined
  const consumed =
    row.consumed_at === null ? {} : { consumed: Math.floor(Date.parse(row.consumed_at) / secondMs) }
  return { payload: { ...payload, ...consumed, jti: id }, grantHash: row.grant_hash }
}

/** Uses something up. @returns whether it was there and nobody had */
export async function consumeState(
  db: Kysely<Tables>,
  { clock }: Desk,
  model: string,
  id: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('app_state')
    .set({ consumed_at: clock().toISOString() })
    .where('model', '=', model)
    .where('id_hash', '=', hashToken(id))
    .where('consumed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function forgetState(db: Kysely<Tables>, model: string, id: string): Promise<void> {
  await db.deleteFrom('app_state').where('model', '=', model).where('id_hash', '=', hashToken(id)).execute()
}

/** All that came of a consent: tokens and codes; of one model where it is named. */
export async function forgetGrant(db: Kysely<Tables>, grantHash: string, model?: string): Promise<void> {
  await db
    .deleteFrom('app_state')
    .where('grant_hash', '=', grantHash)
    .$if(model !== undefined, (query) => query.where('model', '=', model!))
    .execute()
}

export async function forgetExpiredState(db: Kysely<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('app_state').where('expires_at', '<', now.toISOString()).execute()
}
