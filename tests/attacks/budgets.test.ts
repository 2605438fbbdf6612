import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { actsPolicy } from '../../api/acts/policy.ts'
import { adoptionPolicy } from '../../api/adoption/policy.ts'
import { intakeEvents } from '../../api/adoption/rollup/intake.ts'
import { callersPolicy } from '../../api/callers/policy.ts'
import { transact } from '../../api/core/db/transact.ts'
import { type PolicyRows, savePolicy } from '../../api/core/policy.ts'
import { goodPassword, houseForTests, itOnce, type Person } from '../support/harness.ts'
import { aDevice, askedToSignIn, portalPasskey, storedPasskey } from '../support/passkeys.ts'
import { aCase, anAccount, aPatient, must, refused } from '../support/people.ts'

const house = houseForTests()

/** Sets numbers of the policy; what every request asks for is read again a second later. */
async function set(given: Record<string, number>, rows: PolicyRows) {
  await savePolicy(house.owner.write, given, rows)
  await delay(1_050)
}
afterEach(() => set({ requestsAMinute: actsPolicy.requestsAMinute.most }, actsPolicy))

const reached = async () =>
  (await house.audit('limit.reached')).map(({ actorId, detail }) => [actorId, detail] as const)

describe('whoever is signed in and asks without end', () => {
  it('has a budget a minute, is told when to go on, hurts nobody else, and stands in the log once a block', async () => {
    house.stopClock()
    await set({ requestsAMinute: 120 }, actsPolicy)
    const [busy, other] = [await house.signIn('helpdesk'), await house.signIn('helpdesk')]
    const ask = (by: Person) => by.get('/api/session')
    const before = (await reached()).length
    const asked = await Promise.all(Array.from({ length: 200 }, () => ask(busy)))
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(120)
    const over = asked.find(({ status }) => status === 429)!
    expect(refused(over, 429).code).toBe('too-many-requests')
    expect(Number(over.headers.get('retry-after'))).toBe(1)
    expect((await ask(other)).status).toBe(200)
    expect((await reached()).slice(before)).toEqual([
      [busy.id, { limit: 'requests', count: 120, key: expect.stringMatching(/^[\w-]{43}$/) }],
    ])
    // Two a second come back, and going on at that pace is the same block.
    for (let second = 0; second < 5; second++) {
      house.later(1)
      expect((await Promise.all([1, 2, 3].map(() => ask(busy)))).map(({ status }) => status).sort()).toEqual([
        200, 200, 429,
      ])
    }
    expect((await reached()).length).toBe(before + 1)
    house.later(60)
    expect((await ask(busy)).status).toBe(200)
  })

  itOnce(
    'has none for others, where apps ask before anybody is signed in: it is their network’s',
    async () => {
      house.stopClock()
      await set({ requestsAMinute: 120 }, actsPolicy)
      const ask = () => house.call('GET', '/apps/.well-known/openid-configuration')
      const asked = await Promise.all(Array.from({ length: 125 }, ask))
      expect(asked.map(({ status }) => status).filter((status) => status !== 200)).toEqual(Array(5).fill(429))
      expect((await (await house.signIn('helpdesk')).get('/api/session')).status).toBe(200)
    },
  )

  itOnce('changes nothing by what was refused, and the same request does it afterwards', async () => {
    house.stopClock()
    await set({ requestsAMinute: 120 }, actsPolicy)
    const agent = await house.signIn('helpdesk')
    const patient = await aPatient(house)
    await Promise.all(Array.from({ length: 120 }, () => agent.get('/api/session')))
    const note = () =>
      agent.post(
        `/api/patients/${patient.id}/notes`,
        { text: 'Call back' },
        { 'Idempotency-Key': 'one-note-1' },
      )
    expect((await note()).status).toBe(429)
    expect((await house.rows('patient_note')).filter((row) => row.patient_id === patient.id)).toEqual([])
    house.later(1)
    must(await note(), 201)
  })

  itOnce('has no more live streams than a person reads, and each that ends makes room', async () => {
    await set({ liveStreams: 2 }, actsPolicy)
    const agent = await house.signIn('helpdesk')
    const { id } = await aCase(agent, (await aPatient(house)).id)
    const before = (await reached()).length
    const open = () => agent.stream(`/api/cases/${id}/watch`, 'text/event-stream')
    const streams = await Promise.all(Array.from({ length: 40 }, open))
    const live = streams.filter(({ status }) => status === 200)
    expect([live.length, streams.filter(({ status }) => status === 429).length]).toEqual([2, 38])
    expect(streams.find(({ status }) => status === 429)!.headers.get('retry-after')).toBe('30')
    expect((await reached()).slice(before)).toMatchObject([[agent.id, { limit: 'streams', count: 2 }]])
    // One the reader leaves, one that ends by itself as the case is closed.
    await live[0]!.body!.cancel()
    const again = await open()
    expect(again.status).toBe(200)
    expect((await open()).status).toBe(429)
    const version = (await house.rows('support_case')).find((row) => row.id === id)!.version
    must(await agent.post(`/api/cases/${id}/close`, { cause: 'other', outcome: 'explained', version }))
    for (const one of [live[1]!, again]) await one.text()
    const next = await open()
    expect(next.status).toBe(200)
    await next.text()
    await set({ liveStreams: actsPolicy.liveStreams.usual }, actsPolicy)
  })

  itOnce.each(['second-factor', 'complete'] as const)(
    'asks for a passkey a few times, and writes no more into the log, in a session that is at %s',
    async (state) => {
      house.stopClock()
      await set({ requestsAMinute: 120 }, actsPolicy)
      const { id } = await house.signIn('helpdesk')
      const began = await transact(house.desk.db, (trx) => house.desk.sessions.start(trx, id, state))
      const by = house.withCookie(began.split(';')[0]!)
      const ask = async () => {
        const reply = await by.post('/api/session/passkey')
        return reply.status === 429 ? refused(reply, 429).code : String(reply.status)
      }
      const times = async (n: number) => {
        const answers = []
        for (let i = 0; i < n; i++) answers.push(await ask())
        return Object.fromEntries([...Map.groupBy(answers, (a) => a)].map(([a, those]) => [a, those.length]))
      }
      const asked = async () =>
        (await house.audit('staff.passkey-asked')).filter((e) => e.actorId === id).length
      // Who has none is told so no more often.
      expect(await times(10)).toEqual({ 409: 10 })
      await storedPasskey(house, id)
      expect(await times(190)).toEqual({ 200: 11, 'too-many-attempts': 99, 'too-many-requests': 80 })
      expect(await asked()).toBe(21)
      house.later(60)
      expect(await times(2)).toEqual({ 200: 1, 'too-many-attempts': 1 })
    },
  )

  itOnce(
    'has the budget of one session for each passkey by which a patient signs in, and the log no more',
    async () => {
      house.stopClock()
      await set({ requestsAMinute: 120 }, actsPolicy)
      const login = await anAccount(house, await aPatient(house))
      const one = await portalPasskey(house, login.id, aDevice('ES256', false))
      const other = await portalPasskey(house, login.id)
      const signIn = async (device: typeof one) =>
        house.call('POST', '/portal/v1/session/passkey', { passkey: device.get(await askedToSignIn(house)) })
      // All are about one login, and so one after the other for the database: more at once than it ends within its limit are told to come again.
      const replies = []
      for (let wave = 0; wave < 5; wave++)
        replies.push(...(await Promise.all(Array.from({ length: 25 }, () => signIn(one)))))
      expect(replies.filter(({ status }) => status === 200)).toHaveLength(120)
      const over = replies.find(({ status }) => status === 429)!
      expect(refused(over, 429).code).toBe('too-many-requests')
      const events = await house.audit('portal.signed-in-by-passkey')
      expect(events.filter(({ actorId }) => actorId === login.id)).toHaveLength(120)
      must(await signIn(other))
    },
  )
})

describe('an agent who has answers compared all day', () => {
  it('comes to the end of them, at once or one by one, over all patients; a colleague goes on', async () => {
    house.stopClock()
    await savePolicy(house.owner.write, { answersComparedADay: 50 }, callersPolicy)
    const [agent, colleague] = [await house.signIn('helpdesk'), await house.signIn('helpdesk')]
    const calls = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const patient = await aPatient(house)
        return { patient, caseId: (await aCase(colleague, patient.id)).id }
      }),
    )
    const verify = (by: Person, { patient, caseId }: (typeof calls)[number]) =>
      by.post(`/api/patients/${patient.id}/verifications`, {
        caseId,
        caller: 'patient',
        answers: {
          givenName: patient.givenName,
          familyName: patient.familyName,
          birthDate: patient.birthDate,
          mrn: patient.mrn,
        },
      })
    const replies = await Promise.all(calls.map((call) => verify(agent, call)))
    // Four answers each, and fifty to have.
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(12)
    const over = replies.find(({ status }) => status === 429)!
    expect(refused(over, 429).code).toBe('answers-over')
    // One is free again every 28.8 minutes; two are left, and four are wanted.
    expect(Number(over.headers.get('retry-after'))).toBe(2 * 1728)
    must(await verify(colleague, calls[19]!), 201)
    house.later(2 * 1728)
    const later = await Promise.all([1, 2].map((n) => verify(agent, calls[n]!)))
    // Their session ended meanwhile: the budget is the person's, not the session's.
    expect(later.map(({ status }) => status)).toEqual([401, 401])
    await savePolicy(
      house.owner.write,
      { answersComparedADay: callersPolicy.answersComparedADay.usual },
      callersPolicy,
    )
  })
})

describe('a patient’s own app that tells of thousands of acts', () => {
  it('is heard up to a day’s budget, and those of one kind and moment count once', async () => {
    house.stopClock()
    await savePolicy(house.owner.write, { toldActsADay: 100 }, adoptionPolicy)
    const patient = await aPatient(house)
    const { username } = await anAccount(house, patient)
    const { token } = must(
      await house.call('POST', '/portal/v1/session', { username, password: goodPassword }),
    )
    const now = house.desk.clock().getTime()
    const tell = (acts: { kind: string; at: string }[]) =>
      house.call('POST', '/portal/v1/acts', { acts }, { Authorization: `Bearer ${token}` })
    const at = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
    // The same act under a hundred names is one.
    must(
      await tell(Array.from({ length: 100 }, (_, n) => ({ id: `x-${n}`, kind: 'results', at: at(0) }))),
      202,
    )
    // Whatever moments are made up for them.
    const floods = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        tell(Array.from({ length: 30 }, (_, i) => ({ kind: 'message', at: at(10 * (30 * n + i)) }))),
      ),
    )
    expect(floods.filter(({ status }) => status === 202)).toHaveLength(3)
    const over = floods.find(({ status }) => status === 429)!
    expect(refused(over, 429).code).toBe('told-enough')
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(60)
    await intakeEvents(house.desk)
    const counted = (await house.rows('adoption_event')).filter(({ kind }) =>
      ['results', 'message'].includes(kind),
    )
    expect(Map.groupBy(counted, ({ kind }) => kind).get('results')).toHaveLength(1)
    expect(counted.length).toBeLessThanOrEqual(100)
  })
})
