import { type AuthProvider, HttpError } from 'react-admin'
import type { z } from 'zod'
import type { asked } from '../../api/core/access/passkeySchema.ts'
import { type Permission, permissionsOf } from '../../api/core/access/permissions.ts'
import { get, httpClient, post } from './http.ts'
import { answerByPasskey } from './passkey.ts'
import { mayOpen, type Place } from './places.ts'
import { forgetSession, rememberSession, type SignedIn, sessionNow } from './session.ts'

let asking: Promise<SignedIn> | undefined

/** Who is signed in; asked once and remembered until an answer of 401, a sign-in or a sign-out. */
function whoIsSignedIn(): Promise<SignedIn> {
  const { signedIn } = sessionNow()
  if (signedIn) return Promise.resolve(signedIn)
  asking ??= get<SignedIn>('/session', true)
    .then(rememberSession)
    .finally(() => {
      asking = undefined
    })
  return asking
}

/** The first step. @returns whether a passkey may be the second */
export async function sendPassword(email: string, password: string): Promise<boolean> {
  return (await post<{ hasPasskey: boolean }>('/session', { email, password })).hasPasskey
}

/** The second step, which completes a sign-in or proves anew who sits here. */
export async function sendCode(code: string): Promise<SignedIn> {
  return rememberSession(await post<SignedIn>('/session/second-factor', { code }))
}

/** The same by a passkey. */
export async function sendPasskey(): Promise<SignedIn> {
  const { options } = await post<z.output<typeof asked>>('/session/passkey')
  const passkey = await answerByPasskey(options)
  return rememberSession(await post<SignedIn>('/session/second-factor', { passkey }))
}

/** What a screen asks for is what its place declares. The API decides; this only hides what it would refuse. */
export const createAuthProvider = (places: Place[]): AuthProvider => ({
  /** Without a code a passkey is asked for. */
  async login({ code }: { code?: string }) {
    await (code === undefined ? sendPasskey() : sendCode(code))
  },
  async logout() {
    if (sessionNow().signedIn) await httpClient('/api/session', { method: 'DELETE' }).catch(() => {})
    forgetSession()
    return undefined
  },
  async checkAuth() {
    await whoIsSignedIn()
  },
  async checkError(error) {
    // 403 is an answer, not the end of a session.
    if (error instanceof HttpError && error.status === 401) {
      forgetSession()
      throw error
    }
  },
  async getIdentity() {
    const { staff } = await whoIsSignedIn()
    return { id: staff.id, fullName: staff.name }
  },
  async getPermissions() {
    return (await whoIsSignedIn()).staff
  },
  async canAccess({ resource, action }) {
    const { role } = (await whoIsSignedIn()).staff
    const place = places.find((one) => one.resource === resource && one.view === action)
    return mayOpen(place ?? { needs: [resource as Permission] }, permissionsOf(role))
  },
})
