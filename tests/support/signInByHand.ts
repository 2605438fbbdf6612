import { generateSync } from 'otplib'
import type { Role } from '../../api/core/access/permissions.ts'
import { systemCtx } from '../../api/core/context.ts'
import { addStaff } from '../../api/staff/addStaff.ts'
import { recoveryCodes, signedIn, totpSecret } from '../../api/staff/schema.ts'
import { cookieOf, goodPassword, type House, type Person, type Reply } from './harness.ts'
import { must } from './people.ts'

/** A staff member who went through enrolment: with a password, an authenticator and recovery codes. */
export interface Enrolled {
  id: string
  role: Role
  email: string
  /** The used enrolment link's secret. */
  token: string
  uri: string
  recoveryCodes: string[]
  /** What the authenticator shows now, or so many steps of 30 seconds later. */
  code(steps?: number): string
}

export async function enrolled(
  house: House,
  email: string,
  role: Role = 'helpdesk',
  name = 'Test Person',
): Promise<Enrolled> {
  const { id, link } = await addStaff(systemCtx(house.desk, 'test', 'test'), { email, name, role })
  const token = link.split('token=')[1]!
  const begun = await house.call('POST', `/api/enrolment/${token}`, { password: goodPassword })
  const { totp } = must(begun, totpSecret)
  const code = (steps = 0) =>
    generateSync({ secret: totp.secret, epoch: Math.floor(house.desk.clock().getTime() / 1000) + steps * 30 })
  const ended = await house.call('POST', `/api/enrolment/${token}/confirm`, { code: code() })
  // A code works once: whoever enrolled waits for the next one before they sign in.
  house.later(30)
  return { id, role, email, token, uri: totp.uri, code, ...must(ended, recoveryCodes) }
}

/** Both factors, one after the other; the reply to the second. */
export async function bothFactors(house: House, who: Enrolled, code = who.code()): Promise<Reply> {
  const first = await house.call('POST', '/api/session', { email: who.email, password: goodPassword })
  return house.call('POST', '/api/session/second-factor', { code }, { Cookie: cookieOf(first) })
}

/** Enrols somebody and signs them in, as a person does it. */
export async function signInByHand(house: House, role: Role, email = `${role}@desk.test`): Promise<Person> {
  const who = await enrolled(house, email, role)
  const reply = await bothFactors(house, who)
  must(reply, signedIn)
  return { id: who.id, role, email, ...house.withCookie(cookieOf(reply)) }
}
