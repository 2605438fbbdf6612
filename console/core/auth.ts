import { type AuthProvider, HttpError } from 'react-admin'
import { allows, type Permission } from '../../api/core/access/permissions.ts'
import { get, httpClient, post } from './http.ts'
import type { Place } from './places.ts'
import { forgetSession, rememberSession, type SignedIn } from './session.ts'

let known: Promise<SignedIn> | undefined

/** Who is signed in; asked once and remembered until an answer of 401, a sign-in or a sign-out. */
export function whoIsSignedIn(): Promise<SignedIn> {
  known ??= get<SignedIn>('/session', true).then(rememberSession, (error) => {
    known = undefined
    throw error
  })
  return known
}

export const sendPassword = (email: string, password: string) => post('/session', { email, password })

/** The second step, which completes a sign-in or proves anew who sits here. */
export async function sendCode(code: string): Promise<SignedIn> {
  const signedIn = rememberSession(await post<SignedIn>('/session/second-factor', { code }))
  known = Promise.resolve(signedIn)
  return signedIn
}

/** What a screen asks for is what its place declares. The API decides; this only hides what it would refuse. */
export const createAuthProvider = (places: Place[]): AuthProvider => ({
  async login({ code }: { code: string }) {
    await sendCode(code)
  },
  async logout() {
    const wasIn = known
    known = undefined
    if (wasIn) await httpClient('/api/session', { method: 'DELETE' }).catch(() => {})
    forgetSession()
    return undefined
  },
  async checkAuth() {
    await whoIsSignedIn()
  },
  async checkError(error) {
    // 403 is an answer, not the end of a session.
    if (error instanceof HttpError && error.status === 401) {
      known = undefined
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
    const needs = place?.needs ?? [resource as Permission]
    return needs.some((permission) => allows(role, permission))
  },
})
