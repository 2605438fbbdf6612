import { expect, it } from 'vitest'
import { transact } from '../../api/core/db/transact.ts'
import { beginPasskey } from '../../api/portal/passkeys/askPasskey.ts'
import { portalPolicy } from '../../api/portal/policy.ts'
import { staffPolicy } from '../../api/staff/policy.ts'
import { portalSession } from '../support/authenticator.ts'
import { houseForTests } from '../support/harness.ts'
import { aDevice, beginWith } from '../support/passkeys.ts'
import { anAccount, aPatient, must } from '../support/people.ts'

const house = houseForTests()
const times = <T>(n: number, make: () => Promise<T>) => Promise.all(Array.from({ length: n }, make))
const tally = (replies: { status: number }[]) =>
  Object.fromEntries([...Map.groupBy(replies, (r) => r.status)].map(([status, all]) => [status, all.length]))

it('forty passkeys saved at once by forty sessions of one colleague: as many are kept as one person may have', async () => {
  const { id } = await house.signIn('helpdesk')
  const cookies = await times(40, () =>
    transact(house.desk.db, (trx) => house.desk.sessions.start(trx, id, 'complete')),
  )
  const ready = await Promise.all(
    cookies.map(async (cookie) => {
      const by = house.withCookie(cookie.split(';')[0]!)
      const { name, options } = await beginWith(by)
      return { by, body: { name, credential: aDevice().create(options) } }
    }),
  )
  const replies = await Promise.all(ready.map(({ by, body }) => by.post('/api/me/passkeys', body)))
  const { usual: most } = staffPolicy.passkeysEach
  expect(tally(replies)).toEqual({ 201: most, 409: 40 - most })
  const kept = (await house.rows('staff_passkey')).filter(({ staff_id }) => staff_id === id)
  expect(kept).toHaveLength(most)
  const told = (await house.rows('mail')).filter(({ template }) => template === 'staff-passkey-added')
  expect(told).toHaveLength(most)
})

it('forty passkeys saved at once in two sessions of one patient: as many are kept as an account may have', async () => {
  const { id, username } = await anAccount(house, await aPatient(house))
  const sessions = await times(2, () => portalSession(house, username))
  const ready = await times(20, () =>
    Promise.all(
      sessions.map(async (by) => {
        const { options } = must(await by.post('/portal/v1/passkeys/begin', { name: 'x' }), beginPasskey)
        return { by, body: { name: 'x', credential: aDevice().create(options) } }
      }),
    ),
  )
  const replies = await Promise.all(ready.flat().map(({ by, body }) => by.post('/portal/v1/passkeys', body)))
  const { usual: most } = portalPolicy.portalPasskeysEach
  expect(tally(replies)).toEqual({ 201: most, 409: 40 - most })
  const kept = (await house.rows('portal_passkey')).filter(({ account_id }) => account_id === id)
  expect(kept).toHaveLength(most)
})
