import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AnyAct } from '../../api/acts/act.ts'
import { eventOf } from '../../api/audit/event.ts'
import { callersPolicy } from '../../api/callers/policy.ts'
import { allows, type Role, roles } from '../../api/core/access/permissions.ts'
import { firstIdAt, idMadeAt } from '../../api/core/db/id.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { catalogue } from '../../api/rooms.ts'
import { engine, houseForTests, itOnce } from '../support/harness.ts'
import { provedMinutesAgo } from '../support/staffSessions.ts'
import { examples } from './examples/all.ts'
import { type Cast, everyWrite, perform, type Stage, withoutLog } from './stage.ts'

const house = houseForTests()
const cast = {} as Cast
beforeAll(async () => {
  for (const role of roles) cast[role] = await house.signIn(role)
  // One agent does here what many do in a day.
  const { most } = callersPolicy.answersComparedADay
  await savePolicy(house.owner.write, { answersComparedADay: most }, callersPolicy)
})
// A factor proved at the start stays fresh, however long the tests before took.
beforeEach(() => provedMinutesAgo(house))
// A limit that a test used up stands in no other's way.
afterEach(() => house.owner.write.deleteFrom('throttle').execute())

const { acts } = catalogue
/** Acts that a role allows. */
const permitted = (some: typeof acts) =>
  some.flatMap((one) =>
    one.needs === 'public' || one.needs === 'patient' || one.needs === 'signed-in'
      ? []
      : [{ name: one.name, needs: one.needs }],
  )
const declared = (guard: string) => acts.filter((one) => one.guards?.[guard] !== undefined)
/** What repeats is kept in one way for all acts of a target: SQLite shows it of all, PostgreSQL of one for each. */
const walked = (some: typeof acts) =>
  engine === 'sqlite' ? some : [...new Map(some.map((one) => [one.on ?? one.needs, one])).values()]
/** Acts that a client may send again with the same key. */
const repeats = ({ at, once }: AnyAct) => at.startsWith('POST') && once !== false
const guardNames = [...new Set(acts.flatMap((one) => Object.keys(one.guards ?? {})))]

const actsIn = async (caseId: string) =>
  (await house.rows('case_acts')).find((row) => row.case_id === caseId)?.n ?? 0
/** The ids of what the log got last. */
const lastEvents = async (): Promise<string[]> => {
  const events = house.owner.write.selectFrom('audit_event')
  const newest = await events.select((eb) => eb.fn.max('id').as('id')).executeTakeFirstOrThrow()
  const from = firstIdAt(idMadeAt(newest.id!))
  return (await events.select('id').where('id', '>=', from).execute()).map(({ id }) => id)
}
/**
 * Ids stand in the order of their making, but for those of one millisecond where a test moved the house's clock: what all acts
 * before left in the log is not read again for each.
 */
const eventsSince = async (mark: string[], action: string) => {
  const from = firstIdAt(idMadeAt(mark[0]!))
  const events = house.owner.write.selectFrom('audit_event').select(['id', 'body']).where('id', '>=', from)
  return (await events.orderBy('id').execute())
    .filter(({ id }) => !mark.includes(id))
    .map(({ body }) => eventOf(body))
    .filter((event) => event.action === action)
}
const refusalsSince = (mark: string[]) => eventsSince(mark, 'access.denied')

// What undoes a refused act is the same whatever refused it: it is seen of each act, and not of each of its guards.
const compared = new Set<string>()

/** Performs what must be refused: nothing changes but the log, which gets one event about the patient. */
async function expectRefused(one: AnyAct, stage: Stage) {
  const compares = !compared.has(one.name)
  compared.add(one.name)
  const [before, mark] = [compares && (await everyWrite(house, false)), await lastEvents()]
  const reply = await perform(stage)
  expect([one.name, reply.status, [403, 409, 422, 429].includes(reply.status)]).toEqual([
    one.name,
    reply.status,
    true,
  ])
  if (compares) expect(await everyWrite(house, false)).toEqual(before)
  const refused = await refusalsSince(mark)
  expect([one.name, refused.length]).toEqual([one.name, 1])
  return { reply, event: refused[0]! }
}

// Each walks all acts, and on a busy machine that takes minutes.
const patience = { timeout: 300_000 }

describe('every act', patience, () => {
  it('has the guards it is known to have: taking one away shows here', async () => {
    const lines = acts.map(({ name, needs, fresh, guards = {} }) => {
      const asked = Object.entries(guards).map(([guard, wanted]) =>
        wanted === true ? guard : `${guard}=${[wanted].flat().join('/')}`,
      )
      return [name, needs, ...(fresh ? ['fresh'] : []), ...asked.sort()].join(' ')
    })
    await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot('guards.txt')
  })

  it('whose record cannot be written changes nothing at all; asked once more it goes through, and leaves its record', async () => {
    for (const one of acts) {
      expect(Object.keys(examples)).toContain(one.name)
      const stage = await examples[one.name]!(house, cast)
      const before = await everyWrite(house, true)
      const refused = await withoutLog(house, () => perform(stage))
      expect([one.name, refused.status]).toEqual([one.name, 500])
      expect([one.name, await everyWrite(house, true)]).toEqual([one.name, before])
      const mark = await lastEvents()
      const counted = new Map((await house.rows('case_acts')).map((row) => [row.case_id, row.n]))
      const reply = await perform(stage)
      expect([one.name, reply.status, reply.body]).toEqual([one.name, one.status ?? 200, reply.body])
      const events = await eventsSince(mark, one.name)
      expect([one.name, events.length]).toEqual([one.name, 1])
      // Whoever has the case open sees that something changed, whatever the act.
      const { caseId } = events[0]!
      if (caseId)
        expect([one.name, (await actsIn(caseId)) - (counted.get(caseId) ?? 0)]).toEqual([one.name, 1])
    }
  })

  it('repeated with its key gets its first answer, whatever changed meanwhile, and has one effect', async () => {
    for (const one of walked(acts.filter(repeats))) {
      const stage = await examples[one.name]!(house, cast)
      const key = { 'Idempotency-Key': randomUUID() }
      const first = await perform(stage, stage.by, key)
      expect([one.name, first.status, first.body]).toEqual([one.name, one.status ?? 200, first.body])
      const before = await everyWrite(house, true)
      await stage.breaks?.openCase?.()
      const closed = await everyWrite(house, true)
      // Also where it wants a factor fresher than it is by then.
      const factorProved = async (minutesAgo: number) =>
        one.fresh && provedMinutesAgo(house, minutesAgo, stage.by.id!)
      await factorProved(6)
      const again = await perform(stage, stage.by, key)
      expect([one.name, again.status, again.body]).toEqual([one.name, first.status, first.body])
      expect(await everyWrite(house, true)).toEqual(stage.breaks?.openCase ? closed : before)
      await factorProved(0)
    }
  })

  itOnce('is refused to every role without its permission', async () => {
    for (const one of permitted(acts)) {
      const { needs } = one
      const stage = await examples[one.name]!(house, cast)
      const without = roles.filter((r: Role) => !allows(r, needs))
      const [before, mark] = [await everyWrite(house, false), await lastEvents()]
      for (const role of without)
        expect([one.name, role, (await perform(stage, cast[role])).status]).toEqual([one.name, role, 403])
      expect(await everyWrite(house, false)).toEqual(before)
      expect([one.name, (await refusalsSince(mark)).length]).toEqual([one.name, without.length])
    }
  })

  itOnce('that wants a fresh second factor is refused where it was proved too long ago', async () => {
    for (const one of acts.filter(({ fresh }) => fresh)) {
      const stage = await examples[one.name]!(house, cast)
      await provedMinutesAgo(house, 6, stage.by.id!)
      const before = await everyWrite(house, false)
      for (const headers of [undefined, { 'Idempotency-Key': randomUUID() }]) {
        const reply = await perform(stage, stage.by, headers)
        expect([one.name, reply.status, reply.body.missing?.[0]?.code]).toEqual([
          one.name,
          403,
          'fresh-sign-in',
        ])
        expect(await everyWrite(house, false)).toEqual(before)
      }
      await provedMinutesAgo(house, 0, stage.by.id!)
    }
  })
})

describe('a guard', patience, () => {
  // Whether each act asks is a question to no engine; that a refused act is undone on PostgreSQL, acts without a record show.
  itOnce.each(guardNames)('%s stands in the way of every act that declares it', async (guard) => {
    for (const one of declared(guard)) {
      const stage = await examples[one.name]!(house, cast)
      const break_ = stage.breaks?.[guard]
      if (!break_) throw new Error(`the example of ${one.name} does not say how to break ${guard}`)
      const staff = await house.owner.write
        .selectFrom('staff')
        .selectAll()
        .where('id', '=', stage.by.id ?? '')
        .executeTakeFirst()
      await break_()
      const { event } = await expectRefused(one, stage)
      expect([one.name, event.detail?.act]).toEqual([one.name, one.name])
      if (stage.patientId)
        expect([one.name, event.patientIds]).toEqual([one.name, [stage.patientId, ...(stage.besides ?? [])]])
      if (staff) await house.owner.write.updateTable('staff').set(staff).where('id', '=', staff.id).execute()
    }
  })

  itOnce(
    'of strangers knows one’s own record, one’s surname and one’s address, on whatever an act is',
    async () => {
      // One act of each target: those of one target ask by one guard, and that each asks is tested above.
      const oneOfEach = new Map(declared('stranger').map((act) => [act.on, act]))
      expect(oneOfEach.size).toBeGreaterThan(5)
      for (const one of oneOfEach.values())
        for (const kin of ['own record', 'surname', 'address']) {
          const stage = await examples[one.name]!(house, cast)
          const patient = await house.owner.write
            .selectFrom('patient')
            .selectAll()
            .where('id', '=', stage.patientId!)
            .executeTakeFirstOrThrow()
          const none = { own_patient_id: null, name: 'Ana Nobody', address_key: null }
          const is =
            kin === 'own record'
              ? { own_patient_id: patient.id }
              : kin === 'surname'
                ? { name: `Ana ${patient.family_name}-Baker, RN` }
                : { address_key: patient.address_key }
          const staff = house.owner.write.updateTable('staff').where('id', '=', stage.by.id!)
          await staff.set({ ...none, ...is }).execute()
          const { reply } = await expectRefused(one, stage)
          expect([one.name, kin, reply.body.missing.map((m: { code: string }) => m.code)]).toEqual([
            one.name,
            kin,
            ['second-person'],
          ])
          await staff.set(none).execute()
        }
    },
  )
})
