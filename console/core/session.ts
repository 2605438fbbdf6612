import type { Permission, Role } from '../../api/core/access/permissions.ts'

export interface SignedIn {
  staff: { id: string; name: string; role: Role; permissions: Permission[] }
  authTime: string
  /** A passkey may prove anew who sits here. */
  hasPasskey: boolean
  /** When the session ends whatever is done, and after how many minutes without a sign of life before. */
  endsAt: string
  idleMinutes: number
  hospital: { name: string; timeZone: string }
  /** How they want to be told of what waits for them. */
  alerts: { sound: boolean; digest: boolean }
}

interface State {
  signedIn: SignedIn | undefined
  /** When somebody last did something that the server counts. */
  activeAt: number
  /** Grows with each sign-in: what hangs on a session begins anew. */
  since: number
}

let state: State = { signedIn: undefined, activeAt: 0, since: 0 }
const readers = new Set<() => void>()
const change = (next: Partial<State>) => {
  state = { ...state, ...next }
  for (const read of readers) read()
}

// Another tab of the same person keeps the session alive for this one too.
const tabs = new BroadcastChannel('desk-activity')
tabs.onmessage = () => change({ activeAt: Date.now() })

export const sessionNow = () => state
export const watchSession = (read: () => void) => {
  readers.add(read)
  return () => readers.delete(read)
}

export function rememberSession(signedIn: SignedIn): SignedIn {
  change({ signedIn, activeAt: Date.now(), since: state.since + 1 })
  return signedIn
}

/** Passkeys were added or removed since the sign-in. */
export function noteHasPasskey(hasPasskey: boolean): void {
  const { signedIn } = state
  if (signedIn && signedIn.hasPasskey !== hasPasskey) change({ signedIn: { ...signedIn, hasPasskey } })
}

/** Somebody chose otherwise how to be told. */
export function noteAlerts(alerts: SignedIn['alerts']): void {
  const { signedIn } = state
  if (signedIn) change({ signedIn: { ...signedIn, alerts } })
}

export const forgetSession = () => change({ signedIn: undefined })

export function countActivity(): void {
  if (!state.signedIn) return
  change({ activeAt: Date.now() })
  tabs.postMessage('')
}

/** Times are shown as the hospital's clocks show them, wherever the reader sits. */
export const hospitalZone = () => state.signedIn?.hospital.timeZone

/** The moment at which the session ends if nothing more is done, in ms. */
export const endOfSession = ({ signedIn, activeAt }: State): number =>
  signedIn
    ? Math.min(Date.parse(signedIn.endsAt), activeAt + signedIn.idleMinutes * 60_000)
    : Number.POSITIVE_INFINITY
