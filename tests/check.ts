import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/*
 * The whole check. The console is built first; then, on what was built, types and the tests of API and console and those in
 * a browser at once: a browser waits for its pages half of its time and types are one core's work, which the others use. What
 * each says comes whole when it is done, so that they do not mix.
 */
const stages = [
  ['lint', 'build'],
  ['types', 'test:api', 'test:browser'],
]

/**
 * Tests wait for the disk at every commit of the servers and databases they start: where memory is a place for files, has room and
 * lets programs run, they are there. What a disk that fails or is full does is made by the tests themselves wherever they are.
 */
function fastestFolder(): string {
  const [inMemory, enough] = ['/dev/shm', 6e9]
  try {
    const { bavail, bsize } = statfsSync(inMemory)
    if (bavail * bsize < enough || os.freemem() < 2 * enough) return os.tmpdir()
    const folder = mkdtempSync(path.join(inMemory, 'portal-desk-'))
    const program = path.join(folder, 'runs')
    try {
      writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 })
      execFileSync(program)
    } finally {
      rmSync(folder, { recursive: true })
    }
    return inMemory
  } catch {
    return os.tmpdir()
  }
}
const env = { ...process.env, TMPDIR: fastestFolder() }

const run = (script: string) =>
  new Promise<boolean>((resolve) => {
    const began = performance.now()
    const suite = spawn('npm', ['run', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
      shell: process.platform === 'win32',
    })
    const said: Buffer[] = []
    for (const output of [suite.stdout, suite.stderr]) output.on('data', (chunk: Buffer) => said.push(chunk))
    suite.once('error', (error) => said.push(Buffer.from(`${error.message}\n`)))
    suite.once('close', (code) => {
      process.stdout.write(Buffer.concat(said))
      const seconds = Math.round((performance.now() - began) / 1000)
      console.log(`${script}: ${code === 0 ? 'passed' : 'FAILED'} after ${seconds} s`)
      resolve(code === 0)
    })
  })

for (const stage of stages) {
  const passed = await Promise.all(stage.map(run))
  if (passed.every(Boolean)) continue
  process.exitCode = 1
  break
}
