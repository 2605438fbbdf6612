import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { migrate } from '../../api/db/migrate.ts'
import { openDb } from '../../api/db/open.ts'
import { temporaryFolder } from '../support/templates.ts'

const root = path.resolve(import.meta.dirname, '../..')
const folder = temporaryFolder()

const desk = (args: string[], env: Record<string, string> = {}) => run('api/desk.ts', args, env)

async function run(script: string, args: string[], env: Record<string, string> = {}) {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, ...args], {
      cwd: root,
      env: { PATH: process.env.PATH, DATA_DIR: folder, ...env },
    })
    return { code: 0, stdout, stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, stdout, stderr }
  }
}

describe('the command line', () => {
  it('makes a database of its own, adds the first administrator, and prints one JSON document', async () => {
    const { stdout } = await desk([
      'staff',
      'add',
      '--email',
      'ada@example.org',
      '--name',
      'Ada Admin',
      '--role',
      'administrator',
      '--json',
    ])
    const added = JSON.parse(stdout)
    expect(added.link).toMatch(/^http:\/\/localhost:8080\/#\/enrol\?token=[\w-]{43}$/)
    expect(JSON.parse((await desk(['staff', 'list', '--json'])).stdout)).toMatchObject([
      { email: 'ada@example.org', status: 'invited' },
    ])
  })

  it('imports, reports to standard error what it rejected, and keeps standard output for the report', async () => {
    const { stdout } = await desk([
      'import',
      'patients',
      '--format',
      'synthea-csv',
      '--path',
      'tests/fixtures/synthea',
      '--json',
    ])
    expect(JSON.parse(stdout)).toMatchObject({ read: 14, created: 14, rejected: 0, rejections: [] })
  })

  it('refuses wrong words, fields and environment with a message each and a status other than 0', async () => {
    expect(await desk(['staff', 'sack'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('staff add'),
    })
    expect(await desk(['staff', 'add', '--email', 'x', '--name', 'A B', '--role', 'king'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/email|role/),
    })
    expect(await desk(['staff', 'list'], { PORT: 'x', SMTP_URL: 'y' })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/PORT[\s\S]*SMTP_URL/),
    })
    expect(await desk(['settings', 'set', '--name', 'timeZone', '--value', 'Mars/Olympus'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('time zone'),
    })
    expect(await desk(['settings', 'set', '--name', 'demo', '--value', '1'])).toMatchObject({ code: 1 })
  })

  it('sets what the hospital decides', async () => {
    await desk(['settings', 'set', '--name', 'timeZone', '--value', 'America/Chicago'])
    expect(JSON.parse((await desk(['settings', 'show', '--json'])).stdout)).toMatchObject({
      timeZone: 'America/Chicago',
      teenAge: 13,
    })
  })
})

describe('demo data', () => {
  const abroad = { HOST: '0.0.0.0', PUBLIC_URL: 'https://desk.example.org', PORT: '0' }

  it('is not made or served for any address but this machine’s', async () => {
    const demo = await run('seed/demo.ts', ['--patients', '10'], abroad)
    expect(demo).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('HOST: demo data is served on this machine only'),
    })

    const file = path.join(temporaryFolder(), 'demo.db')
    const db = openDb(`sqlite:${file}`)
    await migrate(db)
    await db.write.insertInto('setting').values({ name: 'demo', value: '1' }).execute()
    await db.close()
    const served = await run('api/server.ts', [], { ...abroad, DATABASE_URL: `sqlite:${file}` })
    expect(served).toMatchObject({ code: 1, stderr: expect.stringContaining('holds demo data') })
  })
})
