import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { bodyOf } from '../../api/audit/event.ts'
import { record } from '../../api/audit/record.ts'
import { beginEpoch } from '../../api/audit/seal/beginEpoch.ts'
import { readHead, signerOf } from '../../api/audit/seal/head.ts'
import { Frontier, leafHash } from '../../api/audit/seal/merkle.ts'
import { pushCheckpoint } from '../../api/audit/seal/pushCheckpoint.ts'
import { sealAudit } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { verifyOn } from '../../api/audit/seal/verifyOn.ts'
import { commandLine } from '../../api/commandLine.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { type House, itOnce } from '../support/harness.ts'
import { actionOf } from '../support/log.ts'
import { must } from '../support/people.ts'
import { asIntruder, auditTables, backUp, inLog, sealedLogForTests, verdictOn } from '../support/sealedLog.ts'
import { temporaryFolder } from '../support/templates.ts'

sealedLogForTests()

const problemOf = async (house: House) =>
  must(await (await house.signIn('privacy-officer')).get('/api/audit-integrity')).problem

/**
 * The log goes on and is anchored, and then database and DATA_DIR are of before together.
 * @returns where the anchors are
 */
async function goBack(
  { house, write }: Parameters<Parameters<typeof inLog>[0]>[0],
  events: number,
): Promise<string> {
  const { config } = house.desk
  const folder = temporaryFolder()
  config.checkpointTargets = [folder]
  const older = await backUp(house)
  const kept = path.join(config.dataDir, 'audit-checkpoint.txt')
  const note = readFileSync(kept)
  await write(events)
  await sealAudit(house.desk)
  await pushCheckpoint(house.desk)
  await older.restore()
  writeFileSync(kept, note)
  return folder
}

describe('a log that is not the one that was signed', () => {
  itOnce('knows an older backup by the checkpoint, and the sealer refuses to go on over it', () =>
    inLog(async ({ house, write, ctx }) => {
      const older = await backUp(house)
      await write(40)
      await sealAudit(house.desk)
      const later = (await readHead(house.desk.db.read))!.checkpoint
      await older.restore()
      await write(1)
      await expect(sealAudit(house.desk)).rejects.toThrow(/older backup/)
      expect(await verifyAudit(house.desk)).toMatchObject({
        ok: false,
        faults: [{ kind: 'rolled-back', leafIndex: 600, message: expect.stringContaining('DATA_DIR') }],
      })
      expect(await verifyAudit(house.desk, { checkpoint: later })).toMatchObject({
        ok: false,
        faults: [{ kind: 'rolled-back', leafIndex: 600 }],
      })

      const { origin } = await beginEpoch(ctx, 'restored-backup')
      expect(origin).toMatch(/epoch-2$/)
      await sealAudit(house.desk)
      expect(await verifyAudit(house.desk)).toMatchObject({ ok: true, size: 602 })
      expect(await verifyAudit(house.desk, { checkpoint: later })).toMatchObject({
        ok: false,
        faults: [{ kind: 'rolled-back', leafIndex: 600 }],
      })
      expect((await house.audit('audit.epoch-began'))[0]!.detail).toMatchObject({
        size: 600,
        lastSize: 640,
      })
    }),
  )

  itOnce(
    'is known by the anchor where the database and DATA_DIR went back together, and nothing goes out behind it',
    () =>
      inLog(async (log) => {
        const { house, write, ctx } = log
        const folder = await goBack(log, 40)
        const anchored = ['epoch-1-size-000000000640.txt']
        expect(readdirSync(folder)).toEqual(anchored)
        house.later(61)
        await write(1)
        await expect(pushCheckpoint(house.desk)).rejects.toThrow(/640 were sealed/)
        await expect(sealAudit(house.desk)).rejects.toThrow(/640 were sealed/)
        expect(readdirSync(folder)).toEqual(anchored)
        expect(await problemOf(house)).toBe('rolled-back')
        expect((await verifyOn(house.desk))!.faults.map((fault) => fault.kind)).toContain('rolled-back')
        await beginEpoch(ctx, 'restored-backup')
        await sealAudit(house.desk)
        await pushCheckpoint(house.desk)
        // The verification left beside them what it found.
        expect(readdirSync(folder).filter((name) => name.startsWith('epoch-'))).toHaveLength(2)
      }),
  )

  itOnce('is told on the command line too, by the anchor, and no command seals behind it', () =>
    inLog(async (log) => {
      const { house } = log
      const { config } = house.desk
      const folder = await goBack(log, 40)
      const env = {
        ...{ DATABASE_URL: config.databaseUrl, DATA_DIR: config.dataDir, PUBLIC_URL: config.publicUrl },
        AUDIT_CHECKPOINT_TO: folder,
      }
      const said: string[] = []
      const hear = (text: string) => said.push(text)
      const code = await commandLine(['audit', 'verify'], env, { print: hear, complain: hear })
      expect([code, said.join('\n')]).toEqual([
        1,
        expect.stringMatching(/kept in AUDIT_CHECKPOINT_TO covers 640.*not sealed: .*640 were sealed/s),
      ])
      expect((await readHead(house.desk.db.read))!.size).toBe(600)
    }),
  )

  itOnce('is known by the anchor where it was signed anew over other events and went past it', () =>
    inLog(async (log) => {
      const { house, write } = log
      await goBack(log, 20)
      await write(50)
      await sealAudit(house.desk)
      house.later(61)
      await expect(pushCheckpoint(house.desk)).rejects.toThrow(/other events than those/)
      await write(1)
      await expect(sealAudit(house.desk)).rejects.toThrow(/other events than those/)
    }),
  )

  itOnce('is known when the whole database was emptied or exchanged, and goes on under a new name', () =>
    inLog(async ({ house, write, ctx, saved }) => {
      await asIntruder(house, ...auditTables.map((table) => `delete from ${table}`))
      expect(await verifyAudit(house.desk)).toMatchObject({
        ok: false,
        faults: [{ kind: 'rolled-back', leafIndex: 0 }],
      })
      await write(3)
      await expect(sealAudit(house.desk)).rejects.toThrow(/0 sealed events, but 600/)
      expect(await problemOf(house)).toBe('rolled-back')

      expect(await beginEpoch(ctx, 'restored-backup')).toMatchObject({
        origin: expect.stringMatching(/epoch-2$/),
      })
      await sealAudit(house.desk)
      expect(await verifyAudit(house.desk)).toMatchObject({ ok: true })
      expect(await problemOf(house)).toBeNull()
      expect((await house.audit('audit.epoch-began'))[0]!.detail).toMatchObject({ size: 0, lastSize: 600 })
      expect(await verifyAudit(house.desk, { checkpoint: saved })).toMatchObject({
        ok: false,
        faults: [{ kind: 'rolled-back', leafIndex: 0 }],
      })
    }),
  )

  itOnce('never takes a name again that went with the database', () =>
    inLog(async ({ house, write, ctx, saved }) => {
      const first = await backUp(house)
      await write(40)
      await beginEpoch(ctx, 'restored-backup')
      await sealAudit(house.desk)
      const second = (await readHead(house.desk.db.read))!
      expect(second).toMatchObject({ size: 641, epoch: 2 })
      await first.restore()
      expect(await verifyAudit(house.desk)).toMatchObject({ ok: false, faults: [{ kind: 'rolled-back' }] })
      const { origin } = await beginEpoch(ctx, 'restored-backup')
      expect(origin).toMatch(/epoch-3$/)
      await write(100)
      await sealAudit(house.desk)
      expect(await verifyAudit(house.desk, { checkpoint: saved })).toMatchObject({ ok: true, size: 701 })
      expect(await verifyAudit(house.desk, { checkpoint: second.checkpoint })).toMatchObject({
        ok: false,
        faults: [{ kind: 'rolled-back', leafIndex: 600 }],
      })
    }),
  )

  it('is not signed: a history that was written anew, head and all, stays without a signature', () =>
    inLog(async ({ house, write, ctx }) => {
      const event = {
        at: new Date().toISOString(),
        actorType: 'system',
        action: 'case.shown',
        outcome: 'success',
      } as const
      const events = Array.from({ length: 600 }, () => {
        const id = newId()
        return { id, body: bodyOf({ ...event, id }) }
      })
      const frontier = new Frontier()
      for (const { body } of events) frontier.append(leafHash(body))
      await asIntruder(
        house,
        ...[
          'audit_leaf',
          'audit_node',
          'audit_event',
          'audit_search',
          'audit_patient',
          'audit_checkpoint',
        ].map((table) => `delete from ${table}`),
        ...events.flatMap(({ id, body }, i) => [
          `insert into audit_event (id, body) values ('${id}', '${body}')`,
          `insert into audit_leaf (leaf_index, event_id, leaf_hash) values (${i}, '${id}', '${leafHash(body)}')`,
        ]),
        `update audit_head set frontier = '${frontier.packed()}'`,
      )
      await write(1)
      await expect(sealAudit(house.desk)).rejects.toThrow(/not the one that was signed/)
      expect(await problemOf(house)).toBe('head-altered')
      await expect(beginEpoch(ctx, 'restored-backup')).rejects.toThrow(/another tree/)
      await expect(beginEpoch(ctx, 'new-key')).rejects.toThrow(/another tree/)
      expect((await readHead(house.desk.db.read))!.size).toBe(600)
      expect((await verifyAudit(house.desk)).faults.map((fault) => fault.kind)).toContain('signature')
    }))

  itOnce('is not signed under a name that only the database states', () =>
    inLog(async ({ house, write, saved }) => {
      const older = await backUp(house)
      await write(40)
      await sealAudit(house.desk)
      await older.restore()
      const [origin, verifierKey] = [
        'localhost/portal-audit/epoch-8',
        signerOf(house.desk, 'localhost/portal-audit/epoch-8').verifierKey,
      ]
      // The head of the backup is truly signed; a later number beside its name would make it look like a new beginning.
      for (const statements of [
        ["insert into audit_epoch values (5, 'a/epoch-5', '', 1000000, '2026-01-01T00:00:00.000Z')"],
        [
          'delete from audit_epoch where epoch = 5',
          'update audit_epoch set epoch = 7',
          'update audit_head set epoch = 7',
        ],
        [
          `insert into audit_epoch (epoch, origin, verifier_key, first_leaf, began_at) values (8, '${origin}', '${verifierKey}', 600, '2026-01-01T00:00:00.000Z')`,
          'update audit_head set epoch = 8',
        ],
      ]) {
        await asIntruder(house, ...statements)
        await write(1)
        await expect(sealAudit(house.desk), statements[0]).rejects.toThrow(/Nothing is sealed/)
        const { ok, faults } = await verifyAudit(house.desk)
        expect(ok, statements[0]).toBe(false)
        expect(faults[0]!.kind, statements[0]).toMatch(/rolled-back|signature/)
      }
      expect((await readHead(house.desk.db.read))!.checkpoint).toBe(saved)
    }),
  )

  itOnce('is known by the edge of its tree, even one joined so that its root is the one signed', () =>
    inLog(async ({ house, write }) => {
      const { frontier } = (await readHead(house.desk.db.read))!
      for (const edge of [
        frontier.packed().replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
        frontier.root(),
      ]) {
        await asIntruder(house, `update audit_head set frontier = '${edge}'`)
        await write(1)
        await expect(sealAudit(house.desk), edge).rejects.toThrow(/another tree/)
        expect((await verifyAudit(house.desk)).faults, edge).toMatchObject([
          { kind: 'signature', leafIndex: 599 },
        ])
      }
    }),
  )

  itOnce('tells when a checkpoint was forged or signed with another key', async () => {
    expect(
      await verdictOn("update audit_head set checkpoint = replace(checkpoint, '600', '599')"),
    ).toMatchObject({ ok: false, faults: [{ kind: 'signature' }] })
    await inLog(async ({ house, saved, verify }) => {
      expect((await verify(saved.replace('600', '601'))).faults).toMatchObject([{ kind: 'signature' }])
      house.desk.auditSeed = Buffer.alloc(32, 9)
      expect((await verify()).faults.map((fault) => fault.kind)).toContain('signature')
      await transact(house.desk.db, (trx) =>
        record(trx, systemCtx(house.desk, 't', newId()), actionOf('case.shown')),
      )
      await expect(sealAudit(house.desk)).rejects.toThrow(/signing key/)
    })
  })
})
