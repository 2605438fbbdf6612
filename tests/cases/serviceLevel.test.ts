import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { casesPolicy } from '../../api/cases/policy.ts'
import { queueCounts } from '../../api/cases/schema.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { serviceClock } from '../../api/core/serviceHours.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aCase, aPatient, handTo, must, refused } from '../support/people.ts'

const house = houseForTests()
const hourMs = 3_600_000
const now = () => house.desk.clock().getTime()
const inHours = (hours: number) => new Date(now() + hours * hourMs).toISOString()
const act = (by: Person, id: string, verb: string, body: object) => by.post(`/api/cases/${id}/${verb}`, body)
const hoursOf = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / hourMs
let agent: Person
beforeAll(async () => {
  agent = await house.signIn('helpdesk')
})
const policy = (given: Record<string, string | number>) =>
  savePolicy(house.desk.db.write, given as never, casesPolicy)
afterEach(() => policy({ serviceHours: 'always', holidays: 'none', timeZone: 'UTC' }))

describe('the hours of a desk', () => {
  const clock = (serviceHours: string, holidays = 'none', timeZone = 'America/New_York') =>
    serviceClock({ serviceHours, holidays, timeZone })
  const reached = (given: ReturnType<typeof clock>, at: string, hours: number) =>
    new Date(given.after(Date.parse(at), hours * hourMs)).toISOString()

  it('pass only while it is open: not at night, on a weekend or on a holiday of the year or of each', () => {
    const week = clock('Mon-Fri 08:00-18:00', '12-25, 2026-11-26')
    // Wednesday 16:00 in New York, the day before Thanksgiving.
    expect(reached(week, '2026-11-25T21:00:00Z', 1)).toBe('2026-11-25T22:00:00.000Z')
    expect(reached(week, '2026-11-25T21:00:00Z', 4)).toBe('2026-11-27T15:00:00.000Z')
    // The year after that day is open again; Christmas never is.
    expect(reached(week, '2027-11-26T03:00:00Z', 1)).toBe('2027-11-26T14:00:00.000Z')
    expect(reached(week, '2028-12-22T22:00:00Z', 2)).toBe('2028-12-26T14:00:00.000Z')
    // Called on Saturday: the first minutes of Monday count.
    expect(reached(week, '2026-11-28T15:00:00Z', 0.5)).toBe('2026-11-30T13:30:00.000Z')
    expect(reached(week, '2026-11-25T22:30:00Z', 0.5)).toBe('2026-11-25T23:00:00.000Z')
  })

  it('begin at the hour that clocks show on the days on which they change, and a day open all through has 23 or 25', () => {
    const days = clock('Mon-Sun 08:00-12:00, Mon-Sun 13:00-18:00')
    // 8:00 is 13:00 UTC in winter and 12:00 in summer.
    expect(reached(days, '2026-03-08T05:00:00Z', 1)).toBe('2026-03-08T13:00:00.000Z')
    expect(reached(days, '2026-03-07T05:00:00Z', 1)).toBe('2026-03-07T14:00:00.000Z')
    expect(reached(days, '2026-11-01T04:00:00Z', 1)).toBe('2026-11-01T14:00:00.000Z')
    const open = clock('Mon-Sun 00:00-24:00', '07-04')
    const span = (from: string, to: string) => open.between(Date.parse(from), Date.parse(to)) / hourMs
    expect(span('2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z')).toBe(23)
    expect(span('2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z')).toBe(25)
    // An opening inside the hour that is skipped, and one in the hour that comes twice.
    expect(reached(clock('Mon-Sun 02:30-12:00'), '2026-03-08T05:00:00Z', 1)).toBe('2026-03-08T08:30:00.000Z')
    expect(reached(clock('Mon-Sun 01:30-12:00'), '2026-11-01T04:00:00Z', 1)).toBe('2026-11-01T06:30:00.000Z')
    // Clocks there jump over midnight itself.
    expect(
      reached(clock('Mon-Sun 00:00-24:00', '01-01', 'America/Santiago'), '2026-09-06T03:00:00Z', 24),
    ).toBe('2026-09-07T03:00:00.000Z')
  })

  it('are one scale: what passes until a moment is what leads there, from any moment', () => {
    const week = clock('Mon-Fri 08:00-18:00, Sat 09:00-12:00', '12-25, 01-01')
    let seed = 7
    const next = (n: number) => {
      seed = (seed * 48271) % 2147483647
      return seed % n
    }
    for (let n = 0; n < 300; n++) {
      const from = Date.parse('2026-01-01T00:00:00Z') + next(730 * 24 * 60) * 60_000
      const ms = (1 + next(100 * 60)) * 60_000
      const to = week.after(from, ms)
      expect([n, week.between(from, to)]).toEqual([n, ms])
      expect([n, week.between(from, to - 60_000) < ms]).toEqual([n, true])
    }
  })

  it('are refused where they are none: too few, twice, backwards, or days that do not exist', async () => {
    const wrong = {
      serviceHours: [
        '',
        'Mon',
        'Mon 08:00-12:00',
        'Fri-Mon 08:00-18:00',
        'Mon-Fri 18:00-08:00',
        'Mon-Fri 8-18',
      ],
      holidays: ['', '02-30', '2026-02-29', '12-25 to 12-31', Array(61).fill('12-25').join(' ')],
    }
    wrong.serviceHours.push('Mon-Fri 08:00-12:00, Wed 11:00-18:00')
    for (const [name, values] of Object.entries(wrong))
      for (const value of values) await expect(policy({ [name]: value }), value).rejects.toThrow()
    await policy({ holidays: '02-29, 2028-02-29', serviceHours: 'Mon-Fri 09:00-10:00' })
  })
})

/** Time passes, and the case is somebody's who is signed in then. */
async function laterIn(id: string, hours: number): Promise<void> {
  house.later(hours * 3600)
  agent = await house.signIn('helpdesk')
  await house.owner.write
    .updateTable('support_case')
    .set({ assigned_to: agent.id })
    .where('id', '=', id)
    .execute()
}

describe('when a case is due', () => {
  it('goes by its category, by what the hospital calls its own, and by the hours the desk is open', async () => {
    await policy({ hoursProxyAccess: 24, caseHours: 7 })
    const due = async (category: string) => {
      const { openedAt, dueAt } = await aCase(agent, (await aPatient(house)).id, category)
      return hoursOf(openedAt, dueAt)
    }
    expect(await Promise.all(['proxy-access', 'locked-out', 'parking'].map(due))).toEqual([24, 4, 7])
    await policy({ serviceHours: 'Mon-Sun 00:00-12:00', timeZone: 'America/New_York', caseHours: 12 })
    const { openedAt, dueAt } = await aCase(agent, (await aPatient(house)).id, 'parking')
    const clock = serviceClock({
      serviceHours: 'Mon-Sun 00:00-12:00',
      holidays: 'none',
      timeZone: 'America/New_York',
    })
    expect(Date.parse(dueAt)).toBe(clock.after(Date.parse(openedAt), 12 * hourMs))
    expect(hoursOf(openedAt, dueAt)).toBeGreaterThanOrEqual(12)
  })

  it('comes nearer as it is marked urgent; called routine again, what is late stays late', async () => {
    const opened = await aCase(agent, (await aPatient(house)).id)
    const at = (verb: string, body: object) => act(agent, opened.id, verb, body)
    const urgent = must(await at('priority', { priority: 'urgent', version: 1 }))
    expect(urgent.priority).toBe('urgent')
    expect(Math.abs(Date.parse(urgent.dueAt) - now() - hourMs)).toBeLessThan(60_000)
    const again = must(await at('priority', { priority: 'urgent', version: urgent.version }))
    expect([again.version, again.dueAt]).toEqual([urgent.version, urgent.dueAt])
    const routine = must(await at('priority', { priority: 'routine', version: urgent.version }))
    expect(routine.dueAt).toBe(opened.dueAt)
    const late = must(await at('priority', { priority: 'urgent', version: routine.version }))
    await laterIn(opened.id, 2)
    const still = must(await at('priority', { priority: 'routine', version: late.version }))
    expect([still.dueAt, still.overdue]).toEqual([late.dueAt, true])
  })

  it('stands still while the patient has something to do, and runs on with what was left', async () => {
    const opened = await aCase(agent, (await aPatient(house)).id)
    const at = (verb: string, body: object) => act(agent, opened.id, verb, body)
    const row = async () => (await house.rows('support_case')).find(({ id }) => id === opened.id)!
    const before = hoursOf(new Date(now()).toISOString(), opened.dueAt)
    expect(refused(await at('resume', { version: 1 }), 409).code).toBe('case-not-waiting')
    const until = inHours(48)
    const waiting = must(await at('wait', { until, note: 'Brings a passport', version: 1 }))
    expect([waiting.waitingUntil, waiting.dueAt, waiting.overdue]).toEqual([until, until, false])
    // If nobody says anything, its time runs on from then by itself.
    expect(hoursOf(until, (await row()).due_at)).toBeCloseTo(before, 1)
    await laterIn(opened.id, 20)
    const resumed = must(await at('resume', { version: waiting.version }))
    expect(resumed.waitingUntil).toBe(null)
    expect(hoursOf(new Date(now()).toISOString(), resumed.dueAt)).toBeCloseTo(before, 1)
    // Handed over while it waits, it waits no longer.
    const once = must(await at('wait', { until: inHours(9), note: 'x', version: resumed.version }))
    const handed = must(await at('escalate', { ...handTo('privacy'), version: once.version }))
    expect(handed.waitingUntil).toBe(null)
    expect(hoursOf(new Date(now()).toISOString(), handed.dueAt)).toBeCloseTo(before, 1)
  })

  it('is made good by no waiting, once it is past, nor by waiting ever again', async () => {
    const opened = await aCase(agent, (await aPatient(house)).id)
    await laterIn(opened.id, 5)
    const wait = async (version: number) =>
      act(agent, opened.id, 'wait', { until: inHours(24), note: 'x', version })
    const due = async () => (await house.rows('support_case')).find(({ id }) => id === opened.id)!.due_at
    let { version } = must(await wait(1))
    expect(await due()).toBe(opened.dueAt)
    version = must(await act(agent, opened.id, 'resume', { version })).version
    expect(await due()).toBe(opened.dueAt)
    version = must(await wait(version)).version
    version = must(await wait(version)).version
    expect(refused(await wait(version), 409).code).toBe('postponed-often')
    const body = { until: inHours(24 * 15), note: 'x', version }
    expect(Object.keys(refused(await act(agent, opened.id, 'wait', body), 422).errors ?? {})).toEqual([
      'until',
    ])
  })
})

describe('the lists a desk works from', () => {
  const free = async (over: object = {}) => {
    const opened = await aCase(agent, (await aPatient(house)).id)
    await house.owner.write
      .updateTable('support_case')
      .set({ assigned_to: null, ...over })
      .where('id', '=', opened.id)
      .execute()
    return opened.id as string
  }
  const everyoneBusy = () =>
    house.owner.write.updateTable('support_case').set({ assigned_to: agent.id }).execute()

  it('are counted as they are listed, each person’s own', async () => {
    agent = await house.signIn('helpdesk')
    await everyoneBusy()
    const other = await house.signIn('helpdesk')
    const records = await house.signIn('records')
    await free({ due_at: inHours(0.5) })
    await free({ due_at: inHours(-1) })
    await free({ due_at: inHours(3), status: 'escalated', escalated_to: 'registration' })
    const late = await aCase(other, (await aPatient(house)).id)
    for (const [person, mine, unassigned] of [
      [other, 1, 2],
      [records, 0, 1],
    ] as const) {
      const counts = must(await person.get('/api/case-queues'), queueCounts)
      expect(counts).toMatchObject({ mine, unassigned })
      const asked = { due: true, workable: true }
      const listed = must(
        await person.get(
          `/api/cases?filter=${encodeURIComponent(JSON.stringify(asked))}&sort=["dueAt","ASC"]`,
        ),
      )
      expect(counts.due).toBe(listed.length)
      const dues = listed.map(({ dueAt }: { dueAt: string }) => dueAt)
      expect(dues).toEqual([...dues].sort())
      expect(listed.map(({ id }: { id: string }) => id)).not.toContain(late.id)
    }
    expect((await (await house.signIn('manager')).get('/api/case-queues')).status).toBe(403)
  })

  it('give the most urgent that is ready to whoever asks for the next, and to no kin, and nothing of others’ queues', async () => {
    await everyoneBusy()
    const lindqvist = (await aPatient(house, { familyName: 'Lindqvist' })).id
    const urgent = await free({ priority: 'urgent', due_at: inHours(9), patient_id: lindqvist })
    const early = await free({ due_at: inHours(-2) })
    const later = await free({ due_at: inHours(1) })
    await free({ due_at: inHours(-9), status: 'escalated', escalated_to: 'privacy' })
    await free({ due_at: inHours(-9), call_back_at: inHours(1), waiting_until: inHours(1) })
    await free({ due_at: inHours(-9), call_back_at: inHours(1) })
    const kin = await house.signIn('helpdesk', 'Ana Lindqvist')
    const stranger = await house.signIn('helpdesk')
    const next = async (by: Person) => must(await by.post('/api/cases/next')).id
    expect(await next(kin)).toBe(early)
    expect(await next(stranger)).toBe(urgent)
    expect(await next(kin)).toBe(later)
    expect(refused(await stranger.post('/api/cases/next'), 409).code).toBe('nothing-waits')
    const [event] = (await house.audit('case.next-taken')).slice(-1)
    expect(event).toMatchObject({ actorId: kin.id, objectId: later, fields: ['assignedTo'] })
  })

  it('never give one case to two of many who ask at once', async () => {
    await everyoneBusy()
    const ids = [await free(), await free(), await free()]
    const agents = await Promise.all(Array.from({ length: 6 }, () => house.signIn('helpdesk')))
    const replies = await Promise.all(agents.map((one) => one.post('/api/cases/next')))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 409, 409, 409])
    const got = replies.filter(({ status }) => status === 200).map(({ body }) => body.id)
    expect(got.sort()).toEqual(ids.sort())
  })
})
