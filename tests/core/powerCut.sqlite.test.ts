import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { readConfig } from '../../api/core/config.ts'
import { transact } from '../../api/core/db/transact.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { openHouse } from '../support/harness.ts'
import { aPatient } from '../support/people.ts'
import { startServer } from '../support/serverProcess.ts'
import { temporaryFolder } from '../support/templates.ts'

/** By hand: POWER_CUTS=20 npx vitest run --project "api on sqlite" tests/core/powerCut.sqlite.test.ts */
const cuts = Number(process.env.POWER_CUTS ?? 0)
const clients = 4

it.runIf(cuts > 0 && process.platform === 'linux')(
  `what was acknowledged before any of ${cuts} power cuts is there after it, and the log verifies`,
  async () => {
    const { house, keep } = await openHouse()
    const agent = await house.signIn('helpdesk')
    const patient = await aPatient(house)
    const begun = await transact(house.desk.db, (trx) => house.desk.sessions.start(trx, agent.id, 'complete'))
    const kept = await keep()
    const disk = kept.folder
    const config = readConfig({
      DATA_DIR: disk,
      DATABASE_URL: `sqlite:${path.join(disk, 'desk.db')}`,
      LOG_LEVEL: 'silent',
    })
    const preload = compiled()
    const acknowledged: string[] = []
    const counts = { cuts: 0, acknowledged: 0 }
    for (; counts.cuts < cuts; counts.cuts++) {
      const synced = temporaryFolder()
      cpSync(disk, synced, { recursive: true })
      const server = await startServer({ desk: { config } } as never, {
        LD_PRELOAD: preload,
        DISK: disk,
        SYNCED: synced,
      })
      let isOn = true
      const open = async () => {
        const summary = randomUUID()
        const reply = await fetch(`${server.url}/api/cases`, {
          method: 'POST',
          headers: {
            Cookie: begun.split(';')[0]!,
            Origin: new URL(server.url).origin,
            'Content-Type': 'application/json',
          },
          body: JSON.stringify({
            patientId: patient.id,
            category: 'cannot-sign-in',
            channel: 'phone',
            summary,
          }),
        })
        if (reply.status === 201) acknowledged.push(summary)
      }
      const enough = acknowledged.length + 1 + Math.floor(Math.random() * 40)
      const work = Array.from({ length: clients }, async () => {
        while (isOn) await open().catch(() => {})
      })
      while (acknowledged.length < enough) await new Promise((resolve) => setTimeout(resolve, 5))
      await server.end('SIGKILL')
      isOn = false
      await Promise.all(work)
      // The disk has what was synced, and nothing else.
      for (const name of readdirSync(synced)) if (name.endsWith('.whole')) rmSync(path.join(synced, name))
      rmSync(disk, { recursive: true })
      renameSync(synced, disk)
      const db = new Database(path.join(disk, 'desk.db'))
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      const stored = new Set(db.prepare('select summary from support_case').pluck().all())
      db.close()
      const lost = acknowledged.filter((summary) => !stored.has(summary))
      expect([counts.cuts, lost]).toEqual([counts.cuts, []])
    }
    const desk = createDesk(config)
    await sealAudit(desk, withoutPause)
    expect((await verifyAudit(desk, { index: true })).faults).toEqual([])
    await closeDesk(desk)
    counts.acknowledged = acknowledged.length
    console.log(JSON.stringify(counts))
    await kept.drop()
  },
  60_000 + cuts * 60_000,
)

/** What keeps apart what was synced; the hand that runs this has a compiler. */
function compiled(): string {
  const library = path.join(mkdtempSync(path.join(os.tmpdir(), 'portal-desk-power-')), 'power.so')
  const source = path.resolve(import.meta.dirname, '../support/powerCut.c')
  expect(
    spawnSync('cc', ['-shared', '-fPIC', '-pthread', '-o', library, source, '-ldl'], { encoding: 'utf8' }),
  ).toMatchObject({ stderr: '', status: 0 })
  return library
}
