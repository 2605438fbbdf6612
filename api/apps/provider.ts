import { AsyncLocalStorage } from 'node:async_hooks'
import { createPrivateKey } from 'node:crypto'
import { errors, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { Action } from '../audit/action.ts'
import { record } from '../audit/record.ts'
import { hashToken, loadAppsKey } from '../core/access/keys.ts'
import { sameText } from '../core/access/sameText.ts'
import type { Ctx, Desk } from '../core/context.ts'
import { transact } from '../core/db/transact.ts'
import type { PolicyOf } from '../core/policy.ts'
import { baseOf, issuerOf } from '../fhir/common.ts'
import { accountById } from '../logins/published.ts'
import { actorOf, type LiveAccess, liveAccess } from './access.ts'
import { adapterOf } from './adapter.ts'
import { keysPublished } from './keysAt.ts'
import type { appsPolicy } from './policy.ts'
import { signedBy } from './publicKeys.ts'
import { goesOn, scopes } from './scopes.ts'

/** A request to the provider, and what was found out on its way. */
export interface Asking {
  ctx: Ctx
  policy: PolicyOf<typeof appsPolicy>
  /** The app gives back what it has. */
  revokes: boolean
  /** It shows who it is by what it signed, and with which key. */
  signedWith?: { kid: string | undefined }
  /** What the code or token it brought came of. */
  access?: LiveAccess
}

const asking = new AsyncLocalStorage<Asking>()

function underWay(): Asking {
  const store = asking.getStore()
  if (!store) throw new Error('the provider is asked outside a request')
  return store
}

/** Lets the provider answer a request. */
export const answering = <T>(one: Asking, work: () => Promise<T>): Promise<T> => asking.run(one, work)

/** An app fetched what it reads with: first by the code of the patient's consent, later by renewing it. */
export const appLetIn: Action = {
  name: 'portal.app-let-in',
  letter: 'E',
  words: {
    en: 'An app that the patient allowed was let in',
    es: 'Se dio paso a una aplicación que el paciente permitió',
  },
  watch: 'nothing',
}

const minute = 60
const day = 24 * 60 * minute
const inAsking = () => underWay().policy.appAskMinutes * minute

/**
 * The OpenID provider by which patients let apps read: SMART App Launch 2.2, standalone. Who somebody is
 * says the portal's own sign-in, and what is allowed its page; both stand in `ask.ts`.
 */
export function createProvider(desk: Desk, errorPage: (ctx: Ctx, why: string) => Promise<string>): Provider {
  const { keys, config } = desk
  const key = createPrivateKey(loadAppsKey(config.appsKey, config.dataDir))
  const provider = new Provider(issuerOf(desk), {
    adapter: adapterOf(desk, underWay, keysPublished(desk)),
    // What apps publish is read by us (`keysAt.ts`); the provider itself goes nowhere.
    fetch: () => Promise.reject(new Error('nothing is fetched')),
    jwks: { keys: [{ ...key.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' } as never] },
    cookies: { keys: [keys.mac('apps', 'cookies')], long: { signed: true }, short: { signed: true } },
    scopes,
    claims: { openid: ['sub'], fhirUser: ['fhirUser'] },
    // What the scopes say of who signed in stands in the ID token itself: there is no other place to ask.
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: ['none', 'client_secret_basic', 'private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: [...signedBy] },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx, _client, { scopes }) => goesOn([...scopes]),
    expiresWithSession: async () => false,
    // An app that gives back either token has nothing left to come back by: the consent is over and is listed no more (2026-11-28).
    revokeGrantPolicy: () => true,
    features: {
      devInteractions: { enabled: false },
      // What is not offered is not announced either: pushed questions came without their `aud`, and were refused when used.
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId,
      },
    },
    // SMART asks that an app says whose data it is after: by it a page that took a server's place is found out.
    extraParams: {
      aud(_ctx, aud) {
        if (aud?.replace(/\/$/, '') !== baseOf(desk))
          throw new errors.InvalidRequest(`aud must be ${baseOf(desk)}`)
      },
    },
    interactions: { url: (_ctx, { uid }) => `/portal/allow-app/${uid}` },
    ttl: {
      AccessToken: () => underWay().policy.appAccessMinutes * minute,
      AuthorizationCode: () => underWay().policy.appCodeSeconds,
      RefreshToken: () => underWay().policy.appAllowedDays * day,
      IdToken: () => underWay().policy.appAccessMinutes * minute,
      Grant: () => underWay().policy.appAllowedDays * day,
      Interaction: inAsking,
      Session: inAsking,
    },
    async findAccount(_ctx, sub, token) {
      const account = await accountById(desk.db.read, sub)
      if (!account) return undefined
      if (token && 'grantId' in token && token.grantId) {
        const access = await liveAccess(desk.db.read, underWay().ctx, hashToken(token.grantId))
        if (!access) return undefined
        underWay().access = access
      }
      const fhirUser = `${baseOf(desk)}/Patient/${account.patient_id}`
      return { accountId: sub, claims: async () => ({ sub, fhirUser }) }
    },
    clientBasedCORS: (_ctx, origin, client) =>
      (client.redirectUris ?? []).some((uri) => URL.canParse(uri) && new URL(uri).origin === origin),
    async renderError(koa, { error, error_description = '' }) {
      koa.type = 'html'
      koa.body = await errorPage(underWay().ctx, `${error}: ${error_description}`)
    },
  })
  // Its errors may hold what was asked; which kind they are is enough.
  provider.on('server_error', (_ctx, error) =>
    desk.log.error({ error: error.constructor.name }, 'the provider for apps failed'),
  )
  Object.assign(provider.Client.prototype, {
    async compareClientSecret(this: { clientSecret?: string }, given: string) {
      const hash = hashToken(given)
      // The one it has, and for a while the one it had.
      return (this.clientSecret?.split(' ') ?? []).some((one) => sameText(hash, one))
    },
  })
  provider.silent = true
  provider.proxy = true
  provider.use(tellPatient(desk))
  return provider
}

/** Whose record a token opens stands beside it (SMART), and the log holds that the app was let in. */
const tellPatient =
  (desk: Desk) =>
  async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next()
    const body = ctx.body as { access_token?: string; patient?: string; scope?: string } | undefined
    const { access, ctx: own } = underWay()
    if (typeof body !== 'object' || !body?.access_token || !access) return
    body.patient = access.patient_id
    const actor = actorOf(access, [])
    await transact(desk.db, (trx) =>
      record(trx, { ...own, actor }, appLetIn, {
        patientIds: [access.patient_id],
        object: { type: 'app-access', id: access.id },
      }),
    )
  }
