import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { bindRecords } from '../../api/audit/seal/bindRecords.ts'
import { checkNewest } from '../../api/audit/seal/checkNewest.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { deliverMail } from '../../api/mail/deliverMail.ts'
import { verifyAndTell } from '../../api/privacy/alerts/verifyAndTell.ts'
import { watchProtection } from '../../api/privacy/alerts/watchProtection.ts'
import { type House, itOnce } from '../support/harness.ts'
import { asIntruder, idAt, inLog, sealedLogForTests } from '../support/sealedLog.ts'

/*
 * Somebody who writes to the database as they like and holds no key keeps the desk from looking, instead of hiding what it looks at.
 */

sealedLogForTests()

const sealAndBind = async ({ desk }: House) => {
  await sealAudit(desk, withoutPause)
  await bindRecords(desk)
  await sealAudit(desk, withoutPause)
}
const minute = async ({ desk }: House) => (await checkNewest(desk)).map(({ kind }) => kind)
const named = async ({ desk }: House) =>
  (await checkNewest(desk)).map(({ kind, message }) => `${kind} ${message.split(':')[0]}`)
const whole = async ({ desk }: House) =>
  (await verifyAudit(desk, { threads: 0 })).faults.map(({ kind }) => kind)

it('a row that is always there is taken away: it is a finding, and hides no other', () =>
  inLog(async ({ house }) => {
    const { id } = await house.signIn('helpdesk')
    house.later(200)
    await sealAndBind(house)
    await asIntruder(
      house,
      'delete from privacy_state',
      `update staff set name = 'Somebody Else' where id = '${id}'`,
    )
    const found = ['bound how far accesses are scored', 'bound staff']
    expect(await named(house)).toEqual(expect.arrayContaining(found))
    expect(await whole(house)).toContain('bound')
  }))

it('a table that is looked at is made unreadable: officers hear of it within a minute, and of a round that cannot go on', () =>
  inLog(async ({ house }) => {
    const officer = await house.signIn('privacy-officer')
    await asIntruder(house, 'alter table audit_search rename to hidden')
    await expect(watchProtection(house.desk)).rejects.toThrow()
    expect(house.desk.auditLog).toBe('altered')
    await deliverMail(house.desk)
    const told = () =>
      house.mailbox.mails.filter(
        ({ to, subject }) => to === officer.email && subject === 'The audit log does not verify',
      ).length
    expect(told()).toBe(1)
    await verifyAndTell(house.desk)
    await deliverMail(house.desk)
    expect(told()).toBe(2)
    expect(await whole(house)).toEqual(['unreadable'])
  }))

it('leaves at the end are given numbers that no log has, and verification misses them', () =>
  inLog(async ({ house }) => {
    await asIntruder(house, 'update audit_leaf set leaf_index = -1 - leaf_index where leaf_index >= 590')
    expect(await whole(house)).toContain('deleted')
    await asIntruder(house, 'update audit_leaf set leaf_index = 1000000 - leaf_index where leaf_index < 0')
    expect(await whole(house)).toContain('deleted')
  }))

it('a head that says there are more events than there can be is named, at once', () =>
  inLog(async ({ house }) => {
    await asIntruder(house, 'update audit_head set size = 9007199254740991')
    expect(await whole(house)).toContain('signature')
  }))

it('a word beside the head that stops the sealer is told within a minute', () =>
  inLog(async ({ house }) => {
    await sealAndBind(house)
    expect(await minute(house)).toEqual([])
    for (const column of ['verifier_key', 'origin']) {
      const [{ was }] = (
        await sql<{ was: string }>`select ${sql.ref(column)} as was from audit_epoch`.execute(
          house.owner.write,
        )
      ).rows as [{ was: string }]
      await asIntruder(house, `update audit_epoch set ${column} = 'x'`)
      expect(await minute(house)).toEqual(['signature'])
      await asIntruder(house, `update audit_epoch set ${column} = '${was}'`)
      expect(await minute(house)).toEqual([])
    }
  }))

itOnce('events that the sealer is kept from are told after some looks, and not at the first', () =>
  inLog(async ({ house, write }) => {
    await write(1)
    house.later(30)
    await write(1)
    const looks = []
    for (let look = 0; look < 6; look++) looks.push(await minute(house))
    expect(looks).toEqual([[], [], [], [], [], ['pending-too-long']])
    await sealAudit(house.desk, withoutPause)
    expect(await minute(house)).toEqual([])
  }),
)

it('what bound the records is taken out of the index, and told before a round comes to it', () =>
  inLog(async ({ house, write }) => {
    await house.signIn('helpdesk')
    house.later(200)
    await sealAndBind(house)
    // Beyond the newest, whose rows in the index are looked at.
    await write(2_500)
    await sealAudit(house.desk, withoutPause)
    expect(await minute(house)).toEqual([])
    await asIntruder(
      house,
      `create table hidden as select * from audit_search where leaf_index between 600 and 610`,
      'delete from audit_search where leaf_index between 600 and 610',
      "update staff set role = 'administrator'",
    )
    expect(await minute(house)).toEqual(['index'])
    await asIntruder(house, 'insert into audit_search select * from hidden', 'drop table hidden')
    expect(await minute(house)).toContain('bound')
  }))

it('a kind of event that was another for a moment is found again by searches and by what looks at what is bound', () =>
  inLog(async ({ house }) => {
    const { id } = await house.signIn('helpdesk')
    house.later(200)
    await sealAndBind(house)
    expect(await minute(house)).toEqual([])
    const last = '(select max(kind) from audit_kind)'
    const columns = 'actor_type, actor_role, outcome, object_type, purpose, in_case'
    await asIntruder(
      house,
      "update audit_kind set action = 'case.shown too' where action = 'audit.bound'",
      `insert into audit_kind (kind, action, ${columns}) select ${last} + 1, 'none', ${columns} from audit_kind where kind = 1`,
    )
    await minute(house)
    await asIntruder(
      house,
      `delete from audit_kind where kind = ${last}`,
      "update audit_kind set action = 'audit.bound' where action = 'case.shown too'",
      `update staff set name = 'Somebody Else' where id = '${id}'`,
    )
    expect(await named(house)).toContain('bound staff')
  }))

itOnce('the first half hour of a month is looked at as any other', () =>
  inLog(async ({ house }) => {
    const { id } = await house.signIn('helpdesk')
    house.later(200)
    await sealAndBind(house)
    const now = house.desk.clock()
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1, 0, 5))
    house.later((month.getTime() - now.getTime()) / 1000)
    expect(await minute(house)).toEqual([])
    await asIntruder(house, `update staff set role = 'administrator' where id = '${id}'`)
    expect(await named(house)).toContain('bound staff')
  }),
)

it('an event that was edited is named beside what cannot be read', () =>
  inLog(async ({ house }) => {
    house.later(200)
    await sealAndBind(house)
    await asIntruder(
      house,
      'delete from privacy_state',
      `update audit_event set body = replace(body, 'shown', 'shoWn') where id = ${idAt(10)}`,
    )
    expect(await whole(house)).toEqual(['edited', 'bound'])
  }))
