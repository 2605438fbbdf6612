import * as oidc from 'openid-client'
import { registerApp } from '../../api/apps/register.ts'
import { goodPassword, type House, origin } from './harness.ts'
import { must } from './people.ts'

export const comesBackTo = 'org.example.health:/back'
export const base = `${origin}/fhir/R4`

/** An app that an administrator registered. @returns its client_id */
export async function anApp(house: House, name = 'Health Diary'): Promise<string> {
  const administrator = await house.signIn('administrator')
  const body = {
    name,
    publisher: 'Example Inc.',
    redirectUris: `${comesBackTo}\nhttps://app.example.org/back`,
  }
  return must(await administrator.post('/api/apps', body), registerApp).id
}

/** A patient's browser without scripts, which follows where it is sent until that is an app. */
export function appBrowser(house: House) {
  const jar = new Map<string, { value: string; path: string }>()
  async function ask(
    url: string,
    fields?: Record<string, string>,
  ): Promise<{ status: number; text: string; url: string }> {
    if (!url.startsWith(origin)) return { status: 0, text: '', url }
    const { pathname } = new URL(url)
    const sent = [...jar].filter(([, { path }]) => pathname.startsWith(path))
    const reply = await house.app.request(url, {
      method: fields ? 'POST' : 'GET',
      headers: {
        Cookie: sent.map(([name, { value }]) => `${name}=${value}`).join('; '),
        Accept: 'text/html',
        ...(fields && { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' }),
      },
      ...(fields && { body: new URLSearchParams(fields) }),
    })
    for (const one of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(one)!
      const path = /path=([^;]*)/i.exec(one)?.[1] ?? '/'
      if (value) jar.set(name!, { value, path })
      else jar.delete(name!)
    }
    const to = reply.headers.get('location')
    return to ? ask(new URL(to, url).href) : { status: reply.status, text: await reply.text(), url }
  }
  return {
    jar,
    open: ask,
    /** Signs in on the page it stands on, which may lead on. */
    signIn: (page: { text: string }, username: string) =>
      ask(`${origin}/portal/sign-in`, {
        username,
        password: goodPassword,
        to: /name="to" value="([^"]*)"/.exec(page.text)?.[1] ?? '',
      }),
    decide: (page: { url: string }, fields: Record<string, string> = { do: 'allow' }) =>
      ask(page.url, fields),
    /** Follows the link that leads back to the app. @returns the address the app is called with */
    goOn: async (page: { text: string }) =>
      (await ask(origin + /class="button" href="([^"]*)"/.exec(page.text)![1]!)).url,
  }
}

/** What the app itself does: openid-client, which checks what it is answered. */
export async function appClient(house: House, clientId: string) {
  const config = await oidc.discovery(new URL(`${origin}/apps`), clientId, undefined, oidc.None(), {
    execute: [oidc.allowInsecureRequests],
    [oidc.customFetch]: async (url, init) => house.app.request(url, init as RequestInit),
  })
  return {
    config,
    /** The address a patient's browser is sent to, and what is kept for the way back. */
    async ask(scope: string, given: Record<string, string> = {}) {
      const [verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()]
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: comesBackTo,
        scope,
        state,
        aud: base,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(scope.includes('openid') && { nonce }),
        ...given,
      })
      const expects = {
        pkceCodeVerifier: verifier,
        expectedState: state,
        ...(scope.includes('openid') && { expectedNonce: nonce }),
      }
      return {
        url: url.href,
        tokens: (back: string) => oidc.authorizationCodeGrant(config, new URL(back), expects),
      }
    },
    renew: (token: string) => oidc.refreshTokenGrant(config, token),
    giveBack: (token: string) => oidc.tokenRevocation(config, token),
    read: async (path: string, token: string) => {
      const headers = { Authorization: `Bearer ${token}` }
      const reply = await house.app.request(`${base}/${path}`, { headers })
      return { status: reply.status, body: (await reply.json()) as any }
    },
  }
}

export const wide = 'openid fhirUser launch/patient offline_access patient/*.rs'

/** A patient lets an app in, from the app's first step to its tokens. */
export async function letIn(
  house: House,
  clientId: string,
  username: string,
  scope = wide,
  decision = { do: 'allow' },
) {
  const app = await appClient(house, clientId)
  const browser = appBrowser(house)
  const { url, tokens } = await app.ask(scope)
  const asked = await browser.signIn(await browser.open(url), username)
  const decided = await browser.decide(asked, decision)
  return { app, browser, asked, decided, tokens: await tokens(await browser.goOn(decided)) }
}
