import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { figures } from '../../api/adoption/figures/catalog.ts'
import { type EventKind, type FeedKind, feedKinds, weeklyFigures } from '../../api/adoption/lists.ts'
import { type NotedEvent, noteEvents } from '../../api/adoption/noteEvents.ts'
import { dayNumber, lastDay, monthNumber } from '../../api/adoption/rollup/calendar.ts'
import { segmentOfKey } from '../../api/adoption/rollup/cells.ts'
import { countAdoption } from '../../api/adoption/rollup/countAdoption.ts'
import { intakeEvents } from '../../api/adoption/rollup/intake.ts'
import { mergeEffects } from '../../api/adoption/rollup/mergeEffects.ts'
import { rebuildAdoption } from '../../api/adoption/rollup/rebuild.ts'
import type { Desk } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { makeHospital } from '../../seed/hospital.ts'
import { randomFrom } from '../../seed/random.ts'
import {
  engine,
  goodPassword,
  type House,
  houseForTests,
  openHouse,
  type Person,
} from '../support/harness.ts'
import { anAccount, aPatient, must } from '../support/people.ts'
import { type RawEvent, SlowAdoption } from '../support/slowAdoption.ts'
import { storedFigures } from '../support/storedFigures.ts'

const now = new Date('2026-11-22T15:00:00Z')
const present = monthNumber('2026-11')

async function rawEvents(house: House): Promise<RawEvent[]> {
  return (await house.rows('adoption_event')).map((row) => ({ ...row, at: Number(row.at) }))
}
/** Counts all that was noted, and publishes nothing: nobody here is shown a copy. */
const settle = async (desk: Desk, atOnce = 37) => {
  while ((await intakeEvents(desk, { atOnce, forMs: 1e9, pauseMs: 0 })) > 0);
  while (await mergeEffects(desk));
}
const atNow = (house: House) => Object.assign(house.desk, { clock: () => now })

describe('figures of seeded hospitals', () => {
  // What differs between the engines shows in a small hospital as in a larger one.
  const [seed, size] = engine === 'postgres' ? [40, 20] : [3, 60]
  it(`agree with a slow look at every event, hospital ${seed}`, { timeout: 240_000 }, async () => {
    const { house, stop } = await openHouse()
    try {
      const officer = await house.signIn('privacy-officer')
      atNow(house)
      await makeHospital(house.desk, {
        patients: size,
        seed,
        problemsOfEach: 1,
        pastCases: size,
        staffIds: [officer.id],
        now,
        patientPassword: 'amber lantern meadow 17 quarry',
      })
      await countAdoption(house.desk)
      await settle(house.desk, 5_000)
      const slow = new SlowAdoption(await rawEvents(house))
      const random = randomFrom(seed)
      const keys = (await house.rows('adoption_cell')).map((row) => row.key)
      const segments = ['', ...Array.from({ length: engine === 'postgres' ? 2 : 5 }, () => random.pick(keys))]
      for (const segment of segments)
        for (const [from, to] of [
          [present - 11, present],
          [present - 20, present - 15],
          [present - 1, present - 1],
        ] as const) {
          const question = {
            from,
            to,
            asOf: Math.min(lastDay(to), dayNumber('2026-11-22')),
            segment: segmentOfKey(segment) as Record<string, string>,
          }
          const reply = await ask(officer, { from, to, segment })
          const counted = Object.fromEntries(
            reply.figures.map((f: any) => [
              f.code,
              f.unit === 'hours' || f.unit === 'minutes'
                ? { numerator: f.value ?? -1, denominator: f.denominator }
                : { numerator: f.numerator, denominator: f.denominator },
            ]),
          )
          const expected = Object.fromEntries(
            [...figures.keys()].map((code) => [code, slow.figure(code, question)]),
          )
          expect({ segment, from, to, ...counted }).toEqual({ segment, from, to, ...expected })
        }
      for (const segment of ['', keys.find((key) => /^clinic=[^&]+$/.test(key))!]) {
        const reply = must(
          await officer.get(
            `/api/adoption/weeks?from=2026-03&to=2026-11&figures=${weeklyFigures}&segment=${encodeURIComponent(segment)}`,
          ),
        )
        // Of the last one only its Sunday is over.
        expect([reply.weeks[0], ...reply.weeks.slice(-2)]).toEqual(['2026-03-01', '2026-11-15', '2026-11-22'])
        expect([reply.weeks.length, reply.running]).toEqual([39, '2026-11-22'])
        // Some of which weeks lie in two months, and the one that runs.
        for (const i of [3, 4, 21, 35, 37, 38]) {
          const since = dayNumber(reply.weeks[i])
          const question = {
            ...{ from: 0, to: 0, since, asOf: Math.min(since + 6, dayNumber('2026-11-22')) },
            segment: segmentOfKey(segment) as Record<string, string>,
          }
          for (const { code, points } of reply.figures)
            expect([segment, i, code, points[i].numerator, points[i].denominator]).toEqual([
              ...[segment, i, code],
              ...Object.values(slow.figure(code, question)),
            ])
        }
        for (const { what, counted } of reply.patients)
          expect([segment, what, counted]).toEqual([
            segment,
            what,
            reply.weeks.map((week: string) =>
              slow.inWeek(what, dayNumber(week) + 6, segmentOfKey(segment) as Record<string, string>),
            ),
          ])
      }
      for (const segment of segments) {
        const where = `segment=${encodeURIComponent(segment)}`
        const of = { segment: segmentOfKey(segment) as Record<string, string> }
        for (const to of ['2026-05', '2026-11']) {
          const { steps, period } = must(
            await officer.get(`/api/adoption/funnel?from=2026-01&to=${to}&${where}`),
          )
          const question = { ...of, from: 0, to: monthNumber(to), asOf: dayNumber(period.asOf) }
          expect([segment, to, steps.map((one: any) => one.count)]).toEqual([
            segment,
            to,
            slow.funnel(question),
          ])
        }
        const { rows } = must(await officer.get(`/api/adoption/support?mark=2026-08-15&months=2&${where}`))
        for (const { cause, before, after } of rows)
          for (const [side, from, to] of [
            [before, present - 5, present - 4],
            [after, present - 2, present - 1],
          ] as const)
            expect([segment, cause, from, side.count]).toEqual([
              segment,
              cause,
              from,
              slow.closed({ ...of, from, to, asOf: lastDay(to) }, cause),
            ])
      }
      const cohorts = must(await officer.get('/api/adoption/cohorts?from=2025-12&to=2026-11'))
      for (const cohort of cohorts.cohorts)
        cohort.retained.forEach((cell: any, after: number) => {
          const q = { from: 0, to: 0, asOf: 0, segment: {} }
          expect([cohort.month, after, cell.count]).toEqual([
            cohort.month,
            after,
            slow.retained(q, monthNumber(cohort.month), after),
          ])
        })
      const known = cohorts.cohorts.filter((one: any) => one.size > 0 && one.retained.length > 3)
      const q = { from: 0, to: 0, asOf: 0, segment: {} }
      const came = (months: number): number =>
        known.reduce((sum: number, { month }: any) => sum + slow.retained(q, monthNumber(month), months), 0)
      expect(cohorts.threeMonthsOn).toEqual({
        from: known[0]!.month,
        to: known.at(-1)!.month,
        size: came(0),
        count: came(3),
        share: came(3) / came(0),
      })
      // Distinct people, of every window, on days of their own.
      const rollup = await house.rows('adoption_rollup')
      for (const days of [1, 7, 30, 90, 365])
        for (const day of ['2026-11-22', '2026-10-31', '2026-06-15', '2025-03-01'].map(dayNumber)) {
          const row = rollup.find(
            (r) => r.grp === 0 && r.series === `active-${days}` && r.month === monthNumber(dayTextOf(day)),
          )
          const sum = row
            ? row.carry +
              (JSON.parse(row.days) as number[])
                .slice(0, day - dayNumber(`${dayTextOf(day).slice(0, 7)}-01`) + 1)
                .reduce((a, b) => a + b, 0)
            : 0
          expect([days, day, sum]).toEqual([days, day, slow.active(day, days, {})])
        }
      // On PostgreSQL counting anew is tried as it is broken off.
      if (engine === 'postgres') return
      const before = await storedFigures(house)
      await rebuildAdoption(house.desk)
      expect(await storedFigures(house)).toEqual(before)
    } finally {
      await stop()
    }
  })
})

const dayTextOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)

async function ask(person: Person, given: { from: number; to: number; segment: string }) {
  const month = (n: number) => `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`
  const query = new URLSearchParams({
    from: month(given.from),
    to: month(given.to),
    ...(given.segment && { segment: given.segment }),
  })
  return must(await person.get(`/api/adoption/figures?${query}`))
}

describe('events in any order, late and repeated', () => {
  const houses: { house: House; stop(): Promise<void> }[] = []
  afterAll(async () => {
    for (const { stop } of houses) await stop()
  })

  it('give the same figures to the last digit, in whatever batches they came', {
    timeout: 240_000,
  }, async () => {
    const random = randomFrom(7)
    const kinds: EventKind[] = [
      ...feedKinds,
      'seen',
      'deactivated',
      'reactivated',
      'locked',
      'reset',
      'call',
      'verified',
      'verify-failed',
    ]
    const [rounds, people, longAgo] = engine === 'postgres' ? [2, 4, 450] : [3, 8, 900]
    const results: string[][] = []
    const history: (Omit<NotedEvent, 'patientId'> & { who: number })[] = []
    const at = (ms: number) => new Date(ms).toISOString()
    for (let who = 0; who < people; who++)
      for (let i = 0; i < random.int(3, 60); i++) {
        // Offers stand close together, so that some replace others; half of the people never use theirs.
        const drawn = random.chance(0.15) ? 'offered' : random.pick(kinds)
        const kind = drawn === 'activated' && who % 2 === 0 ? 'opened' : drawn
        const days = kind === 'offered' ? random.int(0, 40) : random.int(0, longAgo)
        const ms = now.getTime() - days * 86_400_000 - random.int(0, 86_399_000)
        history.push({
          who,
          id: `e${i}`,
          kind,
          at: at(ms),
          value:
            kind === 'offered'
              ? Math.floor(ms / 1000) + random.int(0, 14) * 86_400
              : kind === 'answered'
                ? random.int(10, 500_000)
                : null,
        })
        // Another portal tells of some as well, tells others anew, corrects and withdraws them.
        const line = (name: string, over: Partial<NotedEvent> = {}) =>
          history.push({
            who,
            kind,
            ...{ id: `line:${history.length}:${name}`, value: null },
            at: at(ms),
            ...over,
          })
        if (kind !== 'seen' && feedKinds.includes(kind as FeedKind) && random.chance(0.5)) {
          line(`f${i}`, { at: at(ms + random.int(-400_000, 400_000)) })
          if (random.chance(0.3)) line(`f${i}`, { at: at(ms - random.int(1, 40) * 86_400_000) })
          if (random.chance(0.3)) line(`g${i}`, { amends: `told:f${i}`, at: at(ms - 3 * 86_400_000) })
          if (random.chance(0.3))
            line(`h${i}`, { amends: `told:${random.pick(['f', 'g'])}${i}`, kind: 'results' })
          if (random.chance(0.2))
            line(`w${i}`, { amends: `told:${random.pick(['f', 'g'])}${i}`, kind: 'withdrawn' })
        }
        // Some visits are withdrawn, before or after anybody was told of them.
        if (kind === 'seen' && random.chance(0.3))
          history.push({ who, id: `une${i}`, kind: 'unseen', at: now.toISOString() })
        // Some mail comes back.
        if (kind === 'delivered' && i % 2)
          history.push({ who, id: `une${i}`, kind: 'undelivered', at: now.toISOString() })
      }
    for (let round = 0; round < rounds; round++) {
      const opened = await openHouse()
      houses.push(opened)
      const { house } = opened
      const officer = await house.signIn('privacy-officer')
      atNow(house)
      const ids: string[] = []
      for (let who = 0; who < people; who++) {
        const patient = await aPatient(house, {
          mrn: `o-${who}`,
          birthDate: `${1944 + who * 6}-05-05`,
          sex: who % 2 ? 'female' : 'male',
          race: ['white', 'black', null][who % 3]!,
          deceasedAt: who === 4 ? '2026-02-03' : null,
        })
        ids.push(patient.id)
      }
      const shuffled = [...history, ...history.filter(() => random.chance(0.3))]
        .map((event) => ({ event, key: round === 0 ? 0 : random.next() }))
        .sort((a, b) => a.key - b.key)
        .map(({ event: { who, ...event } }) => ({ ...event, patientId: ids[who]! }))
      for (let i = 0; i < shuffled.length; ) {
        const n = random.int(1, 60)
        await transact(house.desk.db, (trx) => noteEvents(trx, shuffled.slice(i, i + n)))
        i += n
        if (random.chance(0.5)) await settle(house.desk)
      }
      await settle(house.desk)
      // Keys are each installation's own.
      results.push((await storedFigures(house)).filter((line) => !line.startsWith('["keys:')))
      if (round === 0) {
        const slow = new SlowAdoption(await rawEvents(house))
        for (const segment of ['', 'race=black', 'age=30-39', 'sex=male', 'stage=adult', 'stage=teen'])
          for (const month of [present, present - 6, present - 13]) {
            const reply = await ask(officer, { from: month - 2, to: month, segment })
            const question = {
              from: month - 2,
              to: month,
              asOf: Math.min(lastDay(month), dayNumber('2026-11-22')),
              segment: segmentOfKey(segment) as Record<string, string>,
            }
            for (const figure of reply.figures.filter((f: any) => !['hours', 'minutes'].includes(f.unit)))
              expect([figure.code, segment, month, figure.numerator, figure.denominator]).toEqual([
                figure.code,
                segment,
                month,
                ...Object.values(slow.figure(figure.code, question)),
              ])
          }
      }
    }
    expect(results[0]!.length).toBeGreaterThan(500)
    for (const result of results) expect(result).toEqual(results[0])
  })
})

describe('a person who changes', () => {
  const house = houseForTests()
  it('counts in the old clinic until that day and in the new one from it; a rebuild agrees', async () => {
    const officer = await house.signIn('privacy-officer')
    const clinics = ['North', 'South'].map((name) => ({
      id: randomUUID(),
      external_id: name,
      name,
      other_portal: null,
    }))
    const providers = clinics.map((clinic) => ({
      id: randomUUID(),
      external_id: `p-${clinic.name}`,
      name: clinic.name,
      clinic_id: clinic.id,
    }))
    await house.owner.write.insertInto('clinic').values(clinics).execute()
    await house.owner.write.insertInto('provider').values(providers).execute()
    const patient = await aPatient(house, { primaryProviderId: providers[0]!.id })
    const today = Date.now()
    const tell = (id: string, daysAgo: number) =>
      transact(house.desk.db, (trx) =>
        noteEvents(trx, [
          {
            id,
            patientId: patient.id,
            kind: 'results',
            at: new Date(today - daysAgo * 86_400_000).toISOString(),
          },
        ]),
      )
    await tell('one', 3)
    await settle(house.desk)
    const count = async (clinic: number) =>
      must(
        await officer.get(
          `/api/adoption/figures?figures=active-30&segment=${encodeURIComponent(`clinic=${clinics[clinic]!.id}`)}`,
        ),
      ).figures[0].numerator
    expect([await count(0), await count(1)]).toEqual([1, 0])
    await house.owner.write
      .updateTable('patient')
      .set({ primary_provider_id: providers[1]!.id, version: 2 })
      .where('id', '=', patient.id)
      .execute()
    await transact(house.desk.db, (trx) =>
      noteEvents(trx, [
        { id: 'person:2', patientId: patient.id, kind: 'person', at: new Date().toISOString() },
      ]),
    )
    await settle(house.desk)
    expect([await count(0), await count(1)]).toEqual([0, 1])
    const before = await storedFigures(house)
    await rebuildAdoption(house.desk)
    expect(await storedFigures(house)).toEqual(before)
  })
})

describe('acts at the portal', () => {
  const house = houseForTests()
  let bearer: Record<string, string>
  let officer: Person
  beforeAll(async () => {
    officer = await house.signIn('privacy-officer')
    const patient = await aPatient(house, {})
    const account = await anAccount(house, patient, { status: 'active' })
    const reply = await house.call('POST', '/portal/v1/session', {
      username: account.username,
      password: goodPassword,
    })
    bearer = { Authorization: `Bearer ${reply.body.token}` }
  })
  const acted = () => new Date(Date.now() - 60_000).toISOString()

  it('count once, however often the portal tells of them', async () => {
    const act = { id: 'x-1', kind: 'results', at: acted() }
    for (let i = 0; i < 3; i++)
      expect((await house.call('POST', '/portal/v1/acts', { acts: [act] }, bearer)).status).toBe(202)
    await settle(house.desk)
    const { figures: list } = must(await officer.get('/api/adoption/figures'))
    const of = (code: string) => list.find((f: any) => f.code === code)
    expect(of('uses-results').numerator).toBe(1)
    expect(of('active-30').numerator).toBe(1)
    expect((await house.rows('adoption_event')).filter((e) => e.kind === 'results')).toHaveLength(1)
  })

  it('are refused, all of them, when one breaks a rule; the field and the rule are named', async () => {
    const good = { id: 'y-1', kind: 'message', at: acted() }
    for (const [bad, field] of [
      [{ id: 'y-2', kind: 'sign-in', at: acted() }, 'acts.1.kind'],
      [{ id: 'y-2', kind: 'message', at: 'yesterday' }, 'acts.1.at'],
      [{ id: 'y-2', kind: 'message', at: new Date(Date.now() + 3_600_000).toISOString() }, 'acts.1.at'],
      [{ id: 'y-2', kind: 'message', at: '2020-01-01T00:00:00Z' }, 'acts.1.at'],
      [{ id: '', kind: 'message', at: acted() }, 'acts.1.id'],
    ] as const) {
      const reply = await house.call('POST', '/portal/v1/acts', { acts: [good, bad] }, bearer)
      expect([reply.status, Object.keys(reply.body.errors)]).toEqual([422, [field]])
    }
    await settle(house.desk)
    expect((await house.rows('adoption_event')).some((e) => e.id === 'act:y-1')).toBe(false)
    expect((await house.call('POST', '/portal/v1/acts', { acts: [good] })).status).toBe(401)
  })
})
