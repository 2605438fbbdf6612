import { expect, it } from 'vitest'
import { tellRepeatedDenials } from '../../api/acts/permit.ts'
import { houseForTests } from '../support/harness.ts'
import { signInByHand } from '../support/signInByHand.ts'

const house = houseForTests()
const told = async (refused: string) =>
  (await house.audit('access.denied')).filter(({ detail }) => detail?.refused === refused)

it('the cookie of a session that ended leaves a denial, once a block and once more with how often, and no cookie leaves none', async () => {
  const agent = await signInByHand(house, 'helpdesk', 'gone@desk.test')
  await agent.delete('/api/session')
  for (let i = 0; i < 3; i++) expect((await agent.get('/api/me')).status).toBe(401)
  expect((await house.call('GET', '/api/me')).status).toBe(401)
  expect(await told('no-session')).toMatchObject([
    { actorType: 'anonymous', outcome: 'denied', detail: { route: 'GET /api/me' } },
  ])
  house.later(3600)
  await tellRepeatedDenials(house.desk)
  expect((await told('no-session')).map(({ detail }) => detail?.count)).toEqual([undefined, 2])
})

it('a request that a page of another site sends leaves a denial, with whose session it came with', async () => {
  const agent = await signInByHand(house, 'helpdesk', 'lured@desk.test')
  const reply = await agent.post('/api/cases', {}, { Origin: 'https://elsewhere.example' })
  expect(reply.status).toBe(403)
  expect(await told('other-site')).toMatchObject([
    { actorId: agent.id, detail: { route: 'POST /api/cases' } },
  ])
  const form = { Origin: 'https://elsewhere.example', 'Content-Type': 'application/x-www-form-urlencoded' }
  expect((await house.call('POST', '/portal/sign-in', {}, form)).status).toBe(403)
  expect((await told('other-site')).at(-1)).toMatchObject({ actorType: 'anonymous' })
})

it('a mailed link of the desk’s that is none leaves a denial', async () => {
  const token = 'x'.repeat(43)
  const ways = [
    ['/api/privacy-inquiry', { token }],
    [`/api/enrolment/${token}`, { password: 'seven purple elephants dance' }],
    [`/api/enrolment/${token}/confirm`, { code: '123456' }],
  ] as const
  for (const [path, body] of ways) {
    const before = (await told('no-link')).length
    expect((await house.call('POST', path, body)).status).toBe(404)
    expect([path, (await told('no-link')).length - before]).toEqual([path, 1])
    house.later(3600)
  }
  expect(JSON.stringify(await told('no-link'))).not.toContain(token)
})
