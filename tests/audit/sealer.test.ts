import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { record } from '../../api/audit/record.ts'
import { openCheckpoint } from '../../api/audit/seal/checkpoint.ts'
import { readHead, rememberCheckpoint, rememberedCheckpoint } from '../../api/audit/seal/head.ts'
import { lastVerified } from '../../api/audit/seal/lastVerified.ts'
import { pushCheckpoint } from '../../api/audit/seal/pushCheckpoint.ts'
import { recordVerification } from '../../api/audit/seal/recordVerification.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { lookMs, verifyOn } from '../../api/audit/seal/verifyOn.ts'
import { readConfig } from '../../api/core/config.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { brokenOffJob } from '../support/brokenOff.ts'
import { engine, type House } from '../support/harness.ts'
import { actionOf } from '../support/log.ts'
import { child, inHouse } from '../support/processes.ts'
import { temporaryFolder } from '../support/templates.ts'

const write = (house: House, n: number) =>
  transact(house.desk.db, async (trx) => {
    for (let i = 0; i < n; i++)
      await record(trx, systemCtx(house.desk, 'test', newId()), actionOf('case.shown'))
  })

describe('the sealer', () => {
  it('broken off after any of its statements, or killed, loses nothing and numbers nothing twice', () =>
    inHouse(async (house) => {
      await write(house, 3)
      await expect(child('jobChild.ts', ['seal', '4'], house)).rejects.toMatchObject({ signal: 'SIGKILL' })
      let brokenOff = 1
      for (let statement = 1; ; statement++) {
        await write(house, 3)
        if ((await brokenOffJob(house, statement, sealAudit)) !== undefined) break
        brokenOff += 1
      }
      expect(brokenOff).toBeGreaterThan(8)
      await sealAudit(house.desk)
      expect(await verifyAudit(house.desk)).toMatchObject({ ok: true, size: 3 * (brokenOff + 1), pending: 0 })
    }))

  it(
    'in five processes at once, four of them with two writers that commit late, numbers each event once, without gaps, and what rolled back is not there',
    () =>
      inHouse(async (house) => {
        const per = engine === 'postgres' ? 60 : 20
        let writing = true
        const writers = Promise.all(
          ['a', 'b', 'c', 'd'].map((name) => child('writerChild.ts', [name, String(per)], house)),
        ).finally(() => {
          writing = false
        })
        let rounds = 0
        while (writing) {
          rounds += (await sealAudit(house.desk)) > 0 ? 1 : 0
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
        const committed = (await writers).flatMap(({ stdout }) => stdout.trim().split('\n'))
        await sealAudit(house.desk)
        // On SQLite a writer holds the one write lock while it delays: the sealer may hardly get in between.
        if (engine === 'postgres') expect(rounds).toBeGreaterThan(2)
        expect(committed).toHaveLength(8 * per * 0.9)
        const leaves = await house.desk.db.write
          .selectFrom('audit_leaf')
          .innerJoin('audit_event', 'audit_event.id', 'audit_leaf.event_id')
          .select(['leaf_index', 'body'])
          .orderBy('leaf_index')
          .execute()
        expect(leaves.map((leaf) => leaf.leaf_index)).toEqual(leaves.map((_, i) => i))
        expect(leaves.map((leaf) => JSON.parse(leaf.body).objectId).sort()).toEqual(committed.sort())
        expect(await verifyAudit(house.desk)).toMatchObject({ ok: true, size: committed.length, pending: 0 })
      }),
    120_000,
  )

  it('keeps the newest checkpoint outside the database, also where one of an older seal is brought later', () =>
    inHouse(async (house) => {
      await write(house, 1)
      await sealAudit(house.desk)
      const { checkpoint: older } = (await readHead(house.desk.db.read))!
      await write(house, 1)
      await sealAudit(house.desk)
      rememberCheckpoint(house.desk, older)
      expect(rememberedCheckpoint(house.desk)).toMatchObject({ size: 2 })
      expect(readdirSync(house.desk.config.dataDir).filter((name) => name.endsWith('.new'))).toEqual([])
    }))

  it('makes its key on first use, for the owner’s eyes only, or takes the one given', () =>
    inHouse(async (house) => {
      const { dataDir, databaseUrl } = house.desk.config
      const file = path.join(dataDir, 'audit-signing.key')
      expect(statSync(file).mode & 0o777).toBe(0o600)
      expect(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toEqual(house.desk.auditSeed)
      const elsewhere = temporaryFolder()
      const given = createDesk(
        readConfig({
          DATABASE_URL: databaseUrl,
          DATA_DIR: elsewhere,
          SECRET_KEY: readFileSync(path.join(dataDir, 'secret.key'), 'utf8').trim(),
          AUDIT_SIGNING_KEY: house.desk.auditSeed.toString('base64'),
          LOG_LEVEL: 'silent',
        }),
      )
      await write(house, 1)
      expect(await sealAudit(given)).toBe(1)
      expect(existsSync(path.join(elsewhere, 'audit-signing.key'))).toBe(false)
      expect(await verifyAudit(house.desk)).toMatchObject({ ok: true })
      await closeDesk(given)
      rmSync(elsewhere, { recursive: true })
      for (const bad of ['short', `${'A'.repeat(42)}==`])
        expect(() => readConfig({ AUDIT_SIGNING_KEY: bad })).toThrow(/AUDIT_SIGNING_KEY/)
    }))
})

describe('checkpoints are pushed out of the database’s reach', () => {
  it('to a folder, each a file of its own that is never replaced, and to an address, again after a failure', () =>
    inHouse(async (house) => {
      const received: { note: string; token: string | undefined }[] = []
      let up = false
      const store = createServer(async (request, reply) => {
        const chunks: Buffer[] = []
        for await (const chunk of request) chunks.push(chunk as Buffer)
        if (up)
          received.push({ note: Buffer.concat(chunks).toString(), token: request.headers.authorization })
        reply.writeHead(up ? 201 : 500).end()
      })
      await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve))
      const folder = path.join(temporaryFolder(), 'worm')
      const address = `http://127.0.0.1:${(store.address() as AddressInfo).port}/checkpoints`
      house.desk.config.checkpointTargets = [folder, address]
      house.desk.config.checkpointToken = 'a token of sixteen'

      await write(house, 2)
      await sealAudit(house.desk, withoutPause)
      await pushCheckpoint(house.desk)
      const { checkpoint, verifierKey } = (await readHead(house.desk.db.read))!
      const files = () => readdirSync(folder).sort()
      expect(files()).toEqual(['epoch-1-size-000000000002.txt'])
      const kept = readFileSync(path.join(folder, files()[0]!), 'utf8')
      expect(openCheckpoint(kept, [verifierKey])).toMatchObject({ size: 2 })
      expect((await house.rows('audit_push')).find((row) => row.target === address)).toMatchObject({
        size: 0,
        error: 'answered 500',
      })
      up = true
      await pushCheckpoint(house.desk)
      expect(received).toEqual([{ note: checkpoint, token: 'Bearer a token of sixteen' }])

      await write(house, 1)
      await sealAudit(house.desk, withoutPause)
      await pushCheckpoint(house.desk)
      expect(files()).toHaveLength(1)
      house.later(61)
      await pushCheckpoint(house.desk)
      expect(files()).toHaveLength(2)
      expect(received).toHaveLength(2)
      expect(readFileSync(path.join(folder, 'epoch-1-size-000000000002.txt'), 'utf8')).toBe(kept)

      // What nobody here signed stops nothing, whatever its name promises.
      writeFileSync(path.join(folder, 'epoch-9-size-000000000099.txt'), 'forged')
      writeFileSync(path.join(folder, 'epoch-1-size-000000000004.txt'), 'forged')
      await write(house, 1)
      await sealAudit(house.desk, withoutPause)
      house.later(61)
      await pushCheckpoint(house.desk)
      expect((await house.rows('audit_push')).find((row) => row.target === folder)?.error).toMatch(/another/)
      expect(readFileSync(path.join(folder, 'epoch-1-size-000000000004.txt'), 'utf8')).toBe('forged')
      await new Promise((resolve) => store.close(resolve))
    }))

  it('to a folder whatever a row says of it, and to none that went away', () =>
    inHouse(async (house) => {
      const folder = path.join(temporaryFolder(), 'share')
      house.desk.config.checkpointTargets = [folder]
      const grow = async () => {
        await write(house, 1)
        await sealAudit(house.desk, withoutPause)
        house.later(61)
        await pushCheckpoint(house.desk)
      }
      await grow()
      const now = house.desk.clock()
      await house.owner.write
        .updateTable('audit_push')
        .set({ pushed_at: new Date(now.getTime() + 61_000).toISOString(), size: 2 })
        .execute()
      await grow()
      expect(readdirSync(folder)).toHaveLength(2)
      renameSync(folder, `${folder}.away`)
      await grow()
      expect(existsSync(folder)).toBe(false)
      const error = async () => (await house.rows('audit_push'))[0]!.error
      expect(await error()).toBe('ENOENT')
      renameSync(`${folder}.away`, folder)
      await pushCheckpoint(house.desk)
      expect([await error(), readdirSync(folder).length]).toEqual([null, 3])
    }))
})

describe('the log', () => {
  it('is verified all day with its search index, and once a day the log says that nothing was found', () =>
    inHouse(async (house) => {
      house.stopClock()
      await write(house, 5)
      await sealAudit(house.desk)
      expect(await verifyOn(house.desk)).toMatchObject({ ok: true, size: 5 })
      expect(lastVerified(house.desk)).toMatchObject({ ok: true, size: 5, index: true })
      house.later(lookMs / 1000)
      await sealAudit(house.desk)
      expect(await verifyOn(house.desk)).toMatchObject({ ok: true, size: 6 })
      expect(lastVerified(house.desk)).toMatchObject({ size: 6, at: house.desk.clock().toISOString() })
      expect(await house.audit('audit.verified')).toMatchObject([
        { outcome: 'success', detail: { index: true, size: 5, faults: [] } },
      ])
      await house.owner.write
        .updateTable('audit_search')
        .set({ actor: 7 })
        .where('leaf_index', '=', 2)
        .execute()
      expect(await verifyOn(house.desk)).toMatchObject({ ok: false })
      expect(await verifyOn(house.desk)).toBe(undefined)
      expect((await house.audit('audit.verified')).map(({ outcome }) => outcome)).toEqual([
        'success',
        'failure',
      ])
      // A lighter check takes nothing back of it, and neither a row nor a file that is not ours says otherwise.
      await recordVerification(
        systemCtx(house.desk, 'test', newId()),
        await verifyAudit(house.desk, { index: false }),
        {
          against: 'head',
          index: false,
        },
      )
      const file = path.join(house.desk.config.dataDir, 'audit-verified.txt')
      const [text, mac] = readFileSync(file, 'utf8').split('\n') as [string, string]
      expect(lastVerified(house.desk)).toMatchObject({ ok: false, faults: ['index'] })
      writeFileSync(file, `${text.replace('"ok":false', '"ok":true')}\n${mac}\n`)
      expect(lastVerified(house.desk)).toBe(undefined)
    }))
})
