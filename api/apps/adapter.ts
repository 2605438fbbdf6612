import { type Adapter, errors } from 'oidc-provider'
import { hashToken } from '../core/access/keys.ts'
import type { Desk } from '../core/context.ts'
import { closeAccess } from './access.ts'
import type { KeysAt } from './keysAt.ts'
import type { Asking } from './provider.ts'
import type { PublicJwk } from './publicKeys.ts'
import { kindOf } from './redirects.ts'
import { consumeState, forgetGrant, forgetState, keepNewState, keepState, stateOf } from './state.ts'

// SMART App Launch 2.2, asymmetric authentication: five minutes at most; one more for clocks that differ.
const longestAssertionSeconds = 6 * 60

/** Where the provider keeps what it knows: here, beside everything else. `asking` is the request under way. */
export const adapterOf =
  (desk: Desk, asking: () => Asking, keys: KeysAt) =>
  (model: string): Adapter => {
    const { read, write } = desk.db
    if (model === 'Client') return { ...none, find: (id) => clientOf(desk, id, asking(), keys) }
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

const keysOf = (stored: string | null): PublicJwk[] => (stored === null ? [] : JSON.parse(stored))

const methods = { none: 'none', secret: 'client_secret_basic', key: 'private_key_jwt' } as const

/** An app as the provider knows it, unless it was revoked. Those on a phone have no secret: what a phone keeps is none (2026-11-27). */
async function clientOf({ db }: Desk, id: string, { ctx, policy, signedWith }: Asking, published: KeysAt) {
  const app = await db.read
    .selectFrom('app')
    .selectAll()
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!app) return undefined
  const counts = app.old_until !== null && app.old_until > ctx.now().toISOString()
  const secrets = [app.secret_hash, counts && app.old_secret_hash].filter(Boolean)
  const keys = [...keysOf(app.jwks), ...(counts ? keysOf(app.old_jwks) : [])]
  // Where it is not to show them now, nobody goes and looks for them.
  if (app.jwks_uri && signedWith)
    keys.unshift(
      ...(await published.read(app.jwks_uri, signedWith.kid, policy.appKeysMinutes).catch(() => {
        throw new errors.InvalidClient('the keys of the app could not be read')
      })),
    )
  const redirect_uris = JSON.parse(app.redirect_uris) as string[]
  return {
    client_id: app.id,
    client_name: app.name,
    redirect_uris,
    application_type: kindOf(redirect_uris),
    token_endpoint_auth_method: methods[app.proves],
    // The provider compares hashes (`provider.ts`): the secret itself is not kept.
    ...(secrets.length > 0 && { client_secret: secrets.join(' ') }),
    ...(keys.length > 0
      ? {
          jwks: {
            keys: keys.filter((key, n) => keys.findIndex(({ kid }) => kid === key.kid) === n) as never[],
          },
        }
      : app.jwks_uri && { jwks_uri: app.jwks_uri }),
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code' as const],
  }
}
