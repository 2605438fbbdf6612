import { execFile, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../support/postgres.ts'
import { temporaryFolder } from '../support/templates.ts'

/** Brings Synthea's people in beside the demo's own, on the command line and while the server runs. */
async function importPeople(root: string, folder: string): Promise<void> {
  const source = ['--format', 'fhir-bundle', '--path', 'tests/fixtures/synthea/bundles']
  await promisify(execFile)(
    process.execPath,
    ['api/desk.ts', 'import', 'patients', ...source, '--email-pattern', '{mrn}@example.test'],
    {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        DATA_DIR: folder,
        DATABASE_URL: `sqlite:${path.join(folder, 'demo.db')}`,
      },
    },
  )
}

/** Starts the demo as its user would, on a small hospital, and hands its address to the tests. */
export default async function setup() {
  const folder = temporaryFolder()
  const port = await freePort()
  const root = path.resolve(import.meta.dirname, '../..')
  const demo = spawn(process.execPath, ['seed/demo.ts', '--patients', '2500', '--seed', '7'], {
    cwd: root,
    env: {
      ...process.env,
      DATA_DIR: folder,
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: `http://localhost:${port}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    demo.stderr.on('data', (chunk) => {
      said += chunk
    })
    demo.stdout.on('data', (chunk) => String(chunk).includes('Patients’ logins') && resolve())
    demo.once('exit', () => reject(new Error(`the demo did not start:\n${said}`)))
  })
  await importPeople(root, folder)
  process.env.DESK_URL = `http://localhost:${port}`
  process.env.DESK_DATA = folder
  return async () => {
    const gone = new Promise((resolve) => demo.once('exit', resolve))
    demo.kill('SIGTERM')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
}
