import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { checkNewest } from '../../api/audit/seal/checkNewest.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { roles } from '../../api/core/access/permissions.ts'
import { examples } from '../acts/examples/all.ts'
import { type Cast, perform } from '../acts/stage.ts'
import { bind, faultsIn } from '../support/bound.ts'
import { enrolled } from '../support/enrolled.ts'
import { houseForTests } from '../support/harness.ts'
import { provedMinutesAgo } from '../support/staffSessions.ts'

/* Whoever writes to the database alone, and would sign in as a colleague or be taken for somebody who is no kin of theirs. */

const house = houseForTests()
const cast = {} as Cast
const run = (text: string) => sql.raw(text).execute(house.owner.write)
const about = [
  'passwords and authenticators of staff',
  'passkeys of staff',
  'recovery codes of staff',
  'enrollment links',
  'clinics of staff',
] as const
const faults = async () => {
  await sealAudit(house.desk, withoutPause)
  const ours = (message: string) => about.some((name) => message.endsWith(name))
  const minute = (await checkNewest(house.desk)).map(({ message }) => message.split(':')[0]!)
  return [(await faultsIn(house)).filter(ours), minute.filter(ours)]
}
const acts = [
  ...['staff.enrolled', 'staff.password-changed', 'staff.passkey-added', 'staff.passkey-removed'],
  ...['staff.recovery-codes-replaced', 'staff.enrolment-approved', 'staff.clinic-set'],
]

beforeAll(async () => {
  for (const role of roles) cast[role] = await enrolled(house, role)
  await bind(house)
}, 60_000)

it('what acts change of how staff sign in, and of their clinics, raises no alarm', async () => {
  for (const name of [...acts, 'staff.passkey-added']) {
    await provedMinutesAgo(house)
    const stage = await examples[name]!(house, cast)
    // The stage puts somebody there by SQL.
    if (name === 'staff.clinic-set') await run('delete from staff_clinic')
    const { status, body } = await perform(stage)
    expect([name, status < 300, body]).toEqual([name, true, body])
    expect([name, await faults()]).toEqual([name, [[], []]])
  }
  await bind(house)
  expect(await faults()).toEqual([[], []])
}, 60_000)

const officer = () => cast['privacy-officer']!.id!
const agent = () => cast.helpdesk!.id!
const tampers: [name: (typeof about)[number], what: string, table: string, by: () => string][] = [
  [
    'passwords and authenticators of staff',
    'the password and secret of one’s own account given to an officer',
    'staff',
    () => `update staff set (password_hash, totp_secret) = (select 'mine', 'mine') where id = '${officer()}'`,
  ],
  [
    'passkeys of staff',
    'a passkey given to an officer',
    'staff_passkey',
    () => `update staff_passkey set staff_id = '${officer()}'`,
  ],
  ['passkeys of staff', 'a passkey taken', 'staff_passkey', () => 'delete from staff_passkey'],
  [
    'recovery codes of staff',
    'recovery codes given to an officer',
    'staff_recovery_code',
    () => `update staff_recovery_code set staff_id = '${officer()}'`,
  ],
  [
    'enrollment links',
    'a link to enroll as an officer',
    'staff_enrolment',
    () => {
      const at = house.desk.clock().toISOString()
      return `insert into staff_enrolment (token_hash, staff_id, created_at, expires_at) values ('mine', '${officer()}', '${at}', '2099-01-01T00:00:00.000Z')`
    },
  ],
  [
    'enrollment links',
    'a link given to another',
    'staff_enrolment',
    () => `update staff_enrolment set staff_id = '${agent()}'`,
  ],
  [
    'clinics of staff',
    'another clinic',
    'staff_clinic',
    () => `insert into staff_clinic select '${agent()}', id from clinic limit 1`,
  ],
]

it.each(tampers)('%s: %s by SQL is told within a minute', async (name, _, table, by) => {
  await run('pragma foreign_keys = off')
  await run(`create temp table was as select * from ${table}`)
  expect(await faults()).toEqual([[], []])
  await run(by())
  house.later(120)
  expect(await faults()).toEqual([[`bound ${name}`], [name]])
  await run(
    table === 'staff'
      ? `update staff set (password_hash, totp_secret) = (select w.password_hash, w.totp_secret from was w where w.id = staff.id)`
      : `delete from ${table}`,
  )
  if (table !== 'staff') await run(`insert into ${table} select * from was`)
  await run('drop table was')
  expect(await faults()).toEqual([[], []])
})
