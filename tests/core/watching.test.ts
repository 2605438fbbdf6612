import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { houseForTests } from '../support/harness.ts'

const house = houseForTests()
const docs = path.resolve(import.meta.dirname, '../../docs/deploy')
const token = 'a token of the one who watches'

async function metrics() {
  house.desk.config.metricsToken = token
  const reply = await house.call('GET', '/metrics', undefined, { Authorization: `Bearer ${token}` })
  expect(reply.status).toBe(200)
  return new Map(
    (reply.body as string)
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => [line.replace(/[{ ].*/, ''), Number(line.split(' ').at(-1))] as const),
  )
}

it('rules and dashboard ask only for what is answered, and everything that is watched is answered', async () => {
  await house.signIn('helpdesk')
  await sealAudit(house.desk, withoutPause)
  await house.call('GET', '/healthz')
  const given = await metrics()
  const asked = [
    readFileSync(path.join(docs, 'alerts.yml'), 'utf8'),
    readFileSync(path.join(docs, 'grafana.json'), 'utf8'),
  ]
    .join('\n')
    .match(/\b(?:desk|audit|mail|data|database|backup|http|nodejs|process)_[a-z_0-9]+\b/g)!
  // Of a new house there is no backup, no drill, no verification and no other clock, and PostgreSQL has no file.
  const notYet =
    /^(desk_clock_ahead_seconds|backup_age_seconds|backup_restore_seconds|audit_verification_|database_)/
  expect(new Set(asked).size).toBeGreaterThan(18)
  expect([...new Set(asked)].filter((name) => !given.has(name) && !notYet.test(name))).toEqual([])
})

it('what waits to be sealed and to be sent is told, with how long it waits', async () => {
  await house.signIn('helpdesk')
  const at = house.desk.clock().toISOString()
  await house.desk.db.write
    .insertInto('mail')
    .values({
      id: 'mail-1',
      channel: 'email',
      template: 'activation',
      patient_id: null,
      contact_point_id: null,
      case_id: null,
      sealed_message: null,
      status: 'queued',
      attempts: 0,
      next_attempt_at: at,
      last_error: null,
      created_at: at,
      expires_at: at,
      sent_at: null,
      bounced_at: null,
    })
    .execute()
  house.later(120)
  const before = await metrics()
  expect(before.get('audit_pending_events')).toBeGreaterThan(0)
  expect(before.get('audit_oldest_pending_seconds')).toBeGreaterThan(100)
  expect((await house.call('GET', '/readyz')).body.oldestPendingSeconds).toBeGreaterThan(100)
  expect(before.get('mail_oldest_waiting_seconds')).toBeGreaterThan(100)
  await sealAudit(house.desk, withoutPause)
  expect((await metrics()).get('audit_oldest_pending_seconds')).toBe(0)
})
