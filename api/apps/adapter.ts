import { type Adapter, errors } from 'oidc-provider'
import { hashToken } from '../core/access/keys.ts'
import type { Desk } from '../core/context.ts'
import { closeAccess } from './access.ts'
import type { Asking } from './provider.ts'
import { kindOf } from './redirects.ts'
import { consumeState, forgetGrant, forgetState, keepNewState, keepState, stateOf } from './state.ts'

// SMART App Launch 2.2, asymmetric authentication: five minutes at most; one more for clocks that differ.
const longestAssertionSeconds = 6 * 60

/** Where the provider keeps what it knows: here, beside everything else. `asking` is the request under way. */
export const adapterOf =
  (desk: Desk, asking: () => Asking) =>
  (model: string): Adapter => {
    const { read, write } = desk.db
    if (model === 'Client') return { ...none, find: (id) => clientOf(desk, id) }
    // The session is the portal's own; the provider's would keep somebody signed in beside it.
    if (model === 'Session') return none
    // What an app signed to show who it is counts once, also of two at once.
    if (model === 'ReplayDetection')
      return {
        ...none,
        async upsert(id, payload, seconds) {
          if (seconds! > longestAssertionSeconds) throw new errors.InvalidClient('good for too long')
          if (!(await keepNewState(write, desk, model, id, { ...payload }, seconds!)))
            throw new errors.InvalidClient('already used')
        },
        find: async (id) => (await stateOf(read, desk, model, id))?.payload,
      }
    return {
      ...none,
      upsert: (id, payload, seconds) => keepState(write, desk, model, id, { ...payload }, seconds!),
      find: async (id) => (await stateOf(read, desk, model, id))?.payload,
      // Of two that bring the same code or token at once one is let in.
      async consume(id) {
        if (!(await consumeState(write, desk, model, id))) throw new errors.InvalidGrant('already used')
      },
      async destroy(id) {
        if (model === 'Grant')
          await closeAccess(desk, asking().ctx, hashToken(id), asking().revokes ? 'app' : 'reuse')
        else await forgetState(write, model, id)
      },
      revokeByGrantId: (grantId) => forgetGrant(write, hashToken(grantId), model),
    }
  }

const nothing = async () => undefined
const none: Adapter = {
  upsert: nothing,
  find: nothing,
  findByUid: nothing,
  findByUserCode: nothing,
  consume: nothing,
  destroy: nothing,
  revokeByGrantId: nothing,
}

const methods = { none: 'none', secret: 'client_secret_basic', key: 'private_key_jwt' } as const

/** An app as the provider knows it, unless it was revoked. Those on a phone have no secret: what a phone keeps is none (2026-11-27). */
async function clientOf({ db }: Desk, id: string) {
  const app = await db.read
    .selectFrom('app')
    .selectAll()
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!app) return undefined
  const redirect_uris = JSON.parse(app.redirect_uris) as string[]
  return {
    client_id: app.id,
    client_name: app.name,
    redirect_uris,
    application_type: kindOf(redirect_uris),
    token_endpoint_auth_method: methods[app.proves],
    // The provider compares hashes (`provider.ts`): the secret itself is not kept.
    ...(app.secret_hash && { client_secret: app.secret_hash }),
    ...(app.jwks && { jwks: { keys: JSON.parse(app.jwks) as never[] } }),
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code' as const],
  }
}
