import { hostname, userInfo } from 'node:os'
import { expect, it } from 'vitest'
import { record } from '../../api/audit/record.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { recordStatus, serverStarted } from '../../api/audit/status.ts'
import { commands } from '../../api/commandLine.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { operatorHere } from '../../api/core/operator.ts'
import { aConflict } from '../support/conflicts.ts'
import { houseForTests } from '../support/harness.ts'
import { logged, writeLog } from '../support/log.ts'

/* Under which circumstances the log was written: by whom at the command line, by what version set how, and by which clock. */

const house = houseForTests()
const at = (minutesAgo: number) => new Date(house.desk.clock().getTime() - minutesAgo * 60_000).toISOString()
const event = (minutesAgo: number) => logged('patient.shown', { at: at(minutesAgo), actorId: newId() })

it('events that say they are much earlier than one before them are told, and the log is as it was sealed', async () => {
  await writeLog(house, [event(3)])
  await writeLog(house, [event(9)])
  // Minutes are what transactions of several nodes may take.
  expect(await verifyAudit(house.desk)).toMatchObject({ ok: true, outOfOrder: null })
  const past = event(60 * 24 * 7)
  await writeLog(house, [past])
  await writeLog(house, [event(0)])
  const { size } = await verifyAudit(house.desk)
  expect(await verifyAudit(house.desk)).toMatchObject({
    ok: true,
    outOfOrder: { events: 1, leafIndex: size - 2, eventId: past.id },
  })
})

it('the start of the server says its version and how it is set, and no secret', async () => {
  const { config } = house.desk
  config.checkpointTargets.push('https://anchor.test/hidden-path?key=hidden', '/mnt/hidden')
  config.metricsToken = 'hidden-metrics-token'
  await recordStatus(house.desk, serverStarted)
  const started = (await house.audit('server.started')).at(-1)!
  expect(started.detail).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    runtime: process.version,
    database: 'sqlite',
    anchors: ['https://anchor.test', 'a folder'],
    on: expect.arrayContaining(['mail', 'metrics-token']),
  })
  expect(JSON.stringify(started)).not.toContain('hidden')
  // Once more without the anchor: the log shows what was taken away.
  config.checkpointTargets.splice(0)
  await recordStatus(house.desk, serverStarted)
  expect((await house.audit('server.started')).at(-1)!.detail!.anchors).toEqual([])
  await sealAudit(house.desk, withoutPause)
})

it('what the command line records names the person of the system, the terminal and the host', async () => {
  const operator = operatorHere({ SUDO_USER: 'pat' })
  expect(operator).toMatchObject({ user: `${userInfo().username} by pat`, host: hostname() })
  const ctx = { ...systemCtx(house.desk, 'command-line', newId()), operator }
  await transact(house.desk.db, (trx) => record(trx, ctx, serverStarted, { detail: { node: 'here' } }))
  expect((await house.audit('server.started')).at(-1)!.detail).toEqual({ node: 'here', ...operator })
})

it('what the command line shows of patients and staff is a look by the person who asked', async () => {
  const ctx = { ...systemCtx(house.desk, 'command-line', newId()), operator: operatorHere({}) }
  const { patient } = await aConflict(house)
  await commands['import conflicts']!(ctx, {})
  expect((await house.audit('record-conflict.listed')).at(-1)).toMatchObject({
    actorId: 'command-line',
    patientIds: [patient.id],
    detail: { rows: 1, user: userInfo().username },
  })
  await commands['staff list']!(ctx, {})
  expect((await house.audit('staff.listed')).at(-1)).toMatchObject({ detail: { host: hostname() } })
})
