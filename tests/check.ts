import { spawn } from 'node:child_process'

/*
 * Runs the tests of API and console and those in a browser at once: a browser waits for its pages half of its time, which
 * the others use. What each says comes whole when it is done, so that the two do not mix.
 */
const suites = ['test:api', 'test:browser']

const run = (script: string) =>
  new Promise<boolean>((resolve) => {
    const suite = spawn('npm', ['run', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    const said: Buffer[] = []
    for (const output of [suite.stdout, suite.stderr]) output.on('data', (chunk: Buffer) => said.push(chunk))
    suite.once('error', (error) => said.push(Buffer.from(`${error.message}\n`)))
    suite.once('close', (code) => {
      process.stdout.write(Buffer.concat(said))
      console.log(code === 0 ? `${script}: passed` : `${script}: FAILED`)
      resolve(code === 0)
    })
  })

const passed = await Promise.all(suites.map(run))
process.exitCode = passed.every(Boolean) ? 0 : 1
