import { generateSecret, generateSync } from 'otplib'
import { beginFactor, setFactor } from '../../api/portal/secondFactor.ts'
import { signIn } from '../../api/portal/signIn.ts'
import { goodPassword, type House } from './harness.ts'
import { must } from './people.ts'

/** A patient's session, by password and, where the login has one, the code of an authenticator. */
export async function portalSession(house: House, username: string, code?: string) {
  const body = { username, password: goodPassword, ...(code && { code }) }
  const { token } = must(await house.call('POST', '/portal/v1/session', body), signIn)
  const Authorization = `Bearer ${token}`
  return {
    token,
    post: (path: string, given: object = {}) => house.call('POST', path, given, { Authorization }),
  }
}

/** Puts an authenticator on a login, set up long ago unless said otherwise. @returns what it shows now */
export async function storedAuthenticator(
  house: House,
  accountId: string,
  set_at: string | null = '2020-01-01T00:00:00.000Z',
): Promise<() => string> {
  const secret = generateSecret()
  const row = { account_id: accountId, secret: house.desk.keys.seal(secret), last_step: 0, set_at }
  await house.owner.write
    .insertInto('portal_second_factor')
    .values({ ...row, begun_at: '2020-01-01T00:00:00.000Z' })
    .execute()
  return () => generateSync({ secret, epoch: Math.floor(house.desk.clock().getTime() / 1000) })
}

/** Sets an authenticator up as the patient does it. @returns what it shows now, or so many steps of 30 seconds later */
export async function anAuthenticator(house: House, username: string): Promise<(steps?: number) => string> {
  const session = await portalSession(house, username)
  const { secret } = must(await session.post('/portal/v1/second-factor'), beginFactor)
  const shows = (steps = 0) =>
    generateSync({ secret, epoch: Math.floor(house.desk.clock().getTime() / 1000) + steps * 30 })
  must(await session.post('/portal/v1/second-factor/confirm', { code: shows() }), setFactor)
  // A code works once: the next one is another.
  house.later(30)
  return shows
}
