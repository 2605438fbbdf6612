import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { bindRecords } from '../../api/audit/seal/bindRecords.ts'
import { checkNewest } from '../../api/audit/seal/checkNewest.ts'
import { lastVerified } from '../../api/audit/seal/lastVerified.ts'
import { leafHash } from '../../api/audit/seal/merkle.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { verifyAndTell } from '../../api/privacy/alerts/verifyAndTell.ts'
import { watchProtection } from '../../api/privacy/alerts/watchProtection.ts'
import { engine, type House, itOnce } from '../support/harness.ts'
import { must } from '../support/people.ts'
import { asIntruder, idAt, inLog, sealedLogForTests } from '../support/sealedLog.ts'

sealedLogForTests()

const edited = (leaf: number) =>
  `update audit_event set body = replace(body, 'shown', 'shoWn') where id = ${idAt(leaf)}`

it('what was done to the newest events is told by kind, and nothing is once it is undone', () =>
  inLog(async ({ house }) => {
    const kinds = async () => (await checkNewest(house.desk)).map(({ kind, leafIndex }) => [kind, leafIndex])
    expect(await kinds()).toEqual([])
    const rows = await house.owner.read
      .selectFrom('audit_leaf as l')
      .innerJoin('audit_event as e', 'e.id', 'l.event_id')
      .select(['l.leaf_index', 'l.leaf_hash', 'e.id', 'e.body'])
      .where('l.leaf_index', '>=', 550)
      .orderBy('l.leaf_index')
      .execute()
    const [first, last] = [rows[0]!, rows.at(-1)!]
    const forged = first.body.replace('shown', 'shoWn')
    const restore = `update audit_event set body = '${first.body}' where id = '${first.id}'`
    const leaf = (index: number, { id, leaf_hash }: typeof last) =>
      `insert into audit_leaf (leaf_index, event_id, leaf_hash) values (${index}, '${id}', '${leaf_hash}')`
    const stray = last.id.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))
    const cases: [string[], string[], [string, number | null]][] = [
      [[edited(550)], [restore], ['edited', 550]],
      [
        [edited(550), `update audit_leaf set leaf_hash = '${leafHash(forged)}' where leaf_index = 550`],
        [restore, `update audit_leaf set leaf_hash = '${first.leaf_hash}' where leaf_index = 550`],
        ['edited', 0],
      ],
      [
        [`delete from audit_event where id = '${last.id}'`],
        [`insert into audit_event (id, body) values ('${last.id}', '${last.body}')`],
        ['deleted', 599],
      ],
      [['delete from audit_leaf where leaf_index = 599'], [leaf(599, last)], ['deleted', 599]],
      [
        [`insert into audit_event (id, body) values ('${stray}', '${last.body}')`],
        [`delete from audit_event where id = '${stray}'`],
        ['inserted', null],
      ],
      [
        [
          `insert into audit_event (id, body) values ('${stray}', '${last.body}')`,
          leaf(600, { ...last, id: stray }),
        ],
        ['delete from audit_leaf where leaf_index = 600', `delete from audit_event where id = '${stray}'`],
        ['inserted', 600],
      ],
      [
        ['update audit_search set actor = actor + 1 where leaf_index = 580'],
        ['update audit_search set actor = actor - 1 where leaf_index = 580'],
        ['index', 580],
      ],
      [
        ["update audit_head set checkpoint = replace(checkpoint, '600', '601')"],
        ["update audit_head set checkpoint = replace(checkpoint, '601', '600')"],
        ['signature', null],
      ],
    ]
    for (const [tamper, undo, found] of cases) {
      await asIntruder(house, ...tamper)
      expect(await kinds()).toEqual([found])
      await asIntruder(house, ...undo)
      expect(await kinds()).toEqual([])
    }
  }))

it('the job of each minute tells officers, administrators, readiness, metrics and the log, once', () =>
  inLog(async ({ house }) => {
    const [officer, admin] = [await house.signIn('privacy-officer'), await house.signIn('administrator')]
    const round = async () => {
      house.later(60)
      await sealAudit(house.desk, withoutPause)
      await watchProtection(house.desk)
      await deliverMail(house.desk)
      return (await house.call('GET', '/readyz')).body.auditLog
    }
    expect(await round()).toBe('protected')
    await asIntruder(house, edited(599))
    expect([await round(), await round()]).toEqual(['altered', 'altered'])
    const mails = house.mailbox.mails.filter(({ subject }) => subject === 'The audit log does not verify')
    expect(mails.map(({ to }) => to).sort()).toEqual([officer.email, admin.email].sort())
    expect(await house.audit('audit.newest-altered')).toMatchObject([
      { outcome: 'failure', detail: { breaches: ['edited leaf 599'] } },
    ])
    expect((await officer.get('/api/audit-integrity')).body.problem).toBe('newest-altered')
    await asIntruder(
      house,
      `update audit_event set body = replace(body, 'shoWn', 'shown') where id = ${idAt(599)}`,
    )
    expect(await round()).toBe('protected')
  }))

it('what was found stands in the officers’ queue once, is closed by an officer’s word, and is missed where somebody deletes it', () =>
  inLog(async ({ house }) => {
    let officer = await house.signIn('privacy-officer')
    const open = async () =>
      must(await officer.get(`/api/privacy-alerts?filter=${encodeURIComponent('{"status":"open"}')}`))
    const round = async () => {
      house.later(61)
      await sealAudit(house.desk, withoutPause)
      await watchProtection(house.desk)
    }
    await asIntruder(house, edited(599))
    await round()
    await round()
    const [first, ...others] = await open()
    expect(others).toEqual([])
    expect(first).toMatchObject({ staff: null, patient: null, rules: [{ code: 'log-altered' }] })
    await asIntruder(house, 'delete from privacy_finding', 'delete from privacy_alert')
    await round()
    const [again] = await open()
    const shown = must(await officer.get(`/api/privacy-alerts/${again.id}`))
    expect(shown.findings.map((one: { evidence: string }) => one.evidence)).toEqual([
      expect.stringMatching(/edited leaf 599.*bound alerts about the log/),
    ])
    const word = { outcome: 'appropriate', measure: 'referred', conclusion: 'A restore, by the hospital.' }
    must(await officer.post(`/api/privacy-alerts/${again.id}/sign`, { ...word, version: shown.version }))
    await round()
    expect(await open()).toEqual([])
    // A round finds the same again and again, and it was signed.
    house.later(25 * 3_600)
    await sealAudit(house.desk, withoutPause)
    await verifyAndTell(house.desk)
    expect(lastVerified(house.desk)?.ok).toBe(false)
    officer = await house.signIn('privacy-officer')
    expect(await open()).toEqual([])
  }))

/** Three looks, of a minute each, and what is open in the queue then. */
const queueAfter = async (house: House, ...statements: string[]) => {
  await asIntruder(house, ...statements)
  for (let times = 0; times < 3; times++) {
    house.later(61)
    await sealAudit(house.desk, withoutPause)
    await watchProtection(house.desk)
  }
  const rows = await house.desk.db.read
    .selectFrom('privacy_finding as f')
    .innerJoin('privacy_alert as a', 'a.id', 'f.alert_id')
    .select(['f.evidence', 'a.id'])
    .where('a.status', '=', 'open')
    .where('a.staff_id', 'is', null)
    .orderBy('f.day')
    .orderBy('f.n')
    .execute()
  return { alerts: new Set(rows.map(({ id }) => id)).size, says: rows.map(({ evidence }) => evidence) }
}
const deleted = ['delete from privacy_finding', 'delete from privacy_alert']

it('an alert of the log that is deleted again and again is made again each time, and at once where it was never bound', () =>
  inLog(async ({ house }) => {
    house.later(200)
    await bindRecords(house.desk)
    house.later(200)
    expect((await queueAfter(house)).alerts).toBe(0)
    await asIntruder(house, edited(599))
    house.later(61)
    await watchProtection(house.desk)
    expect(await house.rows('privacy_alert')).toHaveLength(1)
    for (let times = 0; times < 3; times++) expect((await queueAfter(house, ...deleted)).alerts).toBe(1)
  }))

itOnce('what is altered next is told, though what was altered before stands there still', () =>
  inLog(async ({ house }) => {
    const people = [await house.signIn('helpdesk'), await house.signIn('helpdesk')]
    expect((await queueAfter(house)).alerts).toBe(0)
    await bindRecords(house.desk)
    const next = [
      ...people.map(({ id }) => `update staff set role = 'administrator' where id = '${id}'`),
      edited(590),
      edited(595),
    ]
    let told = 0
    for (const statement of next) {
      const { says } = await queueAfter(house, statement)
      expect(says.length).toBeGreaterThan(told)
      told = says.length
    }
    expect((await queueAfter(house)).says).toHaveLength(told)
  }),
)

itOnce(
  'no finding put into the database by hand keeps an alert of the log back, and none is altered unseen',
  () =>
    inLog(async ({ house }) => {
      const { id } = await house.signIn('helpdesk')
      const now = house.desk.clock().toISOString()
      const day = now.slice(0, 10)
      const others = '00000000-0000-4000-8000-000000000001'
      const columns = 'day, staff_id, patient_id, caller_key, rule, score, context, alert_id, n, evidence'
      const byHand = (n: number, what: string) =>
        `insert into privacy_finding (${columns}) values ('${day}', '', '', '', 'log-altered', 90, '{}', '${others}', ${n}, '{"what":"${what}"}')`
      const { says } = await queueAfter(
        house,
        `insert into privacy_alert (id, staff_id, status, score, first_day, last_day, discovered_at, due_at, version)
        values ('${others}', '${id}', 'open', 9, '${day}', '${day}', '${now}', '${now}', 1)`,
        byHand(0, 'edited leaf 599'),
        byHand(2, 'edited leaf 599'),
        edited(599),
      )
      expect(says).toEqual([expect.stringContaining('edited leaf 599')])
      const after = await queueAfter(
        house,
        `update privacy_finding set evidence = replace(evidence, 'edited leaf 599', 'nothing') where alert_id <> '${others}'`,
      )
      expect(after.says).toContainEqual(
        expect.stringMatching(/edited leaf 599.*bound what alerts about the log say/),
      )
    }),
)

it('a look at events that cannot be done keeps nothing back of what protects them', () =>
  inLog(async ({ house }) => {
    const officer = await house.signIn('privacy-officer')
    await asIntruder(house, 'alter table audit_search rename to hidden')
    const unprotect =
      engine === 'postgres'
        ? 'alter table audit_event disable trigger user'
        : 'drop trigger audit_event_no_update'
    await sql.raw(unprotect).execute(house.owner.write)
    await expect(watchProtection(house.desk)).rejects.toThrow()
    expect(house.desk.auditLog).toBe('altered')
    await deliverMail(house.desk)
    expect(house.mailbox.mails.map(({ to, subject }) => [to, subject])).toContainEqual([
      officer.email,
      'The protection of the audit log was altered',
    ])
  }))

it('an old event is left to the rounds, and does not hide behind the newest', () =>
  inLog(async ({ house, write }) => {
    await write(2_500)
    await sealAudit(house.desk, withoutPause)
    expect(await checkNewest(house.desk)).toEqual([])
    await asIntruder(house, edited(10))
    expect(await checkNewest(house.desk)).toEqual([])
    await asIntruder(house, `delete from audit_node where level = 8 and position = 0`)
    expect((await checkNewest(house.desk)).map(({ kind }) => kind)).toEqual(['edited'])
  }))
