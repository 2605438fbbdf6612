import { beforeAll, describe, expect, it } from 'vitest'
import type { AuditEvent } from '../../api/audit/event.ts'
import { appendEvents } from '../../api/audit/record.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { dayPlus } from '../../api/core/calendar.ts'
import { transact } from '../../api/core/db/transact.ts'
import { watchAccess } from '../../api/privacy/monitor/watchAccess.ts'
import { houseForTests } from '../support/harness.ts'
import { writeLog } from '../support/log.ts'
import { aPatient } from '../support/people.ts'
import { act, aMember } from '../support/snoopers.ts'

const house = houseForTests()
const today = new Date().toISOString().slice(0, 10)
const days = [1, 2, 3, 4, 5, 6].map((n) => dayPlus(today, n))

/** What the watch keeps, without ids and moments of its own. */
async function kept() {
  const alerts = await house.rows('privacy_alert')
  const subject = new Map(alerts.map((a) => [a.id, [a.staff_id, a.patient_id, a.first_day]]))
  const sorted = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort()
  return {
    findings: sorted(
      (await house.rows('privacy_finding')).map((f) => ({ ...f, alert_id: subject.get(f.alert_id ?? '') })),
    ),
    alerts: sorted(
      alerts.map(({ staff_id, patient_id, score, first_day, last_day }) => ({
        staff_id,
        patient_id,
        score,
        first_day,
        last_day,
      })),
    ),
    days: sorted((await house.rows('privacy_day')).map(({ scored_at, ...day }) => day)),
    staffDays: sorted(await house.rows('privacy_staff_day')),
    sample: sorted(await house.rows('privacy_sample')),
  }
}

/** As if no day after this one had ever been scored. */
async function forget(scoredTo: string): Promise<void> {
  const db = house.desk.db.write
  for (const table of [
    'privacy_finding',
    'privacy_alert',
    'privacy_day',
    'privacy_staff_day',
    'privacy_sample',
  ] as const)
    await db.deleteFrom(table).execute()
  await db.updateTable('privacy_state').set({ scored_to: scoredTo }).execute()
}

describe('the watch', () => {
  let events: AuditEvent[]
  let inRounds: Awaited<ReturnType<typeof kept>>

  beforeAll(async () => {
    const [curious, own, ordinary] = await Promise.all([aPatient(house), aPatient(house), aPatient(house)])
    const snooper = await aMember(house, { own_patient_id: own.id })
    const others = [await aMember(house), await aMember(house)]
    events = days.flatMap((day, n) => [
      act(snooper, curious.id, day),
      ...(n === 2 ? [act(snooper, own.id, day)] : []),
      ...others.map((id) => act(id, ordinary.id, day)),
    ])
  }, 60_000)

  it('tells at once of what need not wait for the day’s end, and of the rest when the day is over', async () => {
    // Half a day at a time, as a server would: written, sealed, watched.
    const alertsByRound: number[] = []
    for (const day of days) {
      house.later((Date.parse(`${day}T12:00:00Z`) - house.desk.clock().getTime()) / 1000)
      const todays = events.filter((e) => e.at.startsWith(day))
      await writeLog(house, todays.slice(0, 1))
      await watchAccess(house.desk)
      await writeLog(house, todays.slice(1))
      await watchAccess(house.desk)
      alertsByRound.push((await house.rows('privacy_alert')).length)
    }
    // Their own record on the third day; the other record, opened twice, is clear when the second day is over.
    expect(alertsByRound.slice(0, 3)).toEqual([0, 0, expect.any(Number)])
    expect(alertsByRound[2]).toBeGreaterThan(0)
    house.later(86_400)
    expect(await watchAccess(house.desk)).toEqual([days.at(-1)])
    inRounds = await kept()
    expect(inRounds.findings.filter((f) => f.includes('"self"')).length).toBe(1)
  })

  it('does not call a day over while one of its events waits to be sealed', async () => {
    const late = dayPlus(today, 7)
    house.later((Date.parse(`${late}T12:00:00Z`) - house.desk.clock().getTime()) / 1000)
    const event = {
      ...act(await aMember(house), (await aPatient(house)).id, late),
      at: `${late}T12:00:00.000Z`,
    }
    await transact(house.desk.db, (trx) => appendEvents(house.desk, trx, [event]))
    house.later(86_400)
    expect(await watchAccess(house.desk)).toEqual([])
    await sealAudit(house.desk, withoutPause)
    expect(await watchAccess(house.desk)).toEqual([late])
    inRounds = await kept()
  })

  it('finds the same when it starts from nothing', async () => {
    const before = await house.desk.db.read
      .selectFrom('privacy_day')
      .select('day')
      .orderBy('day')
      .executeTakeFirstOrThrow()
    await forget(dayPlus(before.day, -1))
    await watchAccess(house.desk)
    expect(await kept()).toEqual(inRounds)
  })

  it('writes nothing twice when several nodes watch at once', async () => {
    await forget(dayPlus(today, -1))
    const done = (await Promise.all([1, 2, 3].map(() => watchAccess(house.desk)))).flat()
    expect([...done].sort()).toEqual([...new Set(done)].sort())
    await watchAccess(house.desk)
    expect((await kept()).alerts).toEqual(inRounds.alerts)
    expect((await kept()).findings).toEqual(inRounds.findings)
  })

  it('records each day it scored, and each alert, in the log', async () => {
    const scored = await house.audit('privacy.day-scored')
    expect(scored.map((e) => e.detail?.day)).toEqual(expect.arrayContaining(days))
    expect((await house.audit('privacy-alert.raised')).length).toBeGreaterThanOrEqual(
      (await house.rows('privacy_alert')).length,
    )
  })
})
