import { describe, expect, it } from 'vitest'
import { ageOn, dayPlus, yearsBefore } from '../../api/core/calendar.ts'
import { keepAges } from '../../api/logins/proxies/keepAges.ts'
import { byAge } from '../../api/patients/byAge.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { portalSession } from '../support/authenticator.ts'
import { houseForTests } from '../support/harness.ts'
import { anAccount, aPatient } from '../support/people.ts'

const house = houseForTests()
const day = 86_400_000
const today = () => house.desk.clock().toISOString().slice(0, 10)

/** Birthdays counted one by one along the calendar, as a person would: no year has them twice, nor skips one. */
function birthdaysUntil(born: string, until: string): number {
  let n = 0
  for (let year = Number(born.slice(0, 4)) + 1; ; year++) {
    const at = new Date(Date.UTC(year, Number(born.slice(5, 7)) - 1, Number(born.slice(8))))
    if (at.toISOString().slice(0, 10) > until) return n
    n++
  }
}

describe('an age', () => {
  it('is the number of birthdays, for every day of eight years and those born about the leap days', () => {
    const born = [
      '2007-02-28',
      '2008-02-28',
      '2008-02-29',
      '2008-03-01',
      '2012-02-29',
      '2013-12-31',
      '2014-01-01',
    ]
    for (const one of born)
      for (let at = Date.UTC(2020, 0, 1); at < Date.UTC(2029, 0, 1); at += day) {
        const on = new Date(at).toISOString().slice(0, 10)
        expect([one, on, ageOn(one, on)]).toEqual([one, on, birthdaysUntil(one, on)])
      }
  })
})

describe('access that was granted while the patient was a minor', () => {
  const policy = { teenAge: 13, parentAccessEndsAge: 16, adultAge: 18 }
  const grant = { access: 'full', for_minor: 1, assented_at: null } as const
  it('is limited, ended and ended for good at the ages the hospital set, but for what the teenager decided, until they are an adult', () => {
    const at = (over: object, age: number) => byAge({ ...grant, ...over }, age, policy)
    expect([12, 13, 15, 16, 17, 18].map((age) => at({}, age))).toEqual([
      'stays',
      'limited',
      'limited',
      'age-policy',
      'age-policy',
      'turned-adult',
    ])
    expect([15, 16].map((age) => at({ access: 'limited' }, age))).toEqual(['stays', 'age-policy'])
    expect([13, 17, 18].map((age) => at({ assented_at: '2026-01-01' }, age))).toEqual([
      'stays',
      'stays',
      'turned-adult',
    ])
    // No paper outlives the minority that it was seen in, not even one about an adult.
    for (const paper of ['power-of-attorney', 'adult-guardianship', 'custody-order'])
      expect([12, 13, 16, 18].map((age) => at({ paper }, age))).toEqual([
        'stays',
        'limited',
        'age-policy',
        'turned-adult',
      ])
    expect(at({ for_minor: 0 }, 40)).toBe('stays')
  })

  it('changes over a year of days on the day each turns and on no other, once, and both are told', async () => {
    const guardian = await aPatient(house)
    const begins = today()
    const shift = (years: number, days: number) =>
      new Date(Date.parse(`${Number(begins.slice(0, 4)) - years}${begins.slice(4)}`) + days * day)
        .toISOString()
        .slice(0, 10)
    const year = Number(begins.slice(0, 4))
    const leap = [year - 12, year - 13, year - 17, year - 18].find(
      (one) => new Date(Date.UTC(one, 1, 29)).getUTCDate() === 29,
    )
    const births = [
      ...[1, 40, 99, 200, 330, 364].flatMap((n) => [shift(13, n), shift(18, n)]),
      `${year - 13 + 1}-02-28`,
      `${year - 18 + 1}-03-01`,
      ...(leap ? [`${leap}-02-29`] : []),
      shift(30, 3),
    ]
    const people = await Promise.all(
      births.map(async (birthDate) => {
        const patient = await aPatient(house, { birthDate })
        const minor = birthDate > shift(29, 0) ? 1 : 0
        const over = { proxy_patient_id: guardian.id, for_minor: minor, access: 'full' } as const
        const { id } = await aGrant(house, patient.id, over)
        return { id, birthDate, minor, patient }
      }),
    )
    const expected = (birthDate: string, minor: number, on: string) => {
      const n = birthdaysUntil(birthDate, on)
      if (!minor || n < 13) return 'active full'
      return n >= 18 ? 'ended turned-adult' : 'active limited'
    }
    // Days on which something happens, those before and after, and each first of a month.
    const days = Array.from({ length: 367 }, (_, n) =>
      new Date(Date.parse(begins) + n * day).toISOString().slice(0, 10),
    )
    const stateOn = (on: string) => people.map((one) => expected(one.birthDate, one.minor, on)).join()
    const telling = days.filter(
      (on, n) =>
        on.endsWith('-01') ||
        [days[n - 1], days[n + 1]].some((at) => at !== undefined && stateOn(at) !== stateOn(on)),
    )
    let changes = 0
    for (const on of telling) {
      house.later((Date.parse(`${on}T12:00:00Z`) - house.desk.clock().getTime()) / 1000)
      changes += (await Promise.all([keepAges(house.desk), keepAges(house.desk)])).reduce((a, b) => a + b)
      const rows = new Map((await house.rows('proxy_grant')).map((row) => [row.id, row]))
      for (const { id, birthDate, minor } of people) {
        const row = rows.get(id)!
        const is = row.status === 'ended' ? `ended ${row.ended_reason}` : `active ${row.access}`
        expect([on, birthDate, is]).toEqual([on, birthDate, expected(birthDate, minor, on)])
      }
    }
    // What each goes through, from full access on.
    const stages = ({ birthDate, minor }: (typeof people)[number]) =>
      new Set(telling.map((on) => expected(birthDate, minor, on)).filter((is) => is !== 'active full')).size
    const due = people.reduce((sum, one) => sum + stages(one), 0)
    expect(due).toBeGreaterThan(12)
    expect(changes).toBe(due)
    const events = (await house.audit('proxy.by-age')).filter((e) => e.patientIds?.includes(guardian.id))
    expect(events).toHaveLength(changes)
    const told = (await house.rows('mail')).filter(({ template }) => template === 'proxy-changed')
    for (const one of people)
      expect(told.filter((mail) => mail.patient_id === one.patient.id)).toHaveLength(stages(one))
    expect(told.filter((mail) => mail.patient_id === guardian.id).length).toBeGreaterThan(12)
  })

  it('leaves a teenager’s own request, which opens nothing, as they asked it until it lapses', async () => {
    const born = `${house.desk.clock().getUTCFullYear() - 15}-01-01`
    const teen = await aPatient(house, { birthDate: born })
    const asked = await aGrant(house, teen.id, {
      status: 'pending',
      waiting_for: 'desk',
      for_minor: 1,
      access: 'full',
    })
    const now = async () => (await house.rows('proxy_grant')).find(({ id }) => id === asked.id)
    await keepAges(house.desk)
    expect(await now()).toEqual(expect.objectContaining(asked))
    house.later((31 * day) / 1000)
    await keepAges(house.desk)
    expect(await now()).toMatchObject({ status: 'ended', ended_reason: 'not-confirmed', access: 'full' })
  })

  it('ends with the first moment of the birthday, before any job came by', async () => {
    const parent = await aPatient(house)
    const { username } = await anAccount(house, parent)
    const tomorrow = dayPlus(today(), 1)
    const grants = await Promise.all(
      [13, 18].map(async (years) => {
        const child = await aPatient(house, { birthDate: yearsBefore(tomorrow, years) })
        const access = years === 13 ? 'full' : 'limited'
        const { id } = await aGrant(house, child.id, { proxy_patient_id: parent.id, for_minor: 1, access })
        return id
      }),
    )
    const looks = async () => {
      const { token } = await portalSession(house, username)
      const listed = await house.call('GET', '/portal/v1/acting-for', undefined, {
        Authorization: `Bearer ${token}`,
      })
      const look = async (path: string) =>
        (await house.call('GET', `/portal/v1/${path}`, undefined, { Authorization: `Bearer ${token}` }))
          .status
      return [
        await look(`records?kind=problem&for=${grants[0]}`),
        ...(await Promise.all(grants.map((id) => look(`visits?for=${id}`)))),
        listed.body.map(({ access }: { access: string }) => access).sort(),
      ]
    }
    const until = (moment: string) => house.later((Date.parse(moment) - house.desk.clock().getTime()) / 1000)
    until(`${today()}T23:59:30Z`)
    expect(await looks()).toEqual([200, 200, 200, ['full', 'limited']])
    until(`${tomorrow}T00:00:01Z`)
    expect(await looks()).toEqual([404, 200, 404, ['limited']])
  })
})
