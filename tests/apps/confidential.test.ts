import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import * as jose from 'jose'
import * as oidc from 'openid-client'
import { describe, expect, it } from 'vitest'
import { changeAppKeys, registerApp, revokeApp } from '../../api/apps/register.ts'
import { signedInPatient } from '../acts/examples/outside.ts'
import { appBrowser, base, wide } from '../support/apps.ts'
import { certificateForLocalhost } from '../support/certificate.ts'
import { houseForTests, origin } from '../support/harness.ts'
import { must, refused } from '../support/people.ts'

const house = houseForTests()
const back = 'https://app.example.org/back'
const asked = { name: 'Health Diary', publisher: 'Example Inc.', redirectUris: back }
const register = async (given: object) =>
  (await house.signIn('administrator')).post('/api/apps', { ...asked, ...given })

/** What the app's server does, with openid-client: from the patient's word to its tokens, and renewing them. */
async function walk(clientId: string, proof: oidc.ClientAuth) {
  const me = await signedInPatient(house)
  const config = await oidc.discovery(new URL(`${origin}/apps`), clientId, undefined, proof, {
    execute: [oidc.allowInsecureRequests],
    [oidc.customFetch]: async (url, init) => house.app.request(url, init as RequestInit),
  })
  const [pkceCodeVerifier, expectedState, expectedNonce] = [
    oidc.randomPKCECodeVerifier(),
    oidc.randomState(),
    oidc.randomNonce(),
  ]
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: back,
    scope: wide,
    state: expectedState,
    nonce: expectedNonce,
    aud: base,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  })
  const browser = appBrowser(house)
  const decided = await browser.decide(await browser.signIn(await browser.open(url.href), me.email))
  const came = new URL(await browser.goOn(decided))
  const tokens = await oidc.authorizationCodeGrant(config, came, {
    pkceCodeVerifier,
    expectedState,
    expectedNonce,
  })
  return { me, config, tokens }
}
/** What an app is told, in the body or in the challenge beside it. */
const said = (refusal: { error?: string; cause?: unknown }) =>
  `${refusal.error} ${JSON.stringify(refusal.cause)}`
const reads = async (token: string, patientId: string) =>
  (await house.app.request(`${base}/Patient/${patientId}`, { headers: { Authorization: `Bearer ${token}` } }))
    .status
async function keyPair(alg: 'RS384' | 'ES384', kid = 'k1') {
  const { privateKey, publicKey } = await jose.generateKeyPair(alg, { extractable: true })
  const jwk = { ...(await jose.exportJWK(publicKey)), kid }
  return { privateKey, jwk, jwks: JSON.stringify({ keys: [jwk] }) }
}

describe('an app that runs on a server', () => {
  it('with a secret is let in by it and by nothing else; the secret is shown once and kept as a hash', async () => {
    const { id, secret } = must(await register({ proves: 'secret' }), registerApp)
    const { me, config, tokens } = await walk(id, oidc.ClientSecretBasic(secret!))
    expect(await reads(tokens.access_token, me.patientId)).toBe(200)
    const renewed = await oidc.refreshTokenGrant(config, tokens.refresh_token!)
    expect(await reads(renewed.access_token, me.patientId)).toBe(200)
    expect(JSON.stringify([await house.rows('app'), await house.audit()])).not.toContain(secret)
    const [listed] = (await (await house.signIn('administrator')).get('/api/apps')).body
    expect([listed.proves, JSON.stringify(listed).includes(secret!)]).toEqual(['secret', false])
    const { secret_hash } = (await house.rows('app')).find((one) => one.id === id)!
    for (const wrong of [
      oidc.None(),
      oidc.ClientSecretBasic('x'.repeat(43)),
      oidc.ClientSecretBasic(secret_hash!),
    ])
      await expect(walk(id, wrong)).rejects.toSatisfy((refusal) => /invalid_client/.test(said(refusal)))
  })

  it.each(['RS384', 'ES384'] as const)(
    'with a key is let in by what it signs with it, %s, once each, and not by another key',
    async (alg) => {
      const own = await keyPair(alg)
      const { id, secret } = must(await register({ proves: 'key', jwks: own.jwks }), registerApp)
      expect(secret).toBeNull()
      const sent: string[] = []
      const proof: oidc.ClientAuth = (as, client, body, headers) => {
        const signed = oidc.PrivateKeyJwt({ key: own.privateKey, kid: 'k1' })(as, client, body, headers)
        return Promise.resolve(signed).then(() => void sent.push(body.get('client_assertion')!))
      }
      const { me, tokens } = await walk(id, proof)
      expect(await reads(tokens.access_token, me.patientId)).toBe(200)
      const again = new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: tokens.refresh_token!,
        client_id: id,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: sent[0]!,
      })
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
      const replayed = await house.app.request(`${origin}/apps/token`, {
        method: 'POST',
        headers,
        body: again,
      })
      expect([replayed.status, (await replayed.json()).error]).toEqual([401, 'invalid_client'])
      const { privateKey } = await keyPair(alg)
      await expect(walk(id, oidc.PrivateKeyJwt({ key: privateKey, kid: 'k1' }))).rejects.toMatchObject({
        error: 'invalid_client',
      })
    },
  )

  it('signs for minutes: what is good for longer lets nobody in, and breaks nothing', async () => {
    const { privateKey, jwks } = await keyPair('ES384')
    const { id } = must(await register({ proves: 'key', jwks }), registerApp)
    const now = Math.floor(house.desk.clock().getTime() / 1000)
    const answer = async (exp: number) => {
      const claims = { iss: id, sub: id, aud: `${origin}/apps/token`, jti: `${exp}`, exp }
      const signed = new jose.SignJWT(claims).setProtectedHeader({ alg: 'ES384', kid: 'k1' })
      const reply = await house.app.request(`${origin}/apps/token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          grant_type: 'refresh_token',
          refresh_token: 'of nobody',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: await signed.sign(privateKey),
        }),
      })
      return (await reply.json()).error
    }
    expect(await answer(now + 300)).toBe('invalid_grant')
    for (const late of [now + 3600, 1e15]) expect(await answer(late)).toBe('invalid_client')
  })

  it('is registered with public keys only, of the kinds SMART names, and comes back to https', async () => {
    const { jwk, privateKey } = await keyPair('ES384')
    const small = { ...(await jose.exportJWK((await jose.generateKeyPair('ES256')).publicKey)), kid: 'k' }
    for (const keys of [
      [],
      [{ ...(await jose.exportJWK(privateKey)), kid: 'k' }],
      [small],
      [jwk, jwk],
      [{ kty: 'RSA', n: jose.base64url.encode(new Uint8Array(256).fill(255)), e: 'AQ', kid: 'k' }],
      [{ kty: 'oct', k: 'c2VjcmV0', kid: 'k' }],
    ]) {
      const reply = await register({ proves: 'key', jwks: JSON.stringify({ keys }) })
      expect(Object.keys(refused(reply, 422).errors!)).toEqual(['jwks'])
    }
    expect((await register({ proves: 'key' })).status).toBe(422)
    const onPhone = await register({ proves: 'secret', redirectUris: 'org.example.health:/back' })
    expect(Object.keys(refused(onPhone, 422).errors!)).toEqual(['redirectUris'])
    const said: any = await (await house.app.request(`${base}/.well-known/smart-configuration`)).json()
    expect(said.capabilities).toEqual(
      expect.arrayContaining(['client-confidential-symmetric', 'client-confidential-asymmetric']),
    )
  })

  it('is given another secret, or other keys, beside which the old ones count for a day, or end at once', async () => {
    let admin = await house.signIn('administrator')
    const { id, secret: first } = must(await register({ proves: 'secret' }), registerApp)
    const { config, tokens } = await walk(id, oidc.ClientSecretBasic(first!))
    let token = tokens.refresh_token!
    const renews = async (secret: string) => {
      const known = new oidc.Configuration(
        config.serverMetadata(),
        id,
        undefined,
        oidc.ClientSecretBasic(secret),
      )
      oidc.allowInsecureRequests(known)
      known[oidc.customFetch] = async (url, init) => house.app.request(url, init as RequestInit)
      const renewed = await oidc.refreshTokenGrant(known, token).catch(() => undefined)
      token = renewed?.refresh_token ?? token
      return renewed !== undefined
    }
    const change = async (of: string, given = {}) =>
      must(await admin.post(`/api/apps/${of}/keys`, given), changeAppKeys).secret!
    const second = await change(id)
    expect([await renews(first!), await renews(second)]).toEqual([true, true])
    house.later(25 * 3600)
    admin = await house.signIn('administrator')
    expect([await renews(first!), await renews(second)]).toEqual([false, true])
    const third = await change(id, { atOnce: true })
    expect([await renews(second), await renews(third)]).toEqual([false, true])
    expect(JSON.stringify([await house.rows('app'), await house.audit()])).not.toContain(third)

    const [old, next] = [await keyPair('ES384', 'old'), await keyPair('ES384', 'next')]
    const keyed = must(await register({ proves: 'key', jwks: old.jwks }), registerApp).id
    const signs = async ({ privateKey, jwk }: typeof old) =>
      walk(keyed, oidc.PrivateKeyJwt({ key: privateKey, kid: jwk.kid })).then(
        () => true,
        () => false,
      )
    await change(keyed, { jwks: next.jwks })
    expect([await signs(old), await signs(next)]).toEqual([true, true])
    await change(keyed, { jwks: next.jwks, atOnce: true })
    expect([await signs(old), await signs(next)]).toEqual([false, true])
    must(await admin.post(`/api/apps/${keyed}/revoke`), revokeApp)
    expect(await signs(next)).toBe(false)
  })

  it('with its keys at an address is let in by what it publishes there, and not while that cannot be read', async () => {
    const [one, certificate] = [await keyPair('ES384', 'one'), certificateForLocalhost()]
    setDefaultCACertificates([...getCACertificates(), certificate.cert])
    const server = createServer(certificate, (_request, reply) => void reply.end(one.jwks)).listen(0)
    await once(server, 'listening')
    const jwksUri = `https://localhost:${(server.address() as AddressInfo).port}/keys`
    const proof = oidc.PrivateKeyJwt({ key: one.privateKey, kid: 'one' })
    try {
      const refusing = must(await register({ proves: 'key', jwksUri }), registerApp).id
      await expect(walk(refusing, proof)).rejects.toMatchObject({ error: 'invalid_client' })
      house.desk.config.privateKeyHosts.push('localhost')
      // Who was refused a moment ago does not go there again at once: another address of the same.
      const { id } = must(await register({ proves: 'key', jwksUri: `${jwksUri}?2` }), registerApp)
      const { me, tokens } = await walk(id, proof)
      expect(await reads(tokens.access_token, me.patientId)).toBe(200)
      // Keys that were pasted count beside an address for a while.
      const pasted = await keyPair('ES384', 'old')
      const moved = must(await register({ proves: 'key', jwks: pasted.jwks }), registerApp).id
      must(
        await (await house.signIn('administrator')).post(`/api/apps/${moved}/keys`, {
          jwksUri: `${jwksUri}?3`,
        }),
        changeAppKeys,
      )
      for (const by of [pasted, one])
        expect(
          (await walk(moved, oidc.PrivateKeyJwt({ key: by.privateKey, kid: by.jwk.kid }))).me,
        ).toBeTruthy()
      const stranger = await keyPair('ES384', 'two')
      const forged = oidc.PrivateKeyJwt({ key: stranger.privateKey, kid: 'two' })
      await expect(walk(id, forged)).rejects.toMatchObject({ error: 'invalid_client' })
    } finally {
      server.close()
    }
    const both = await register({ proves: 'key', jwksUri, jwks: one.jwks })
    expect(Object.keys(refused(both, 422).errors!)).toEqual(['jwksUri'])
    expect((await register({ proves: 'key', jwksUri: 'http://app.example.org/k' })).status).toBe(422)
  })
})
