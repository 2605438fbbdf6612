import { beforeAll, describe, expect, it } from 'vitest'
import { casesPolicy } from '../../api/cases/policy.ts'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { readPolicy, savePolicy } from '../../api/core/policy.ts'
import { catalogue } from '../../api/rooms.ts'
import { settingsCommands } from '../../api/settings/commands.ts'
import { policy, settingChanged } from '../../api/settings/schema.ts'
import { warnOfBroken } from '../../api/settings/warnOfBroken.ts'
import { addStaff } from '../../api/staff/addStaff.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { must } from '../support/people.ts'

const house = houseForTests()
let admin: Person
beforeAll(async () => {
  admin = await house.signIn('administrator')
})
const set = (name: string, value: unknown, by = admin) =>
  by.put(`/api/policy/${name}`, { value, reason: 'hospital-decision' })
const changes = () => house.audit('settings.changed')

describe('the policy', () => {
  it('shows each value with its bounds, meaning and source, to those who must answer for it', async () => {
    for (const role of ['supervisor', 'privacy-officer', 'administrator'] as const) {
      const shown = must(await (await house.signIn(role)).get('/api/policy'), policy)
      expect(shown.rows.map((row) => row.name)).toEqual(Object.keys(catalogue.policy))
      expect(shown.rows.find((row) => row.name === 'auditYears')).toMatchObject({
        value: 6,
        least: 6,
        unit: 'years',
        about: 'audit',
        meaning: 'How long the audit log is kept',
        source: '45 CFR 164.316(b)(2)(i)',
      })
      expect(shown).toMatchObject({ hospitalName: expect.any(String), timeZone: 'UTC' })
      expect(shown).toMatchObject({ mrnIssuers: 'any', homeCountry: 'US' })
      expect(shown).not.toHaveProperty('demo')
    }
    expect((await (await house.signIn('helpdesk')).get('/api/policy')).status).toBe(403)
  })

  it('is changed by an administrator, takes effect, and the log says from what to what and why', async () => {
    expect(must(await set('enrolmentHours', 24), settingChanged)).toEqual({
      name: 'enrolmentHours',
      value: 24,
    })
    const { expiresAt } = await addStaff(systemCtx(house.desk, 'test', 'test'), {
      email: 'soon@desk.test',
      name: 'Soon Gone',
      role: 'helpdesk',
    })
    const hours = (Date.parse(expiresAt) - house.desk.clock().getTime()) / 3_600_000
    expect(Math.round(hours)).toBe(24)
    expect((await changes()).at(-1)).toMatchObject({
      actorId: admin.id,
      objectId: 'enrolmentHours',
      purpose: 'hospital-decision',
      fields: ['enrolmentHours'],
      detail: { from: 72, to: 24 },
    })
    must(await set('timeZone', 'America/Chicago'), settingChanged)
    expect((await changes()).at(-1)!.detail).toEqual({ from: 'UTC', to: 'America/Chicago' })
  })

  it('keeps within its bounds, and says which in the reader’s language', async () => {
    const before = [await house.rows('setting'), (await changes()).length]
    const errors = async (name: string, value: unknown) => (await set(name, value)).body.errors?.value
    expect(await errors('auditYears', 5)).toBe('must be at least 6')
    expect(await errors('freshMinutes', 31)).toBe('must be at most 30')
    expect(await errors('freshMinutes', 2.5)).toBe('must be a whole number')
    expect(await errors('freshMinutes', 'soon')).toBe('must be a number')
    expect(await errors('freshMinutes', true)).toEqual(expect.any(String))
    expect(await errors('timeZone', 'Mars/Olympus')).toContain('time zone')
    for (const offset of ['+05:30', '-0500', '05:30'])
      expect([offset, await errors('timeZone', offset)]).toEqual([
        offset,
        'must be a time zone name such as America/New_York',
      ])
    expect(await errors('freshMinutes', 5)).toBe('is what it is already')
    expect((await set('demo', 1)).status).toBe(422)
    expect((await admin.put('/api/policy/freshMinutes', { value: 6 })).body.errors).toHaveProperty('reason')
    expect([await house.rows('setting'), (await changes()).length]).toEqual(before)
  })

  it('keeps a number that bounds another one beside it, whichever is changed, and shows how far each goes', async () => {
    const shown = async (name: string) =>
      must(await admin.get('/api/policy'), policy).rows.find((row) => row.name === name)!
    const error = async (name: string, value: number) => (await set(name, value)).body.errors?.value
    // Six codes and links an hour, of which whoever asks on the sign-in page gets three.
    expect(await shown('resetRequestsAnHour')).toMatchObject({ least: 1, most: 4 })
    expect(await shown('secretsByMailAnHour')).toMatchObject({ least: 5, most: 20 })
    expect(await error('resetRequestsAnHour', 5)).toMatch(
      /^must be at most 4, to leave room beside “Codes and links sent/,
    )
    expect(await error('secretsByMailAnHour', 4)).toMatch(
      /^must be at least 5, to leave room beside “Password reset emails/,
    )
    must(await set('secretsByMailAnHour', 8), settingChanged)
    must(await set('resetRequestsAnHour', 6), settingChanged)
    // Of two that would each fit beside what the other was, one is made.
    const both = await Promise.all([set('secretsByMailAnHour', 9), set('resetRequestsAnHour', 5)])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    const crossed = await Promise.all([set('secretsByMailAnHour', 7), set('resetRequestsAnHour', 7)])
    expect(crossed.map(({ status }) => status).sort()).toEqual([200, 422])
    // What an older release let in is lowered, and said to be.
    const store = (name: string, value: string) =>
      house.owner.write.updateTable('setting').set({ value }).where('name', '=', name).execute()
    await store('secretsByMailAnHour', '3')
    await store('resetRequestsAnHour', '3')
    expect((await shown('resetRequestsAnHour')).value).toBe(1)
    expect(must(await admin.get('/api/policy'), policy).broken).toEqual([
      { name: 'resetRequestsAnHour', stored: '3' },
    ])
    await house.owner.write
      .deleteFrom('setting')
      .where('name', 'in', ['secretsByMailAnHour', 'resetRequestsAnHour'])
      .execute()
  })

  it('is changed one after the other: of many changes at once each begins where another ended', async () => {
    const values = [41, 42, 43, 44, 45, 46]
    const replies = await Promise.all(values.map((value) => set('activityReviewDays', value)))
    expect(replies.map((reply) => reply.status)).toEqual(values.map(() => 200))
    const made = (await changes()).filter((event) => event.objectId === 'activityReviewDays')
    const from = made.map((event) => event.detail!.from)
    const to = made.map((event) => event.detail!.to)
    expect([...from].sort()).toEqual([31, ...to.filter((value) => from.includes(value))].sort())
    expect(new Set(from).size).toBe(values.length)
  })

  it('is read once in a transaction, and a change made in it is seen from then on', async () => {
    await transact(house.desk.db, async (trx) => {
      let reads = 0
      const counted = trx.withPlugin({
        transformQuery: ({ node }) => node,
        transformResult: async ({ result }) => {
          reads++
          return result
        },
      })
      const read = async () => (await readPolicy(counted, casesPolicy)).caseHours
      expect([await read(), (await readPolicy(counted)).timeZone, await read(), reads]).toEqual([
        4,
        'America/Chicago',
        4,
        1,
      ])
      await savePolicy(counted, { caseHours: 6 }, casesPolicy)
      expect(await read()).toBe(6)
      throw new Error('undone')
    }).catch((error) => expect(error.message).toBe('undone'))
    expect((await readPolicy(house.desk.db.read, casesPolicy)).caseHours).toBe(4)
  })

  it('is no other than is declared: nothing else can be stored', async () => {
    const before = await house.rows('setting')
    expect((await set('noSuchNumber', 1)).body.errors).toHaveProperty('name')
    await expect(savePolicy(house.desk.db.write, { caseHours: 0 }, casesPolicy)).rejects.toThrow()
    await expect(savePolicy(house.desk.db.write, { caseHours: 5 } as never)).rejects.toThrow(/no setting/)
    expect(await house.rows('setting')).toEqual(before)
  })

  it('that is stored out of its bounds stops nobody, is shown and logged once as such, and can be set', async () => {
    const store = (name: string, value: string) =>
      house.owner.write
        .insertInto('setting')
        .values({ name, value })
        .onConflict((oc) => oc.column('name').doUpdateSet({ value }))
        .execute()
    const { desk } = house
    const show = async () => must(await admin.get('/api/policy'), policy)
    await store('staffIdleMinutes', '61')
    await store('activityReviewDays', 'many')
    await store('hospitalName', ' ')
    const shown = await show()
    expect(shown.broken).toEqual([
      { name: 'hospitalName', stored: ' ' },
      { name: 'activityReviewDays', stored: 'many' },
      { name: 'staffIdleMinutes', stored: '61' },
    ])
    expect(shown.hospitalName).toBe('Your hospital')
    const value = (name: string) => shown.rows.find((row) => row.name === name)!.value
    expect([value('staffIdleMinutes'), value('activityReviewDays')]).toEqual([60, 31])
    const ctx = systemCtx(desk, 'test', 'test')
    const { text, json } = await settingsCommands['settings show']!(ctx, {})
    expect(text).toContain('staffIdleMinutes = 60 (stored is "61", which is not allowed: set it)')
    expect(json).toMatchObject({ staffIdleMinutes: 60, broken: expect.any(Array) })

    const warnings: unknown[] = []
    const log = { ...desk.log, warn: (about: unknown) => warnings.push(about) } as unknown as typeof desk.log
    const listening = { ...desk, log }
    for (let n = 0; n < 2; n++) await warnOfBroken(listening)
    expect(warnings).toEqual([
      { setting: 'hospitalName', inForce: 'Your hospital' },
      { setting: 'activityReviewDays', inForce: 31 },
      { setting: 'staffIdleMinutes', inForce: 60 },
    ])

    // Also to what is in force already: it is not what is stored.
    must(await set('staffIdleMinutes', 60), settingChanged)
    must(await set('hospitalName', 'Mercy'), settingChanged)
    await settingsCommands['settings set']!(ctx, { name: 'activityReviewDays', value: '41' })
    expect((await show()).broken).toEqual([])
    expect((await changes()).at(-1)!.detail).toEqual({ from: 31, to: 41 })
    expect((await house.rows('setting')).find((row) => row.name === 'staffIdleMinutes')!.value).toBe('60')
  })

  it('wants a fresh second factor, and the permission', async () => {
    expect((await set('activityReviewDays', 60, await house.signIn('privacy-officer'))).status).toBe(403)
    const stale = await house.signIn('administrator')
    house.later(6 * 60)
    expect((await set('activityReviewDays', 60, stale)).body.missing).toMatchObject([
      { code: 'fresh-sign-in' },
    ])
  })
})
