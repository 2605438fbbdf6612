import { Conflict } from '../../core/errors.ts'
import { fill } from '../../core/words.ts'
import type { PortalPasskey } from '../../logins/passkeys.ts'
import { passkeysFull } from '../words.ts'

/** What a challenge is for: an answer to one for anything else does not hold. */
export const purposes = {
  add: (sid: string) => `portal-add:${sid}`,
  signIn: 'portal-sign-in',
  confirm: (number: string) => `portal-confirm:${number}`,
}

/** Nobody collects them. @throws Conflict */
export function refuseTooMany(passkeys: readonly PortalPasskey[], most: number): void {
  if (passkeys.length >= most) throw new Conflict(fill(passkeysFull, { most }))
}
