import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { readHead } from '../../api/audit/seal/head.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import { askWitnesses } from '../../api/audit/seal/witness.ts'
import { readConfig } from '../../api/core/config.ts'
import type { House } from '../support/harness.ts'
import { backUp, inLog, sealedLogForTests } from '../support/sealedLog.ts'
import { temporaryFolder } from '../support/templates.ts'
import { startWitness } from '../support/witness.ts'

sealedLogForTests()

async function withWitness(
  work: (log: {
    house: House
    witness: Awaited<ReturnType<typeof startWitness>>
    ask(): Promise<string | null>
    grow(n: number): Promise<void>
    kept(): string[]
  }) => Promise<void>,
) {
  await inLog(async ({ house, write }) => {
    const witness = await startWitness('witness.example/w1', house.desk.clock)
    house.desk.config.audit.witnesses = [{ url: witness.url, verifierKey: witness.verifierKey }]
    const { origin, verifierKey } = (await readHead(house.desk.db.read))!
    witness.trust(origin, verifierKey)
    try {
      await work({
        house,
        witness,
        async ask() {
          house.later(61)
          await askWitnesses(house.desk)
          return (await house.rows('audit_push'))[0]!.error
        },
        async grow(n) {
          await write(n)
          await sealAudit(house.desk, withoutPause)
        },
        kept: () => readdirSync(path.join(house.desk.config.dataDir, 'cosigned')).sort(),
      })
    } finally {
      await witness.stop()
    }
  })
}

it('each checkpoint is cosigned on proof that it holds those before, also where the witness knows of more or less than we', () =>
  withWitness(async ({ house, witness, ask, grow, kept }) => {
    const folder = temporaryFolder()
    house.desk.config.checkpointTargets = [folder]
    // All of it is in one hour, whenever the test runs.
    house.later(3600 - ((house.desk.clock().getTime() / 1000) % 3600))
    for (const more of [0, 1, 6, 200, 217]) {
      if (more > 0) await grow(more)
      expect(await ask()).toBe(null)
    }
    expect(witness.asked).toEqual([0, 600, 601, 607, 807].map((old) => ({ old, status: 200 })))
    // The last of an hour is kept, with the log's signature and the witness's, in both places.
    expect(kept()).toEqual([expect.stringMatching(/-epoch-1-size-000000001024\.txt$/)])
    expect(readdirSync(path.join(folder, 'cosigned'))).toEqual(kept())
    expect(readFileSync(path.join(folder, 'cosigned', kept()[0]!), 'utf8')).toMatch(
      /^localhost\/portal-audit\/epoch-1\n1024\n.*\n\n— localhost\/portal-audit\/epoch-1 .*\n— witness\.example\/w1 .*\n$/,
    )
    for (const place of [house.desk.config.dataDir, folder])
      rmSync(path.join(place, 'cosigned'), { recursive: true })
    await grow(3)
    expect(await ask()).toBe(null)
    expect(witness.asked.slice(-2)).toEqual([
      { old: 0, status: 409 },
      { old: 1024, status: 200 },
    ])
    expect(await verifyAudit(house.desk)).toMatchObject({ ok: true })
  }))

it('another history is refused by the witness, and told by verification from what it cosigned, whoever holds our key', () =>
  withWitness(async ({ house, witness, ask, grow, kept }) => {
    const { dataDir } = house.desk.config
    const backup = await backUp(house)
    await grow(10)
    expect(await ask()).toBe(null)
    await backup.restore()
    rmSync(path.join(dataDir, 'audit-checkpoint.txt'))
    await grow(4)
    expect(await ask()).toMatch(/saw 610 events of this log, and the log has 604/)
    expect((await verifyAudit(house.desk)).faults).toMatchObject([
      {
        kind: 'rolled-back',
        leafIndex: 604,
        message: expect.stringContaining('cosigned by witness.example/w1'),
      },
    ])
    await grow(20)
    expect(await ask()).toMatch(/saw other events/)
    expect(witness.asked.at(-1)).toEqual({ old: 610, status: 422 })
    const { faults } = await verifyAudit(house.desk)
    expect(faults.map(({ kind }) => kind)).toEqual(['edited'])
    // What does not carry the witness's signature is nobody's word.
    const file = path.join(dataDir, 'cosigned', kept()[0]!)
    const otherwise = (_: string, before: string, sign: string) => before + (sign === 'A' ? 'B' : 'A')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/(— witness\S* \S{20})(.)/, otherwise))
    expect((await verifyAudit(house.desk)).ok).toBe(true)
  }))

it('a witness that does not know the log, or is not the one configured, is told of, and nothing is kept of it', () =>
  withWitness(async ({ house, witness, ask, kept }) => {
    const { origin, verifierKey } = (await readHead(house.desk.db.read))!
    witness.logs.clear()
    expect(await ask()).toMatch(/404/)
    witness.trust(origin, witness.verifierKey)
    expect(await ask()).toMatch(/403/)
    witness.trust(origin, verifierKey)
    const other = await startWitness('witness.example/w1', house.desk.clock)
    house.desk.config.audit.witnesses[0]!.verifierKey = other.verifierKey
    await other.stop()
    expect(await ask()).toMatch(/did not cosign/)
    expect(() => kept()).toThrow()
    const both = `https://w.example/a ${witness.verifierKey} https://w.example/b ${other.verifierKey}`
    expect(readConfig({ AUDIT_WITNESSES: both }).audit.witnesses).toHaveLength(2)
    for (const bad of [
      'https://w.example/a',
      `http://w.example ${other.verifierKey}`,
      'https://w.example key',
    ])
      expect(() => readConfig({ AUDIT_WITNESSES: bad })).toThrow(/AUDIT_WITNESSES/)
  }))
