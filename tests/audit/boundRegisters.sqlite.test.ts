import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { bindRecords } from '../../api/audit/seal/bindRecords.ts'
import { aboutBound } from '../../api/audit/seal/checkBound.ts'
import { checkNewest } from '../../api/audit/seal/checkNewest.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { roles } from '../../api/core/access/permissions.ts'
import { newId } from '../../api/core/db/id.ts'
import { examples } from '../acts/examples/all.ts'
import { type Cast, perform } from '../acts/stage.ts'
import { bind as bindAll, faultsIn } from '../support/bound.ts'
import { enrolled } from '../support/enrolled.ts'
import { houseForTests, openHouse } from '../support/harness.ts'
import { aPatient } from '../support/people.ts'
import { provedMinutesAgo } from '../support/staffSessions.ts'

const house = houseForTests()
const cast = {} as Cast

const bind = () => bindAll(house)
const faults = async () => {
  await sealAudit(house.desk, withoutPause)
  return [await faultsIn(house), (await checkNewest(house.desk)).map(({ message }) => message.split(':')[0])]
}
const run = (text: string) => sql.raw(text).execute(house.owner.write)

/** Acts that leave a row which evidence rests on, the table it is in, what binds it, and what somebody would rather read there. */
const registers: [act: string, table: string, name: string, change: string][] = [
  ['break-glass.opened', 'privacy_alert', 'alerts', `staff_id = '${'0'.repeat(8)}'`],
  ['break-glass.opened', 'privacy_alert', 'alerts', "status = 'signed'"],
  ['break-glass.opened', 'break_glass', 'emergency access', "explanation = 'The door was locked'"],
  ['watch-list.added', 'watched_patient', 'watch list', "to_day = '2020-01-01'"],
  ['disclosure.withdrawn', 'disclosure', 'withdrawn disclosures', "withdrawn_reason = 'x'"],
  ['disclosure.suspended', 'disclosure_suspension', 'suspended disclosures', "until_day = '2099-01-01'"],
  ['sanction.recorded', 'sanction', 'sanctions', "kind = 'verbal-warning', description = 'x'"],
  ['sanction.withdrawn', 'sanction', 'withdrawn sanctions', "withdrawn_reason = 'x'"],
  ['privacy-inquiry.answered', 'alert_inquiry', 'answers to questions', "answer = 'x'"],
  ['breach.added-to', 'review_addition', 'additions to signed reviews', "text = 'x'"],
  ['breach.opened', 'breach', 'breaches', "known_on = '2099-01-01'"],
  ['breach.letters-printed', 'breach', 'breaches', "status = 'settled'"],
  ['breach.letters-printed', 'breach_notice', 'notices of breaches', "recipient = 'x'"],
  ['breach.notice-recorded', 'breach_notice', 'notices of breaches', "method = 'substitute'"],
  ['breach.notice-withdrawn', 'breach', 'breaches', "told_on = '2026-01-01'"],
  ['app.registered', 'app', 'apps', "redirect_uris = '[]'"],
  ['app.revoked', 'app', 'apps', 'revoked_at = null'],
  ['portal.app-allowed', 'app_access', 'what apps may read', "account_id = 'x', patient_id = 'x'"],
  ['portal.app-ended', 'app_access', 'what apps may read no more', "ended_by = 'app'"],
  ['risk.recorded', 'risk', 'risks', "impact = 'low', measures = 'x'"],
  ['risk.closed', 'risk', 'closed risks', "closed_reason = 'x'"],
  ['risk-analysis.reviewed', 'risk_review', 'reviews of the risk analysis', "conclusion = 'x'"],
  ['training.recorded', 'training', 'trainings', "completed_on = '2020-01-01'"],
  ['training.withdrawn', 'training', 'withdrawn trainings', "withdrawn_reason = 'x'"],
  ['quality.reviewed', 'quality_review', 'reviews of calls', 'met = 0'],
  ['portal.view-begun', 'patient_view', 'looks as a patient', "consent = 'x'"],
]

const proveFactors = () => provedMinutesAgo(house)
const act = async (name: string) => {
  await proveFactors()
  const { status, body } = await perform(await examples[name]!(house, cast))
  expect([name, status < 300, body]).toEqual([name, true, body])
}

beforeAll(async () => {
  for (const role of roles) cast[role] = await enrolled(house, role)
  // As a release bound it that knew nothing of the registers.
  const { catalogue } = house.desk
  const known = catalogue.bound.filter((one) => !('later' in one))
  house.later(120)
  await bindRecords({ ...house.desk, catalogue: { ...catalogue, bound: known } })
  for (const name of new Set(registers.map(([one]) => one))) await act(name)
}, 120_000)

it('what acts write to the registers raises no alarm: before they are bound for the first time, after, and where they were not bound before', async () => {
  const about = registers.map(([, , name]) => name)
  const none = async () => (await faults()).flat().filter((one) => about.some((name) => one!.includes(name)))
  expect(await none()).toEqual([])
  house.later(120)
  expect(await none()).toEqual([])
  await bind()
  expect(await none()).toEqual([])
})

it.each(registers)(
  '%s: a row of %s that is altered or deleted is told within a minute',
  async (by, table, name, change) => {
    const written = { 'disclosure.withdrawn': 'withdrawn_at', 'sanction.withdrawn': 'withdrawn_at' }
    const ended = { 'training.withdrawn': 'withdrawn_at', 'risk.closed': 'closed_at' }
    const answered = { 'privacy-inquiry.answered': 'answered_at', 'quality.reviewed': 'reviewed_at' }
    const ofApps = { 'portal.app-ended': 'ended_at', 'app.revoked': 'revoked_at' }
    const moment = { ...written, ...ended, ...answered, ...ofApps }[by] ?? 'id'
    const last = `select id from ${table} where ${moment} is not null order by ${moment} desc limit 1`
    const [row] = (await run(last)).rows as [{ id: string }]
    await run('pragma foreign_keys = off')
    await run(`create temp table was as select * from ${table} where id = '${row.id}'`)
    const drop = `delete from ${table} where id = '${row.id}'`
    for (const tamper of [`update ${table} set ${change} where id = '${row.id}'`, drop]) {
      await run(tamper)
      const told = await faults()
      expect(told).toEqual([expect.arrayContaining([`bound ${name}`]), expect.arrayContaining([name])])
      await run(drop)
      await run(`insert into ${table} select * from was`)
      expect((await faults()).flat()).not.toContain(name)
    }
    await run('drop table was')
  },
)

it('an act on somebody’s role covers no other name for them', async () => {
  const known = new Set((await house.rows('staff')).map(({ id }) => id))
  const stage = await examples['staff.role-changed']!(house, cast)
  await bind()
  await proveFactors()
  expect((await perform(stage)).status).toBe(200)
  const { objectId } = (await house.audit('staff.role-changed')).at(-1)!
  expect(known.has(objectId!)).toBe(false)
  await sealAudit(house.desk, withoutPause)
  const isNamed = async () =>
    (await aboutBound(house.desk)).some(
      ({ message, all }) => message.startsWith('names of staff') && all!.includes(objectId!),
    )
  expect(await isNamed()).toBe(false)
  await run(`update staff set name = 'Somebody Else' where id = '${objectId}'`)
  expect(await isNamed()).toBe(true)
})

it('a clock that was ahead when all was bound for the first time makes no alarm of what is older than their acts', async () => {
  const { house: other, stop } = await openHouse()
  other.stopClock()
  const { id } = await enrolled(other, 'privacy-officer')
  const at = other.desk.clock().toISOString()
  const by = { recorded_by: id, recorded_at: at, decided_by: 'The board', decided_on: at.slice(0, 10) }
  const none = { alert_id: null, carried_out_on: null, withdrawn_at: null, withdrawn_by: null }
  const old = {
    id: newId(other.desk.clock().getTime()),
    staff_id: id,
    kind: 'training',
    description: 'x',
  } as const
  const row = { ...old, ...by, ...none, withdrawn_reason: null }
  await other.owner.write.insertInto('sanction').values(row).execute()
  const patient_id = (await aPatient(other)).id
  const told = {
    disclosed_on: '2026-01-15',
    recipient: 'A court',
    description: 'Visits',
    purpose: 'judicial',
  }
  const kept = { id: row.id, patient_id, recorded_by: id, created_at: at, times: 1, ...told }
  await other.owner.write
    .insertInto('disclosure')
    .values(kept as never)
    .execute()
  const faultsHere = async () => (await faultsIn(other)).filter((one) => /sanctions|disclosures/.test(one))
  other.later(86_400)
  await bindAll(other)
  expect(await faultsHere()).toEqual([])
  other.later(600 - 86_400)
  expect(await faultsHere()).toEqual([])
  await bindAll(other)
  expect(await faultsHere()).toEqual([])
  await other.owner.write.updateTable('sanction').set({ description: 'y' }).execute()
  await other.owner.write.updateTable('disclosure').set({ recipient: 'Nobody' }).execute()
  expect(await faultsHere()).toEqual(['bound disclosures', 'bound sanctions'])
  await stop()
})
