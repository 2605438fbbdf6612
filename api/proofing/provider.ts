import * as oidc from 'openid-client'
import { type Config, isLoopback, type ProofingProvider } from '../core/config.ts'

/*
 * The identity proofing service: OpenID Connect with the authorization code flow, PKCE, state and nonce. openid-client checks
 * what it answers (signature, issuer, audience, times, nonce: OpenID Connect Core 1.0, 3.1.3.7).
 */

const known = new WeakMap<ProofingProvider, Promise<oidc.Configuration>>()
const scope = 'openid profile'
const timeoutSeconds = 10

/** What has to come back to the browser's own way: kept here, encrypted, and used once. */
export interface Secrets {
  nonce: string
  verifier: string
}
/** Who the provider says somebody is. */
export type Claims = Readonly<Record<string, unknown>>

export const returnTo = (config: Config): string => `${config.publicUrl}/portal/proved`

/** What the provider tells of itself, asked once; once more where it did not answer. */
function discovered(provider: ProofingProvider): Promise<oidc.Configuration> {
  let found = known.get(provider)
  if (!found) {
    const url = new URL(provider.issuer)
    // Signatures too, which OpenID Connect lets one leave to TLS: whoever stands between could vouch for anybody.
    const execute = [
      oidc.enableNonRepudiationChecks,
      ...(isLoopback(url.hostname) ? [oidc.allowInsecureRequests] : []),
    ]
    const { clientId, clientSecret } = provider
    found = oidc.discovery(url, clientId, clientSecret, undefined, { timeout: timeoutSeconds, execute })
    found.catch(() => known.delete(provider))
    known.set(provider, found)
  }
  return found
}

/** The address a browser is sent to, and what it must come back with. @throws where the provider does not answer */
export async function wayThere(config: Config, provider: ProofingProvider, minutes: number) {
  const server = await discovered(provider)
  const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
  const url = oidc.buildAuthorizationUrl(server, {
    redirect_uri: returnTo(config),
    scope,
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    acr_values: provider.acr,
    max_age: String(minutes * 60),
  })
  return { url: url.href, state, secrets: { nonce, verifier } satisfies Secrets }
}

/**
 * Takes the code to the provider.
 * @returns who they say it is, where they say it with the assurance that is wanted; nothing where anything is not as it must be
 */
export async function claimsFor(
  config: Config,
  provider: ProofingProvider,
  came: Readonly<Record<string, string | undefined>> & { state: string },
  { nonce, verifier }: Secrets,
  minutes: number,
): Promise<Claims | undefined> {
  const server = await discovered(provider)
  const url = new URL(returnTo(config))
  for (const [name, value] of Object.entries(came)) if (value !== undefined) url.searchParams.set(name, value)
  const tokens = await oidc
    .authorizationCodeGrant(server, url, {
      pkceCodeVerifier: verifier,
      expectedNonce: nonce,
      expectedState: came.state,
      idTokenExpected: true,
      maxAge: minutes * 60,
    })
    .catch(() => undefined)
  const signed = tokens?.claims()
  if (!tokens || !signed || !isAssured(signed, provider)) return undefined
  // Some assert names in the ID token, some only where they are asked for them.
  const asked = server.serverMetadata().userinfo_endpoint
    ? await oidc.fetchUserInfo(server, tokens.access_token, signed.sub).catch(() => ({}))
    : {}
  return { ...asked, ...signed }
}

/** The level of assurance counts in what is signed only. */
const isAssured = (signed: Claims, { acr, level }: ProofingProvider): boolean =>
  signed.acr === acr || signed.identity_assurance_level === level
