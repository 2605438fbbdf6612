import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { phoneKey } from '../../api/core/phone.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { staffCommands } from '../../api/staff/commands.ts'
import { importAbsences, importRecords, type RecordsReport } from '../../api/staff/records/importRecords.ts'
import { remakePhones } from '../../api/staff/records/remakePhones.ts'
import { brokenOffJob } from '../support/brokenOff.ts'
import { houseForTests } from '../support/harness.ts'
import { aPatient, must } from '../support/people.ts'
import { aMember } from '../support/snoopers.ts'

const house = houseForTests()
const csv = (lines: string[]) => {
  const file = path.join(house.desk.config.dataDir, `${lines.length}.csv`)
  writeFileSync(file, lines.join('\n'))
  return file
}
const ctx = () => systemCtx(house.desk, 'test', 'test')
const head =
  'email,given_name,family_name,birth_date,street,postal_code,phone,private_email,department,manager_email,employed_until,hours'

describe('personnel records', () => {
  it('are taken in line by line; a bad line is named with its number and rule, and the others stand', async () => {
    const [id, boss] = [await aMember(house), await aMember(house)]
    const emails = new Map((await house.rows('staff')).map((row) => [row.id, row.email]))
    const report = await importRecords(
      ctx(),
      csv([
        head,
        `${emails.get(id)},Ana,Ruiz Peña,1980-02-29,12 North Main St Apt 4,01103,(413) 555-0199,Ana@Home.test,Access,${emails.get(boss)},2027-01-31,mon-fri 08:00-16:30`,
        'nobody@desk.test,No,Body,,,,,,,,,',
        `${emails.get(boss)},Bo,Ss,1980-02-30,,,,,,,,`,
        `${emails.get(boss)},Bo,Ss,,,,,,,,,whenever`,
        `${emails.get(boss)},Bo,Ss,,,,,,,,,`,
      ]),
    )
    expect(report).toMatchObject({ read: 5, stored: 2 })
    expect(report.rejected).toEqual([
      { line: 3, reason: 'email belongs to no one on the staff' },
      { line: 4, reason: 'birth_date must be a date written YYYY-MM-DD' },
      { line: 5, reason: 'hours must be hours such as mon-fri 08:00-16:30' },
    ])
    const record = (await house.rows('staff_record')).find((row) => row.staff_id === id)
    expect(record).toMatchObject({
      family_name: 'Ruiz Peña',
      phone_key: '4135550199',
      email_key: 'ana@home.test',
      manager_id: boss,
      employed_until: '2027-01-31',
    })
    const staff = (await house.rows('staff')).find((row) => row.id === id)
    expect(staff?.address_key).toBe('12 n main st apt 4|01103')
    const [event] = await house.audit('staff-records.imported')
    expect(event?.detail).toEqual({ stored: 2, rejected: 3 })
  })

  it('that are shifted, mangled or broken are rejected by their line, and the status of the command says how it went', async () => {
    const id = await aMember(house)
    const { email } = (await house.rows('staff')).find((row) => row.id === id)!
    const file = path.join(house.desk.config.dataDir, 'broken.csv')
    const run = async (...lines: string[]) => {
      writeFileSync(file, Buffer.from(lines.join('\n'), 'latin1'))
      return staffCommands['staff records']!(ctx(), { path: file })
    }
    const few = 'email,given_name,family_name,department'
    const good = `${email},Ana,Ruiz,Access`
    const bad = [
      `${email},Ana,Ruiz, Jr.,Access`,
      `${email},Ana,Ruiz`,
      `${email},An"a,Ruiz,Access`,
      `${email},Ana,Mu\u00f1oz,Access`,
    ]
    const broken = await run(few, ...bad, good)
    expect(broken).toMatchObject({ bad: true, json: { read: 5, stored: 1, failed: expect.anything() } })
    const { rejected } = broken.json as RecordsReport
    expect(rejected.map(({ line }) => line).sort()).toEqual([2, 3, 4, 5])
    expect(JSON.stringify(await house.rows('staff_record'))).not.toMatch(/\ufffd|Jr/)
    expect(await run(few)).toMatchObject({ bad: true, json: { failed: 'nothing was read' } })
    expect(await run(few, 'nobody@desk.test,No,Body,')).toMatchObject({ bad: true })
    expect(await run(few, good)).toMatchObject({ bad: false, json: { stored: 1, failed: null } })
  })

  it('name absences; one that begins the same day replaces the one before, and none ends before it begins', async () => {
    const id = await aMember(house)
    const { email } = (await house.rows('staff')).find((row) => row.id === id)!
    const report = await importAbsences(
      ctx(),
      csv([
        'email,from,to,kind',
        `${email},2026-03-01,2026-03-05,vacation`,
        `${email},2026-03-01,2026-03-08,vacation`,
        `${email},2026-04-02,2026-04-01,sick`,
      ]),
    )
    expect(report).toMatchObject({
      stored: 2,
      rejected: [{ line: 4, reason: 'to must not be before from' }],
    })
    expect(await house.rows('staff_absence')).toEqual([
      { staff_id: id, from_day: '2026-03-01', to_day: '2026-03-08', kind: 'vacation' },
    ])
  })
})

describe('a staff member’s own number', () => {
  it('is compared by the home country of today, once the job has been there; broken off anywhere, it goes on', async () => {
    const ids = [await aMember(house), await aMember(house)]
    const emails = new Map((await house.rows('staff')).map((row) => [row.id, row.email]))
    const number = '+44 20 7946 0018'
    await importRecords(
      ctx(),
      csv([head, ...ids.map((id) => `${emails.get(id)},Ana,Home,,,,${number},,,,,`)]),
    )
    const stored = async () => (await house.rows('staff_record')).filter((row) => ids.includes(row.staff_id))
    const keys = async () => (await stored()).map((row) => row.phone_key)
    expect(await keys()).toEqual(ids.map(() => phoneKey(number, 'US')))
    expect(JSON.stringify(await stored())).not.toContain(number)
    expect(await remakePhones(house.desk)).toBe(0)
    await savePolicy(house.desk.db.write, { homeCountry: 'GB' })
    for (let after = 1; (await brokenOffJob(house, after, remakePhones)) === undefined; after++)
      for (const key of await keys()) expect([phoneKey(number, 'US'), '2079460018']).toContain(key)
    expect(phoneKey(number, 'US')).not.toBe('2079460018')
    expect(await keys()).toEqual(ids.map(() => '2079460018'))
    expect(await remakePhones(house.desk)).toBe(0)
    await savePolicy(house.desk.db.write, { homeCountry: 'US' })
    await remakePhones(house.desk)
    expect(await keys()).toEqual(ids.map(() => phoneKey(number, 'US')))
  })
})

describe('the number a call comes from', () => {
  it('is kept as a keyed hash, the same for each way to write it, and refused when it is none', async () => {
    const agent = await house.signIn('helpdesk')
    const open = async (callerNumber?: string) =>
      agent.post('/api/cases', {
        patientId: (await aPatient(house)).id,
        category: 'cannot-sign-in',
        channel: 'phone',
        summary: 'test',
        callerNumber,
      })
    for (const number of ['(413) 555-0123', '+1 413 555 0123', '413.555.0123']) must(await open(number), 201)
    must(await open(), 201)
    const keys = (await house.rows('support_case')).map((row) => row.caller_key)
    expect(new Set(keys.filter(Boolean)).size).toBe(1)
    expect(keys.filter(Boolean).length).toBe(3)
    expect(JSON.stringify(await house.rows('support_case'))).not.toContain('5550123')
    expect((await open('12 34')).body.errors).toEqual({ callerNumber: 'must have at least 7 digits' })
  })
})
