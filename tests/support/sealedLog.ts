import { sql } from 'kysely'
import { afterAll, expect } from 'vitest'
import { appendEvents, auditEvent } from '../../api/audit/record.ts'
import { readHead } from '../../api/audit/seal/head.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { engine, type House, type KeptHouse, openHouse } from './harness.ts'
import { actionOf } from './log.ts'

export const patientOf = (i: number) => `00000000-0000-4000-8000-${String(i % 7).padStart(12, '0')}`

const write = (house: House, n: number) =>
  transact(house.desk.db, async (trx) => {
    const ctx = systemCtx(house.desk, 'test', newId())
    const events = Array.from({ length: n }, (_, i) =>
      auditEvent(ctx, actionOf(i % 3 ? 'patient.shown' : 'case.shown'), { patientIds: [patientOf(i)] }),
    )
    await appendEvents(house.desk, trx, events)
  })

/** A log of 600 events in two sealings: more than two kept nodes, and a checkpoint saved between and at the end. */
async function sealed(): Promise<KeptHouse> {
  const { house, keep } = await openHouse()
  await write(house, 400)
  await sealAudit(house.desk, withoutPause)
  await write(house, 200)
  await sealAudit(house.desk, withoutPause)
  return keep()
}

// Written and sealed once for all tests of a file, which says when it is done; each alters a copy of its own.
let kept: Promise<KeptHouse> | undefined
export function sealedLogForTests(): void {
  afterAll(async () => {
    await (await kept)?.drop()
    kept = undefined
  })
}

async function aLog() {
  kept ??= sealed()
  const { house, stop } = await openHouse(await kept)
  house.stopClock()
  // Purging, indexing anew and the like are commands of the database's owner.
  const ctx = systemCtx({ ...house.desk, db: house.owner }, 'test', newId())
  const saved = (await readHead(house.desk.db.read))!.checkpoint
  // Both ways must tell the same of the log itself; the index is looked at by one of them.
  const verify = async (checkpoint = saved) => {
    const whole = await verifyAudit(house.desk, { checkpoint })
    const quick = await verifyAudit(house.desk, { checkpoint, index: false })
    if (whole.faults[0]?.kind !== 'index')
      expect(quick.faults.map((fault) => fault.message)).toEqual(whole.faults.map((fault) => fault.message))
    return whole
  }
  return { house, ctx, write: (n: number) => write(house, n), saved, verify, stop }
}

/** Somebody with all rights to the database, who sets the triggers aside and puts them back. */
export async function asIntruder(house: House, ...statements: string[]): Promise<void> {
  const db = house.owner.write
  const tables = ['audit_event', 'audit_leaf', 'audit_node', 'audit_checkpoint', 'audit_epoch']
  const run = (text: string) => sql.raw(text).execute(db)
  if (engine === 'postgres') {
    for (const table of tables) await run(`alter table ${table} disable trigger all`)
    for (const statement of statements) await run(statement)
    for (const table of tables) await run(`alter table ${table} enable trigger all`)
    return
  }
  const { rows } = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_master where type = 'trigger'`.execute(db)
  for (const { name } of rows) await run(`drop trigger ${name}`)
  for (const statement of statements) await run(statement)
  for (const trigger of rows) await run(trigger.sql)
}

export const bodyAt = (index: number) =>
  `(select body from audit_event where id = (select event_id from audit_leaf where leaf_index = ${index}))`
export const idAt = (index: number) => `(select event_id from audit_leaf where leaf_index = ${index})`

export async function inLog<T>(work: (log: Awaited<ReturnType<typeof aLog>>) => Promise<T>): Promise<T> {
  const log = await aLog()
  try {
    return await work(log)
  } finally {
    await log.stop()
  }
}

/** What verification says after some statements of an intruder. */
export const verdictOn = (...statements: string[]) =>
  inLog(async ({ house, verify }) => {
    await asIntruder(house, ...statements)
    return verify()
  })

export const auditTables = [
  'audit_pending',
  'audit_event',
  'audit_leaf',
  'audit_node',
  'audit_checkpoint',
  'audit_epoch',
  'audit_head',
  'audit_search',
  'audit_patient',
]

/** A copy of the database as a backup is, and what brings it back. */
export async function backUp(house: House): Promise<{ restore(): Promise<void> }> {
  for (const table of auditTables)
    await asIntruder(house, `create table backup_${table} as select * from ${table}`)
  return {
    async restore() {
      for (const table of auditTables)
        await asIntruder(house, `delete from ${table}`, `insert into ${table} select * from backup_${table}`)
    },
  }
}
