import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { Provider } from 'oidc-provider'
import type { ProofingProvider } from '../../api/core/config.ts'

const ial2 = 'http://idmanagement.gov/ns/assurance/ial/2'
const client = { clientId: 'portal-desk', clientSecret: 'a-secret-for-tests-of-some-length' }
const deskReturns = 'http://localhost:8080/portal/proved'

/** Whom the service knows, and how sure it is of them. */
export interface Identity {
  given_name: string
  family_name: string
  birthdate: string
}

export interface IdentityService {
  config: ProofingProvider
  /** Somebody at their browser, sent to this address, proves who they are; what they come back with. */
  prove(url: string, who: Identity, how?: { acr?: string }): Promise<Record<string, string>>
  stop(): Promise<void>
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // What a test leaves running keeps no process alive.
  server.unref()
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const stopping = (server: Server) => () =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

/** A real OpenID Connect provider (oidc-provider), whose only invention is how people prove themselves to it. */
export async function startIdentityService(returnTo = deskReturns): Promise<
  IdentityService & {
    next(who: Identity, how?: { acr?: string }): void
    /** Hangs up on whoever asks at a path, until the function returned is called. */
    hangUpOn(path: string): () => void
  }
> {
  const people = new Map<string, Identity>()
  let coming: { accountId: string; acr: string } | undefined
  let handle: ReturnType<Provider['callback']> | undefined
  const server = createServer((request, reply) => handle!(request, reply))
  const issuer = await listening(server)
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [returnTo],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    acrValues: [ial2, 'http://idmanagement.gov/ns/assurance/ial/1'],
    claims: { openid: ['sub'], profile: ['given_name', 'family_name', 'birthdate'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: ['for-tests-only'] },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub, ...people.get(sub) }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new provider.Grant({
        clientId: client.clientId,
        accountId: ctx.oidc.session!.accountId!,
      })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
  const serve = provider.callback()
  let silentAt: string | undefined
  handle = async (request, reply) => {
    if (request.url === silentAt) return void request.destroy()
    if (!request.url!.startsWith('/interaction/')) return serve(request, reply)
    await provider.interactionFinished(request, reply, { login: { ...coming!, amr: ['face'] } })
  }
  const next = (who: Identity, { acr = ial2 }: { acr?: string } = {}) => {
    coming = { accountId: `person-${people.size}`, acr }
    people.set(coming.accountId, who)
  }
  return {
    config: { issuer, ...client, acr: ial2, level: 'IAL2' },
    /** Who proves themselves next, in a browser. */
    next,
    hangUpOn(path) {
      silentAt = path
      return () => {
        silentAt = undefined
      }
    },
    async prove(url, who, how) {
      next(who, how)
      const cookies = new Map<string, string>()
      let at = url
      for (let hops = 0; hops < 10 && !at.startsWith(returnTo); hops++) {
        const Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
        const reply = await fetch(at, { redirect: 'manual', headers: { Cookie } })
        for (const cookie of reply.headers.getSetCookie()) {
          const [name, value] = cookie.split(';')[0]!.split('=')
          cookies.set(name!, value!)
        }
        const location = reply.headers.get('location')
        if (!location) throw new Error(`the identity service answered ${reply.status}: ${await reply.text()}`)
        at = new URL(location, at).href
      }
      return Object.fromEntries(new URL(at).searchParams)
    },
    stop: stopping(server),
  }
}

/** What a forged ID token says otherwise than it should; the key it is signed with where that is not the service's. */
export interface Forgery {
  claims?: Record<string, unknown>
  otherKey?: true
  /** It goes on and on instead. */
  endless?: true
}

/**
 * A service that says in its ID token whatever it is told to: as an honest one speaks, but for one thing. No real one can be made
 * to lie so.
 */
export async function startForger(): Promise<IdentityService & { forge: Forgery; poured: number }> {
  const [own, other] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')]
  const jwk: JWK = { ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }
  const asked = new Map<string, { nonce: string; who: Identity; acr: string }>()
  const forger = { forge: {} as Forgery, poured: 0 }
  const server = createServer(async (request, reply) => {
    const json = (body: object) =>
      reply.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
    if (request.url === '/.well-known/openid-configuration')
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      })
    if (request.url === '/jwks') return json({ keys: [jwk] })
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const code = new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('code')!
    const { nonce, who, acr } = asked.get(code)!
    const now = Math.floor(Date.now() / 1000)
    const { claims, otherKey, endless } = forger.forge
    if (endless) {
      reply.writeHead(200, { 'Content-Type': 'application/json' })
      const pour = () => {
        do forger.poured += 65_536
        while (!reply.destroyed && reply.write('x'.repeat(65_536)))
      }
      reply.on('drain', pour)
      return pour()
    }
    const honest = {
      iss: issuer,
      aud: client.clientId,
      sub: 'p1',
      iat: now,
      exp: now + 300,
      auth_time: now,
      nonce,
      acr,
    }
    const token = await new SignJWT({ ...honest, ...who, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .sign((otherKey ? other : own).privateKey)
    json({ access_token: 'opaque', token_type: 'Bearer', expires_in: 300, id_token: token })
  })
  const issuer = await listening(server)
  return Object.assign(forger, {
    config: { issuer, ...client, acr: ial2, level: 'IAL2' },
    async prove(url: string, who: Identity, { acr = ial2 } = {}) {
      const given = new URL(url).searchParams
      const code = `code-${asked.size}`
      asked.set(code, { nonce: given.get('nonce')!, who, acr })
      return { code, state: given.get('state')! }
    },
    stop: stopping(server),
  })
}
