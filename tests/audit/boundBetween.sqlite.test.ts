import { beforeAll, expect, it } from 'vitest'
import { purgeAudit } from '../../api/audit/seal/purgeAudit.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { bind as bindAll, faultsIn } from '../support/bound.ts'
import { enrolled } from '../support/enrolled.ts'
import { houseForTests, type Person } from '../support/harness.ts'
import { aPatient, must } from '../support/people.ts'

const house = houseForTests()
let [officer, second, agent, admin]: Person[] = []
let patientId: string

const bind = () => bindAll(house)
const faultsNow = () => faultsIn(house)
const faults = async () => {
  await sealAudit(house.desk, withoutPause)
  return faultsNow()
}
const disclose = async (): Promise<string> => {
  const given = { recipient: 'County sheriff', description: 'Address', purpose: 'law-enforcement' }
  const body = { disclosedOn: '2026-01-15', ...given }
  return must(await officer!.post(`/api/patients/${patientId}/disclosures`, body), 201).id
}
const staffRow = async (id: string) => (await house.rows('staff')).find((one) => one.id === id)!
const setStaff = (id: string, change: object) =>
  house.owner.write.updateTable('staff').set(change).where('id', '=', id).execute()

beforeAll(async () => {
  house.stopClock()
  officer = await enrolled(house, 'privacy-officer', 'Olive Officer')
  second = await enrolled(house, 'privacy-officer', 'Oscar Officer')
  agent = await enrolled(house, 'helpdesk', 'Hal Helper')
  admin = await enrolled(house, 'administrator', 'Ada Admin')
  patientId = (await aPatient(house)).id
  await disclose()
  await bind()
}, 60_000)

it('adding a colleague, declining it, disabling and enabling raise no alarm', async () => {
  const person = { name: 'Nell New', email: 'nell.new@hospital.example', role: 'helpdesk' }
  const { id } = must(await admin!.post('/api/staff', person), 201)
  expect(await faults()).toEqual([])
  await bind()
  must(await admin!.post(`/api/enrolment-requests/${id}/decline`))
  const { version } = await staffRow(agent!.id)
  const reason = 'left-the-hospital'
  must(await admin!.post(`/api/staff/${agent!.id}/disable`, { reason, version }))
  must(await admin!.post(`/api/staff/${agent!.id}/enable`, { version: version + 1 }))
  expect(await faults()).toEqual([])
  await bind()
  expect(await faults()).toEqual([])
})

it('an act on a row covers only what it did: a role, a state or a value made by SQL beside it is found', async () => {
  admin = await enrolled(house, 'administrator', 'Ada Admin')
  const { version } = await staffRow(agent!.id)
  const reason = 'left-the-hospital'
  must(await admin!.post(`/api/staff/${agent!.id}/disable`, { reason, version }))
  for (const [change, undo, name] of [
    [{ role: 'administrator' }, { role: 'helpdesk' }, 'staff'],
    [{ status: 'active' }, { status: 'disabled' }, 'states of staff'],
  ] as const) {
    await setStaff(agent!.id, change)
    expect(await faults()).toEqual([`bound ${name}`])
    await bind()
    expect(await faults()).toEqual([`bound ${name}`])
    await setStaff(agent!.id, undo)
    await bind()
    expect(await faults()).toEqual([])
  }
  admin = await enrolled(house, 'administrator', 'Ada Admin')
  officer = await enrolled(house, 'privacy-officer', 'Olive Officer')
  second = await enrolled(house, 'privacy-officer', 'Oscar Officer')
  must(await admin!.put('/api/policy/activityReviewDays', { value: 60, reason: 'operation' }))
  const setting = (value: string) =>
    house.owner.write.updateTable('setting').set({ value }).where('name', '=', 'activityReviewDays').execute()
  await setting('90')
  expect(await faults()).toEqual(['bound policy'])
  await setting('60')
  const asked = { enabled: true, thresholds: { score: 61 }, reason: 'A trial.', version: 0 }
  const { change } = must(await officer!.put('/api/privacy-rules/self', asked))
  must(await second!.post('/api/privacy-rules/self/confirm', { id: change }))
  const rule = (thresholds: string) =>
    house.owner.write.updateTable('privacy_rule').set({ thresholds }).where('rule', '=', 'self').execute()
  const [kept] = await house.rows('privacy_rule')
  await rule(JSON.stringify({ ...JSON.parse(kept!.thresholds), score: 1 }))
  expect(await faults()).toEqual(['bound alert rules'])
  await rule(kept!.thresholds)
  expect(await faults()).toEqual([])
  await bind()
})

it('a clock that was a year ahead when it was bound keeps nothing from being bound since', async () => {
  house.later(365 * 86_400)
  officer = await enrolled(house, 'privacy-officer', 'Olive Officer')
  await disclose()
  expect(await bind()).toBe(true)
  house.later(-365 * 86_400 + 600)
  officer = await enrolled(house, 'privacy-officer', 'Olive Officer')
  const id = await disclose()
  expect(await bind()).toBe(true)
  expect(await faults()).toEqual([])
  const put = (recipient: string) =>
    house.owner.write.updateTable('disclosure').set({ recipient }).where('id', '=', id).execute()
  await put('Nobody')
  expect(await faults()).toEqual(['bound disclosures'])
  await put('County sheriff')
  expect(await faults()).toEqual([])
})

it('while more waits than is searched nothing is bound: an act in the crowd would count as none, and a row with none as one with an act', async () => {
  const { write } = house.owner
  admin = await enrolled(house, 'administrator', 'Ada Admin')
  await sealAudit(house.desk, withoutPause)
  const id = await disclose()
  const row = (await house.rows('disclosure')).find((one) => one.id === id)!
  const forged = { ...row, id: `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}` }
  await write.insertInto('disclosure').values(forged).execute()
  must(await admin!.post('/api/staff', { name: 'Nora New', email: 'nora@desk.test', role: 'helpdesk' }), 201)
  for (let i = 0; i < 310; i++) await officer!.get('/api/privacy-alerts')
  expect(await bind()).toBe(false)
  expect(await faults()).toEqual(['bound disclosures'])
  await write.deleteFrom('disclosure').where('id', '=', forged.id).execute()
  expect(await bind()).toBe(true)
  expect(await faults()).toEqual([])
})

it('a row made or taken away before the next binding is found before it and after it', async () => {
  const { write } = house.owner
  const id = await disclose()
  const row = (await house.rows('disclosure')).find((one) => one.id === id)!
  const forged = { ...row, id: `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}` }
  const drop = (gone: string) => write.deleteFrom('disclosure').where('id', '=', gone).execute()
  for (const [tamper, undo] of [
    [() => drop(id), () => write.insertInto('disclosure').values(row).execute()],
    [() => write.insertInto('disclosure').values(forged).execute(), () => drop(forged.id)],
  ] as const) {
    await tamper()
    house.later(120)
    expect(await faults()).toEqual(['bound disclosures'])
    await undo()
    expect(await faults()).toEqual([])
  }
  await write.insertInto('disclosure').values(forged).execute()
  await drop(id)
  await bind()
  expect(await faults()).toEqual(['bound disclosures'])
  await drop(forged.id)
  expect(await faults()).toEqual(['bound disclosures'])
  await write.insertInto('disclosure').values(row).execute()
})

it('a crowd of events that wait to be sealed makes no alarm of an act among them', async () => {
  officer = await enrolled(house, 'privacy-officer', 'Olive Officer')
  admin = await enrolled(house, 'administrator', 'Ada Admin')
  await sealAudit(house.desk, withoutPause)
  for (let i = 0; i < 310; i++) await officer.get('/api/privacy-alerts')
  const { version } = await staffRow(second!.id)
  must(await admin.post(`/api/staff/${second!.id}/disable`, { reason: 'left-the-hospital', version }))
  expect((await house.rows('audit_pending')).length).toBeGreaterThan(300)
  expect((await faultsNow()).filter((one) => one.includes('staff'))).toEqual([])
})

it('what is past its retention is purged, and all stays bound', async () => {
  await bind()
  house.later(8 * 366 * 86_400)
  officer = await enrolled(house, 'privacy-officer', 'Olive Officer')
  await bind()
  const before = new Date(house.desk.clock())
  before.setUTCFullYear(before.getUTCFullYear() - 6)
  const ctx = systemCtx({ ...house.desk, db: house.owner }, 'commands', newId())
  expect((await purgeAudit(ctx, before)).removed).toBeGreaterThan(300)
  expect(await faults()).toEqual([])
  await bind()
  await setStaff(agent!.id, { name: 'Someone Else' })
  expect(await faults()).toEqual(['bound staff', 'bound names of staff'])
})
