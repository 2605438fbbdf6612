import { execFile } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { eventOf } from '../../api/audit/event.ts'
import { commandLine } from '../../api/commandLine.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { openDb } from '../../api/core/db/open.ts'
import { migrations } from '../../api/core/db/schemaState.ts'
import { temporaryFolder } from '../support/templates.ts'

const root = path.resolve(import.meta.dirname, '../..')
const folder = temporaryFolder()

/** A command as its process runs it, and with what it would have ended; where the process itself is meant, `run` starts one. */
async function desk(args: string[], env: Record<string, string> = {}) {
  const said = { stdout: '', stderr: '' }
  const code = await commandLine(
    args,
    { DATA_DIR: folder, ...env },
    {
      print: (text) => {
        said.stdout += `${text}\n`
      },
      complain: (text) => {
        said.stderr += `${text}\n`
      },
    },
  )
  return { code, ...said }
}

async function run(script: string, args: string[], env: Record<string, string> = {}) {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, ...args], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        DATA_DIR: folder,
        ...env,
      },
    })
    return { code: 0, stdout, stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, stdout, stderr }
  }
}

describe('the command line', () => {
  // The first programs that run take the whole of ours apart, which on a busy machine takes minutes.
  it('makes a database only when told to: any other command says so and leaves nothing behind', {
    timeout: 240_000,
  }, async () => {
    const nowhere = path.join(folder, 'nowhere')
    expect(await run('api/desk.ts', ['audit', 'verify'], { DATA_DIR: nowhere })).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/There is no database at .*nowhere.*desk -- migrate/),
    })
    expect(existsSync(nowhere)).toBe(false)
    expect(await run('api/desk.ts', ['migrate'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('up to date'),
    })
  })

  it('changes no older database by a look: it says what to do', async () => {
    const place = temporaryFolder()
    const old = path.join(place, 'old.db')
    const db = openDb(`sqlite:${old}`)
    await migrate(db, migrations().slice(0, 4))
    await db.close()
    // Another database beside one DATA_DIR would pass for one that went back.
    const env = { DATABASE_URL: `sqlite:${old}`, DATA_DIR: place }
    for (const command of [
      ['audit', 'verify'],
      ['staff', 'list'],
      ['settings', 'show'],
    ])
      expect(await desk(command, env), command.join(' ')).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/older than this program.*Stop the server and run/),
      })
    expect((await desk(['migrate', '--json'], env)).stdout).toContain(migrations()[4]!.name)
    expect(await desk(['staff', 'list'], env)).toMatchObject({ code: 0, stdout: 'nobody\n' })
  })

  it('adds the first administrator, and prints one JSON document', async () => {
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
    // Who makes administrators is a person, by the system's word.
    const db = openDb(`sqlite:${path.join(folder, 'portal-desk.db')}`)
    const { body } = await db.read
      .selectFrom('audit_event')
      .select('body')
      .where('body', 'like', '%"action":"staff.added"%')
      .executeTakeFirstOrThrow()
    await db.close()
    expect(eventOf(body).detail).toMatchObject({
      user: userInfo().username,
      tty: expect.any(String),
      host: hostname(),
    })
  })

  it('imports, reports to standard error what it rejected, and keeps standard output for the report', async () => {
    const { stdout } = await run('api/desk.ts', [
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
    expect(await run('api/desk.ts', ['staff', 'sack'])).toMatchObject({
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

  it('says how a command is called where it is asked, and does nothing', async () => {
    for (const args of [['--help'], ['help'], ['-h']])
      expect(await desk(args)).toMatchObject({
        code: 0,
        stderr: '',
        stdout: expect.stringMatching(/staff add[\s\S]*migrate/),
      })
    const { code, stdout } = await desk(['restore', '--help'])
    expect([code, stdout]).toEqual([0, expect.stringContaining('restore --from FILE|DIR --identity FILE')])
    expect(stdout).not.toMatch(/staff|backup key/)
    const ofBackup = (await desk(['backup', 'status', '--help'])).stdout
    expect([ofBackup.includes('backup status'), ofBackup.includes('backup key')]).toEqual([true, false])
    // Whoever mistook a word is shown those that begin alike.
    expect(await desk(['staff', 'sack'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^(?=[\s\S]*staff add)(?![\s\S]*audit verify)/),
    })
  })

  it('sets what the hospital decides', async () => {
    await desk(['settings', 'set', '--name', 'timeZone', '--value', 'America/Chicago'])
    expect(JSON.parse((await desk(['settings', 'show', '--json'])).stdout)).toMatchObject({
      timeZone: 'America/Chicago',
      teenAge: 13,
    })
  })
})

describe('the audit commands', () => {
  const out = path.join(temporaryFolder(), 'out')

  it('show the key, verify, export and prove, with what they did in the log and nothing left to be sealed', async () => {
    const key = (await desk(['audit', 'key'])).stdout.trim()
    expect(key).toMatch(/^localhost\/portal-audit\/epoch-1\+[0-9a-f]{8}\+/)
    const verified = await desk(['audit', 'verify', '--json'])
    expect(verified.code).toBe(0)
    const { size } = JSON.parse(verified.stdout)
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, pending: 0, faults: [] })
    expect(size).toBeGreaterThan(2)

    const today = new Date()
    const day = (shift: number) => new Date(today.getTime() + shift * 86_400_000).toISOString().slice(0, 10)
    const exported = await desk([
      'audit',
      'export',
      '--from',
      day(-1),
      '--to',
      day(1),
      '--out',
      out,
      '--json',
    ])
    const { files, count, verifierKey } = JSON.parse(exported.stdout)
    expect([count > size, verifierKey]).toEqual([true, key])
    const checkpoint = files.find((file: string) => file.endsWith('.checkpoint'))
    expect((await desk(['audit', 'verify', '--checkpoint', checkpoint])).stdout).toContain(
      'The log is as it was sealed.',
    )

    const [line] = readFileSync(files[0], 'utf8').split('\n')
    const proven = await desk(['audit', 'prove', '--event', JSON.parse(line!).id, '--out', out, '--json'])
    expect(JSON.parse(proven.stdout)).toMatchObject({ leafIndex: 0, body: line })
    expect(statSync(files[0]).mode & 0o077).toBe(0)
  })

  it('take a slip of the hand for one, and not for an altered log', async () => {
    const junk = path.join(out, 'junk')
    writeFileSync(junk, 'a shopping list\n')
    const verifications = async () =>
      JSON.parse((await desk(['audit', 'verify', '--json'])).stdout).size as number
    const before = await verifications()
    for (const [args, rule] of [
      [['verify', '--checkpoint', path.join(out, 'nowhere')], /^--checkpoint cannot be used: ENOENT/],
      [['verify', '--checkpoint', junk], /^--checkpoint cannot be used: this is not a signed note/],
      [['verify', '--key', 'abc'], /^--key cannot be used: a verifier key is written/],
      [['export', '--from', '2026-02-02', '--to', '2026-02-01', '--out', out], /^--to must be a later day/],
    ] as const)
      expect(await desk(['audit', ...args]), args.join(' ')).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(rule),
      })
    // Only the verification asked for in between was recorded.
    expect(await verifications()).toBe(before + 1)
  })

  it('never write over an export', async () => {
    const day = new Date().toISOString().slice(0, 10)
    const next = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
    const args = ['audit', 'export', '--from', day, '--to', next, '--out', path.join(out, 'twice')]
    expect(await desk(args)).toMatchObject({ code: 0 })
    const file = path.join(out, 'twice', `audit-${day}-${next}.ndjson`)
    const first = readFileSync(file, 'utf8')
    expect(await desk(args)).toMatchObject({ code: 1, stderr: expect.stringContaining('EEXIST') })
    expect(readFileSync(file, 'utf8')).toBe(first)
  })

  it('end with status 1 and the fault’s name when the log is not as it was sealed', async () => {
    const saved = path.join(out, 'later.checkpoint')
    const db = openDb(`sqlite:${path.join(folder, 'portal-desk.db')}`)
    const { checkpoint } = await db.read
      .selectFrom('audit_head')
      .select('checkpoint')
      .executeTakeFirstOrThrow()
    writeFileSync(saved, checkpoint)
    await sql`drop trigger audit_event_no_update`.execute(db.write)
    await sql`update audit_event set body = replace(body, 'staff.added', 'staff.listed')`.execute(db.write)
    await db.close()
    const { code, stdout } = await desk(['audit', 'verify', '--checkpoint', saved])
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/EDITED leaf 0 event \S+: [\s\S]*NOT AS IT WAS SEALED/),
    ])
  })

  it('refuse what breaks a rule, naming it', async () => {
    const refused = async (...args: string[]) => {
      const { code, stderr } = await desk(['audit', ...args])
      expect(code).toBe(1)
      return stderr
    }
    const young = new Date(Date.now() - 5 * 365 * 86_400_000).toISOString().slice(0, 10)
    expect(await refused('purge', '--before', young)).toMatch(/--before.*6 years/)
    expect(await refused('purge', '--before', '2020-02-30')).toMatch(/--before must be a date/)
    expect(await refused('export', '--from', '2001-01-01', '--to', '2001-01-02', '--out', out)).toMatch(
      /--from/,
    )
    expect(await refused('begin-epoch', '--reason', 'boredom')).toMatch(/--reason must be one of/)
    expect(await refused('grant', '--role', 'x')).toMatch(/SQLite/)
    expect(await refused('prove', '--event', 'x', '--out', out)).toMatch(/No such event/)
    expect(await refused('verify', '--checkpoint', '/nowhere')).toMatch(/ENOENT/)
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
