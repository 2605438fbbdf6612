import { mkdtempSync, readdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'

const [together, files] = [4, 100]

it('a key that several processes make at once is one, and none of them reads less than all of it', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'portal-desk-keys-'))
  const arrived = new Int32Array(new SharedArrayBuffer(4 * files))
  const keys = new URL('../../api/core/access/keys.ts', import.meta.url).href
  const work = `
    const { parentPort, workerData } = require('node:worker_threads')
    const { arrived, folder, keys, together } = workerData
    import(keys).then(({ makeOnce }) => {
      const read = []
      for (let i = 0; i < arrived.length; i++) {
        Atomics.add(arrived, i, 1)
        while (Atomics.load(arrived, i) < together);
        read.push(makeOnce(folder + '/' + i + '.key', 'hex'))
      }
      parentPort.postMessage(read)
    })`
  const read = await Promise.all(
    Array.from({ length: together }, () => {
      const worker = new Worker(work, { eval: true, workerData: { arrived, folder, keys, together } })
      return new Promise<string[]>((resolve, reject) => worker.on('message', resolve).on('error', reject))
    }),
  )
  for (const [i, key] of read[0]!.entries()) {
    expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect(read.map((some) => some[i])).toEqual(Array(together).fill(key))
  }
  expect(readdirSync(folder)).toHaveLength(files)
})
