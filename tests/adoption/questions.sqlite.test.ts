import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dimensions } from '../../api/adoption/lists.ts'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { adoption } from '../../api/adoption/room.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aPatient, must } from '../support/people.ts'

const house = houseForTests()
let officer: Person
let manager: Person
beforeAll(async () => {
  officer = await house.signIn('privacy-officer')
  manager = await house.signIn('manager')
})

interface Rule {
  enum?: string[]
  anyOf?: Rule[]
  const?: string
  pattern?: string
  format?: string
  type?: string
}

/** Whatever a rule of a question lets through, its edges most of all, and now and then what it does not. */
function meets(rule: Rule): fc.Arbitrary<string> {
  if (rule.enum) return fc.constantFrom(...rule.enum)
  if (rule.const !== undefined) return fc.constant(rule.const)
  if (rule.anyOf) return fc.oneof(...rule.anyOf.map(meets))
  if (rule.format === 'date')
    return fc.oneof(
      fc.constantFrom('0000-01-01', '0001-12-31', '1900-01-01', '1900-02-01', '2026-10-14', '9999-12-31'),
      // Of a year ago there are whole months on both sides, whenever this runs.
      fc
        .integer({ min: 300, max: 500 })
        .map((ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)),
      fc
        .date({ noInvalidDate: true, min: new Date('0000-01-01'), max: new Date('9999-12-31') })
        .map((date) => date.toISOString().slice(0, 10)),
    )
  if (rule.pattern)
    return fc.oneof(
      fc.constantFrom('1900-01', '1900-12', '1999-12', '2025-11', '2026-01', '2199-12'),
      fc.stringMatching(new RegExp(rule.pattern)),
    )
  if (rule.type === 'number' || rule.type === 'integer' || rule.type === undefined)
    return fc.oneof(fc.integer({ min: -2, max: 15 }).map(String), fc.string())
  return fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.tuple(fc.constantFrom(...dimensions, '__proto__', 'toString'), fc.string({ unit: 'binary' })),
        {
          maxLength: 3,
        },
      )
      .map((pairs) => new URLSearchParams(pairs).toString()),
    { weight: 4, arbitrary: fc.constantFrom('accessed', 'accessed,calls') },
    { weight: 4, arbitrary: fc.constant('') },
    fc.constantFrom('activated,', '\u0000', 'clinic=%00', '\ud800'),
  )
}

/** Questions a view may be asked: each key there or not, each value by its rule. */
function questionsTo(asks: z.ZodObject): fc.Arbitrary<Record<string, string>> {
  const { properties = {}, required = [] } = z.toJSONSchema(asks, { io: 'input', unrepresentable: 'any' })
  return fc.record(
    Object.fromEntries(Object.entries(properties).map(([key, rule]) => [key, meets(rule as Rule)])),
    { requiredKeys: required },
  ) as fc.Arbitrary<Record<string, string>>
}

const views = (adoption.views ?? []).map((one) => ({
  path: one.at.split(' ')[1]!,
  asks: 'asks' in one ? (one.asks as z.ZodObject | undefined) : undefined,
}))

describe('a hospital that nothing came to yet', () => {
  it('is not said to be counted still: it is told what to do first, whoever asks', async () => {
    await countEverything(house.desk)
    const asked = () =>
      Promise.all(
        [manager, officer].map(async (one) => must(await one.get('/api/adoption/figures')).counting),
      )
    expect(await asked()).toEqual([false, false])
    await aPatient(house)
    expect(await asked()).toEqual([true, true])
  })
})

describe('a question about adoption', () => {
  it.each(views)('is answered, or refused with the field it breaks: $path', async ({ path, asks }) => {
    if (!asks) return expect((await officer.get(path)).status).toBe(200)
    const fields = Object.keys(asks.shape)
    let answered = 0
    const ask = () =>
      fc.assert(
        fc.asyncProperty(questionsTo(asks), fc.boolean(), async (question, exact) => {
          const asked = `${path}?${new URLSearchParams(question)}`
          const { status, body } = await (exact ? officer : manager).get(asked)
          if (status === 200) answered++
          else {
            expect([asked, status]).toEqual([asked, expect.toSatisfy((n) => n === 400 || n === 422)])
            const broken = Object.keys(body.errors).map((field) => field.split('.')[0]!)
            expect([asked, broken.length > 0 && broken.every((field) => fields.includes(field))]).toEqual([
              asked,
              true,
            ])
          }
        }),
        { numRuns: 120 },
      )
    for (let round = 0; answered === 0 && round < 8; round++) await ask()
    // A generator whose questions are all refused would prove nothing.
    expect(answered).toBeGreaterThan(0)
  })

  it.each([
    ['figures?to=1900-01', 'from', '1900-01'],
    ['trend?to=1900-01&figures=accessed', 'from', '1900-01'],
    ['funnel?to=1900-05', 'from', '1900-01'],
    ['cohorts?to=1900-01', 'from', '1900-01'],
    ['compare?to=1900-01&by=sex&figure=accessed', 'from', '1900-01'],
  ])('of the first months there can be begins with the first of them: %s', async (asked, field, month) => {
    expect(must(await officer.get(`/api/adoption/${asked}`)).period[field]).toBe(month)
  })

  it('of a mark whose months before reach back too far is refused', async () => {
    const reply = await officer.get('/api/adoption/support?mark=1900-02-01&months=12')
    expect([reply.status, reply.body.errors.mark]).toEqual([422, 'must not be before 1900-01'])
    expect((await officer.get('/api/adoption/support?mark=0000-01-01')).status).toBe(422)
  })

  it('about a part of the hospital is refused to a role that sees totals, and that is recorded', async () => {
    const agent = await house.signIn('helpdesk')
    const reply = await agent.get('/api/adoption/funnel?segment=sex%3Dfemale')
    expect([reply.status, reply.body.missing[0].code]).toEqual([403, 'role'])
    expect((await house.audit('access.denied')).at(-1)).toMatchObject({
      actorId: agent.id,
      outcome: 'denied',
      detail: { act: 'adoption.shown', refused: 'totals-only', missing: ['role'] },
    })
  })
})
