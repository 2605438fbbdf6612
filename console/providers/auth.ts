import { type AuthProvider, HttpError } from 'react-admin'
import { allows, type Permission, type Role } from '../../api/core/access/permissions.ts'
import { get, httpClient, post } from './http.ts'

export interface SignedIn {
  staff: { id: string; name: string; role: Role; permissions: Permission[] }
  authTime: string
  hospital: { name: string; timeZone: string }
}

let known: Promise<SignedIn> | undefined
let zone: string | undefined

function remember(session: SignedIn): SignedIn {
  zone = session.hospital.timeZone
  return session
}

/** Times are shown as the hospital's clocks show them, wherever the reader sits. */
export const hospitalZone = () => zone

/** Who is signed in; asked once and remembered until an answer of 401, a sign-in or a sign-out. */
export function whoIsSignedIn(): Promise<SignedIn> {
  known ??= get<SignedIn>('/session', true).then(remember, (error) => {
    known = undefined
    throw error
  })
  return known
}

// What a screen of a resource asks for. The API decides; this only hides what it would refuse.
const needed: Record<string, Permission> = {
  patients: 'patients.search',
  cases: 'cases.show',
  audit: 'audit.show',
  staff: 'staff.show',
  adoption: 'adoption.show',
  'access-reviews': 'access.review',
  'adoption.compare': 'adoption.compare',
  'adoption.plan': 'adoption.plan',
}

export const authProvider: AuthProvider = {
  /** First the password, then the code; the sign-in page calls it twice. */
  async login({ email, password, code }: { email?: string; password?: string; code?: string }) {
    if (code !== undefined) {
      known = Promise.resolve(remember(await post<SignedIn>('/session/second-factor', { code })))
      return
    }
    await post('/session', { email, password })
  },
  async logout() {
    const wasIn = known
    known = undefined
    if (wasIn) await httpClient('/api/session', { method: 'DELETE' }).catch(() => {})
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
    // Whoever may break the glass may come to a patient's page; the API decides whether it opens.
    if (resource === 'patients' && action === 'show' && allows(role, 'patients.break-glass')) return true
    return allows(role, needed[resource] ?? (resource as Permission))
  },
}
