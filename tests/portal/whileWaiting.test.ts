import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { runAct } from '../../api/acts/run.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { askForProxy } from '../../api/portal/proxies/myProxies.ts'
import { aCaredFor, aQuestion } from '../acts/examples/messages.ts'
import { signedInPatient } from '../acts/examples/outside.ts'
import { aGrant } from '../acts/examples/proxies.ts'
import { engine, houseForTests, type Reply } from '../support/harness.ts'
import { refused } from '../support/people.ts'

const house = houseForTests()

type CaredFor = Awaited<ReturnType<typeof aCaredFor>>

/** Asks while somebody at the desk has the patient's row, and is answered once what they did there is committed. */
async function meanwhile(
  patientId: string,
  ask: () => Promise<Reply>,
  done: (db: typeof house.owner.write) => Promise<unknown>,
) {
  let asked!: Promise<Reply>
  await house.owner.write.transaction().execute(async (trx) => {
    await sql`select id from patient where id = ${patientId} for update`.execute(trx)
    asked = ask()
    await delay(500)
    await done(trx as never)
  })
  return asked
}

it('who was signed out since their request came does nothing', async () => {
  const me = await signedInPatient(house)
  const { sid } = (await house.rows('portal_session')).find((row) => row.account_id === me.loginId)!
  const actor = { type: 'patient', id: me.loginId, patientId: me.patientId, sid } as const
  const ctx = { ...systemCtx(house.desk, 'test', newId()), actor }
  const ask = () => runAct(askForProxy, ctx, { name: 'Pat Lee', relationship: 'spouse' })
  await ask()
  await house.owner.write.deleteFrom('portal_session').where('sid', '=', sid).execute()
  await expect(ask()).rejects.toMatchObject({ status: 401 })
})

// On SQLite whoever writes waits before anything is read.
describe.runIf(engine === 'postgres')('what a patient asks for while the desk acts on their record', () => {
  it.each<[string, (me: CaredFor) => Promise<Reply>]>([
    ['on a record', (me) => me.by.post('/portal/v1/message-threads', aQuestion(me.clinic))],
    ['on the login', (me) => me.by.post('/portal/v1/proxies', { name: 'Pat Lee', relationship: 'spouse' })],
    [
      'of choices',
      (me) => me.by.put('/portal/v1/preferences', { language: 'es', news: 'none', paperless: true }),
    ],
  ])('is not done by a session that the desk ended meanwhile: %s', async (_, ask) => {
    const me = await aCaredFor(house)
    const mine = async () => [
      (await house.rows('message_thread')).filter((row) => row.patient_id === me.patientId),
      (await house.rows('proxy_grant')).filter((row) => row.patient_id === me.patientId),
      (await house.rows('patient_preference')).filter((row) => row.patient_id === me.patientId),
    ]
    const before = await mine()
    const reply = await meanwhile(
      me.patientId,
      () => ask(me),
      (db) => db.deleteFrom('portal_session').where('account_id', '=', me.loginId).execute(),
    )
    refused(reply, 401)
    expect(await mine()).toEqual(before)
  })

  it('is not done by a proxy whose access the desk ended meanwhile', async () => {
    const child = await aCaredFor(house)
    const parent = await signedInPatient(house)
    const grant = await aGrant(house, child.patientId, { proxy_patient_id: parent.patientId, access: 'full' })
    const reply = await meanwhile(
      child.patientId,
      () => parent.by.post('/portal/v1/message-threads', { ...aQuestion(child.clinic), for: grant.id }),
      (db) => db.updateTable('proxy_grant').set({ status: 'ended' }).where('id', '=', grant.id).execute(),
    )
    refused(reply, 404)
    expect((await house.rows('message_thread')).filter((row) => row.patient_id === child.patientId)).toEqual(
      [],
    )
  })
})
