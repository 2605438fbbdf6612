import * as oidc from 'openid-client'
import type { Config, ProofingProvider } from '../core/config.ts'
import { isLoopback } from '../core/configFaults.ts'
import { textWithin } from '../core/textWithin.ts'

/*
 * The identity proofing service: OpenID Connect with the authorization code flow, PKCE, state and nonce. openid-client checks
 * what it answers (signature, issuer, audience, times, nonce: OpenID Connect Core 1.0, 3.1.3.7).
 */

const known = new WeakMap<ProofingProvider, Promise<oidc.Configuration>>()
const scope = 'openid profile'
const timeoutSeconds = 10
/** What a provider tells of itself, its keys and its tokens are some thousand characters. */
const longestAnswer = 262_144

/** Asks the provider and takes its answer whole, where it ends. */
const ask: oidc.CustomFetch = async (url, options) => {
  const reply = await fetch(url, options as RequestInit)
  const text = await textWithin(reply, longestAnswer)
  if (text === undefined) throw new Error('answered too much')
  const { status, headers } = reply
  return new Response(text === '' ? null : text, { status, headers })
}

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
    const how = { timeout: timeoutSeconds, execute, [oidc.customFetch]: ask }
    found = oidc.discovery(url, clientId, clientSecret, undefined, how)
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
 * What the provider said of somebody who came back: who they are, with the assurance that is wanted; that it does not vouch for
 * them; or nothing that is about them at all, with why, where it was out of reach or told us something about ourselves.
 */
export type Answer = { is: 'asserted'; claims: Claims } | { is: 'refused' } | { is: 'away'; why: string }

/** Whether the provider can be asked at this moment. */
export const isThere = (provider: ProofingProvider): Promise<boolean> =>
  discovered(provider).then(
    () => true,
    () => false,
  )

/** Takes the code to the provider: a code works once, so that whoever asks has claimed it before. */
export async function answerOf(
  config: Config,
  provider: ProofingProvider,
  came: Readonly<Record<string, string | undefined>> & { state: string },
  { nonce, verifier }: Secrets,
  minutes: number,
): Promise<Answer> {
  try {
    const server = await discovered(provider)
    const url = new URL(returnTo(config))
    for (const [name, value] of Object.entries(came))
      if (value !== undefined) url.searchParams.set(name, value)
    const tokens = await oidc.authorizationCodeGrant(server, url, {
      pkceCodeVerifier: verifier,
      expectedNonce: nonce,
      expectedState: came.state,
      idTokenExpected: true,
      maxAge: minutes * 60,
    })
    const signed = tokens.claims()
    if (!signed || !isAssured(signed, provider)) return { is: 'refused' }
    // Some assert names in the ID token, some only where they are asked for them.
    const asked = server.serverMetadata().userinfo_endpoint
      ? await oidc.fetchUserInfo(server, tokens.access_token, signed.sub)
      : {}
    return { is: 'asserted', claims: { ...asked, ...signed } }
  } catch (fault) {
    return isAboutThem(fault) ? { is: 'refused' } : { is: 'away', why: codeOf(fault) }
  }
}

/** What is wrong with an answer, not with the way to it: the ID token does not hold, or is somebody else's. */
const notInOrder = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
])

/**
 * Whether a failure is an answer about the person: they turned back or were turned down (RFC 6749, 4.1.2.1), the code is none of
 * theirs (5.2), or what was signed is not in order. All else, our own credentials being refused included, says nothing of them.
 */
function isAboutThem(fault: unknown): boolean {
  if (fault instanceof oidc.AuthorizationResponseError)
    return !['server_error', 'temporarily_unavailable'].includes(fault.error)
  if (fault instanceof oidc.ResponseBodyError) return fault.error === 'invalid_grant'
  return fault instanceof oidc.ClientError && notInOrder.has(fault.code ?? '')
}

/** A code for the operator: what an error says may quote what was sent. */
const codeOf = (fault: unknown): string =>
  fault instanceof oidc.ResponseBodyError || fault instanceof oidc.AuthorizationResponseError
    ? fault.error
    : ((fault as { code?: string }).code ?? (fault as Error).name)

/** The level of assurance counts in what is signed only. */
const isAssured = (signed: Claims, { acr, level }: ProofingProvider): boolean =>
  signed.acr === acr || signed.identity_assurance_level === level
