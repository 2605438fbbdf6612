import { expect, it } from 'vitest'
import { hashToken, newToken } from '../../api/core/access/keys.ts'
import { newId } from '../../api/core/db/id.ts'
import { goodPassword, houseForTests } from '../support/harness.ts'
import { anAccount, aPatient, must } from '../support/people.ts'

/* Whoever writes to the database alone, with no key: their own hash of their own token, or their own session in another's name. */

const house = houseForTests()
const hours = (n: number) => new Date(house.desk.clock().getTime() + n * 3_600_000).toISOString()

it('a session of staff written by SQL lets nobody in, nor does one’s own with another’s name', async () => {
  const officer = await house.signIn('privacy-officer')
  const agent = await house.signIn('helpdesk')
  const token = newToken()
  const [real] = (await house.rows('staff_session')).filter(({ staff_id }) => staff_id === officer.id)
  const forged = { ...real!, id_hash: hashToken(token), sid: newId(), expires_at: hours(6) }
  for (const seal of [null, '', real!.seal!]) {
    await house.owner.write.deleteFrom('staff_session').where('sid', '=', forged.sid).execute()
    await house.owner.write
      .insertInto('staff_session')
      .values({ ...forged, seal })
      .execute()
    const reply = await house.withCookie(`__Host-session=${token}`).get('/api/session')
    expect([seal, reply.status]).toEqual([seal, 401])
  }
  expect((await agent.get('/api/session')).body.staff.id).toBe(agent.id)
  const own = house.owner.write.updateTable('staff_session').where('staff_id', '=', agent.id!)
  await own.set({ staff_id: officer.id! }).execute()
  expect((await agent.get('/api/session')).status).toBe(401)
  expect((await officer.get('/api/session')).status).toBe(200)
})

it('a factor is no fresher than it was, nor a session longer, by SQL', async () => {
  for (const change of [{ auth_time: hours(0) }, { created_at: hours(0) }, { expires_at: hours(99) }]) {
    const agent = await house.signIn('helpdesk')
    house.later(1)
    const own = house.owner.write.updateTable('staff_session').where('staff_id', '=', agent.id!)
    await own.set({ ...change }).execute()
    expect([change, (await agent.get('/api/session')).status]).toEqual([change, 401])
  }
})

it('a patient’s session written by SQL, or moved to another’s login, lets nobody in', async () => {
  const [me, other] = [
    await anAccount(house, await aPatient(house)),
    await anAccount(house, await aPatient(house)),
  ]
  const { token: mine } = must(
    await house.call('POST', '/portal/v1/session', { username: me.username, password: goodPassword }),
  )
  const seen = (bearer: string) =>
    house.call('GET', '/portal/v1/me', undefined, { Authorization: `Bearer ${bearer}` })
  expect((await seen(mine)).status).toBe(200)
  const token = newToken()
  const [real] = (await house.rows('portal_session')).filter(({ account_id }) => account_id === me.id)
  const forged = { ...real!, token_hash: hashToken(token), sid: newId() }
  await house.owner.write.insertInto('portal_session').values(forged).execute()
  expect((await seen(token)).status).toBe(401)
  const moved = house.owner.write.updateTable('portal_session').where('sid', '=', real!.sid)
  await moved.set({ account_id: other.id }).execute()
  expect((await seen(mine)).status).toBe(401)
})
