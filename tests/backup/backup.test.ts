import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../api/app.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { openArchive, writeArchive } from '../../api/backup/archive.ts'
import { placeBackup } from '../../api/backup/commands.ts'
import { makeBackup, newestIn } from '../../api/backup/makeBackup.ts'
import { backupPolicy } from '../../api/backup/policy.ts'
import { backupState } from '../../api/backup/published.ts'
import { backUpWhenDue } from '../../api/backup/round.ts'
import { commandLine } from '../../api/commandLine.ts'
import { readConfig } from '../../api/core/config.ts'
import { systemCtx } from '../../api/core/context.ts'
import { copyOut } from '../../api/core/db/copyOut.ts'
import { newId } from '../../api/core/db/id.ts'
import { openDb, sqliteFile } from '../../api/core/db/open.ts'
import { transact } from '../../api/core/db/transact.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { start } from '../../api/server.ts'
import { emptyDatabase, engine, type House, houseForTests, origin } from '../support/harness.ts'
import { asIntruder, idAt } from '../support/sealedLog.ts'
import { temporaryFolder } from '../support/templates.ts'

const house = houseForTests()
const kind = engine === 'postgres' ? 'sql' : 'db'

/** A command in a house, or in a place of its own. */
async function desk(line: string, env: object = {}) {
  const { databaseUrl, dataDir } = house.desk.config
  let said = ''
  const hear = (text: string) => {
    said += `${text}\n`
  }
  const code = await commandLine(
    line.split(' '),
    { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, ...env },
    { print: hear, complain: hear },
  )
  return { code, said }
}

/** An empty place that has the house's keys, as somebody prepares it who lost everything else. */
async function anEmptyPlace({ keys = true } = {}) {
  const DATA_DIR = temporaryFolder()
  const database = await emptyDatabase(DATA_DIR)
  if (keys)
    for (const name of ['secret.key', 'audit-signing.key', 'vault.key'])
      copyFileSync(path.join(house.desk.config.dataDir, name), path.join(DATA_DIR, name))
  return { DATA_DIR, DATABASE_URL: database.ownerUrl, drop: database.drop }
}

async function aKey() {
  const file = path.join(temporaryFolder(), 'backup.key')
  const { said } = await desk(`backup key --out ${file}`)
  return { file, recipient: said.split('\n')[0]! }
}

async function aBackup() {
  const key = await aKey()
  const to = path.join(temporaryFolder(), 'backups')
  const made = await desk(`backup --to ${to} --recipient ${key.recipient}`)
  expect(made).toMatchObject({ code: 0, said: expect.stringContaining('read back and right') })
  return { key, to, file: path.join(to, readdirSync(to)[0]!) }
}

/** Goes on writing until told to stop, as a desk at work does. */
function atWork({ desk }: House) {
  let stopped = false
  const done = (async () => {
    while (!stopped) {
      await house.signIn('helpdesk')
      await sealAudit(desk, withoutPause)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  })()
  return async () => {
    stopped = true
    await done
  }
}

describe('a backup', () => {
  it('of before anything was sealed goes on as a new epoch, too, beside keys that have sealed since', async () => {
    const { key, to } = await aBackup()
    await house.signIn('helpdesk')
    await sealAudit(house.desk, withoutPause)
    const place = await anEmptyPlace()
    const kept = 'audit-checkpoint.txt'
    copyFileSync(path.join(house.desk.config.dataDir, kept), path.join(place.DATA_DIR, kept))
    const restored = await desk(`restore --from ${to} --identity ${key.file} --json`, place)
    expect(restored).toMatchObject({ code: 0 })
    expect(JSON.parse(restored.said)).toMatchObject({
      events: 0,
      origin: expect.stringMatching(/epoch-2$/),
    })
    expect(await desk('staff add --email new@desk.test --name Ada --role manager', place)).toMatchObject({
      code: 0,
    })
    const verified = await desk('audit verify --json', place)
    expect(JSON.parse(verified.said)).toMatchObject({ ok: true, pending: 0 })
    await place.drop()
  })

  it('made while the desk works holds one moment of it, and is restored into an empty place as a new epoch', async () => {
    await house.signIn('helpdesk')
    await sealAudit(house.desk, withoutPause)
    const stop = atWork(house)
    const { key, to } = await aBackup()
    await stop()
    const place = await anEmptyPlace()
    const restored = await desk(`restore --from ${to} --identity ${key.file} --json`, place)
    expect(restored).toMatchObject({ code: 0 })
    const answer = JSON.parse(restored.said)
    expect(answer).toMatchObject({ origin: expect.stringMatching(/epoch-2$/), applied: [] })
    expect(answer.events).toBeGreaterThan(0)
    expect(await desk('audit verify --index', place)).toMatchObject({ code: 0 })
    expect(await desk('backup status --json', place)).toMatchObject({
      said: expect.stringContaining(`"lastAt":"${answer.at}"`),
    })
    // Once there is something, nothing is restored over it.
    expect(await desk(`restore --from ${to} --identity ${key.file}`, place)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/empty (place|database) only/),
    })
    await place.drop()
  })

  it('is restored once where two people restore it at the same time, and the other is told', async () => {
    const { key, to } = await aBackup()
    const place = await anEmptyPlace()
    const both = await Promise.all(
      [0, 1].map(() => desk(`restore --from ${to} --identity ${key.file}`, place)),
    )
    expect(both.map(({ code }) => code).sort()).toEqual([0, 1])
    expect(both.find(({ code }) => code === 1)?.said).toMatch(/Another restore into this place is under way/)
    expect(await desk('audit verify', place)).toMatchObject({ code: 0 })
    expect(readdirSync(place.DATA_DIR).filter((name) => /restor/.test(name))).toEqual([])
    await place.drop()
  })

  it('whose restore is broken off once its database is there is served to nobody, and no command goes on with it', async () => {
    const { key, to } = await aBackup()
    const place = await anEmptyPlace()
    const { DATA_DIR, DATABASE_URL } = place
    const config = readConfig({ DATA_DIR, DATABASE_URL, LOG_LEVEL: 'silent', PORT: '0' })
    await placeBackup(config, { from: to, identity: key.file })
    await expect(start(config)).rejects.toThrow(/restore that was broken off/)
    for (const line of ['audit verify', 'staff list', 'migrate'])
      expect(await desk(line, place)).toMatchObject({
        code: 1,
        said: expect.stringMatching(/take the database away and restore once more/),
      })
    await place.drop()
  })

  it('that is restored signs nobody in who was signed out since', async () => {
    const agent = await house.signIn('helpdesk')
    const begun = await transact(house.desk.db, (trx) => house.desk.sessions.start(trx, agent.id, 'complete'))
    const asked = (app: House['app']) =>
      app.request(`${origin}/api/me`, { headers: { Cookie: begun.split(';')[0]! } })
    expect((await asked(house.app)).status).toBe(200)
    const { key, file } = await aBackup()
    await transact(house.desk.db, (trx) => house.desk.sessions.endAllOf(trx, agent.id))
    const place = await anEmptyPlace()
    expect(await desk(`restore --from ${file} --identity ${key.file}`, place)).toMatchObject({ code: 0 })
    const { DATABASE_URL, DATA_DIR } = place
    const restored = createDesk(readConfig({ DATABASE_URL, DATA_DIR, LOG_LEVEL: 'silent' }), house.desk.clock)
    expect((await asked(createApp(restored))).status).toBe(401)
    await closeDesk(restored)
    await place.drop()
  })

  it('that somebody made who has only its public key, of a database that knows no key of the desk, is not taken', async () => {
    const { file: identity, recipient } = await aKey()
    const theirs = await anEmptyPlace({ keys: false })
    expect(await desk('migrate', theirs)).toMatchObject({ code: 0 })
    await desk('staff add --email eve@elsewhere.example --name Eve --role administrator', theirs)
    const copy = await copyOut(theirs.DATABASE_URL, path.join(theirs.DATA_DIR, 'copy.db'))
    const planted = path.join(temporaryFolder(), `portal-desk-20261126T120000Z-abcdef.${kind}.zst.age`)
    await writeArchive(copy.bytes, [recipient], planted).finally(() => copy.close())
    const place = await anEmptyPlace()
    expect(await desk(`restore --from ${planted} --identity ${identity}`, place)).toMatchObject({
      code: 1,
      said: expect.stringContaining('knows no key'),
    })
    await theirs.drop()
    await place.drop()
  })

  it('opens with no other key, not where it was cut or altered, and not where the keys of the desk are missing', async () => {
    const { key, file } = await aBackup()
    const refusal = async (from: string, identity: string, keys = true) => {
      const place = await anEmptyPlace({ keys })
      const { code, said } = await desk(`restore --from ${from} --identity ${identity}`, place)
      const left = readdirSync(place.DATA_DIR).filter((name) => name.startsWith('empty.db'))
      await place.drop()
      return { code, said, left }
    }
    const other = await aKey()
    expect(await refusal(file, other.file)).toMatchObject({
      code: 1,
      said: expect.stringContaining('does not open'),
      left: [],
    })
    const cut = path.join(temporaryFolder(), path.basename(file))
    const damaged = { code: 1, said: expect.stringContaining(`${cut} was cut or altered`), left: [] }
    copyFileSync(file, cut)
    truncateSync(cut, readFileSync(file).length - 5)
    expect(await refusal(cut, key.file)).toMatchObject(damaged)
    const altered = readFileSync(file)
    altered[Math.floor(altered.length / 2)]! ^= 1
    writeFileSync(cut, altered)
    expect(await refusal(cut, key.file)).toMatchObject(damaged)
    expect(await refusal(file, key.file, false)).toMatchObject({
      code: 1,
      said: expect.stringContaining('secret.key is missing'),
      left: [],
    })
    expect(readFileSync(file).includes('SQLite format') || readFileSync(file).includes('COPY')).toBe(false)
  })

  it('is made by the server when it is due, drilled when that is due, and kept as many times as the policy says', async () => {
    const { recipient } = await aKey()
    const folder = path.join(temporaryFolder(), 'backups')
    mkdirSync(folder)
    const scratch = await anEmptyPlace()
    const scratchUrl = engine === 'postgres' ? scratch.DATABASE_URL : undefined
    const backups = { folder, recipients: [recipient], scratchUrl }
    const serving = { ...house.desk, config: { ...house.desk.config, backups } }
    await savePolicy(house.desk.db.write, { backupsKept: 2 }, backupPolicy)
    // Those of the tests before this one.
    house.later(86_400)
    for (const due of [true, false]) expect(await backUpWhenDue(serving)).toBe(due)
    expect(await backupState(serving)).toMatchObject({ state: 'current', drill: 'current', problem: null })
    const [drilled] = await house.audit('backup.drilled')
    expect(drilled).toMatchObject({ outcome: 'success', detail: { events: expect.any(Number) } })
    house.later(27 * 3600)
    expect(await backupState(serving)).toMatchObject({ state: 'late' })
    for (let day = 0; day < 2; day++) {
      expect(await backUpWhenDue(serving)).toBe(true)
      house.later(86_400)
    }
    expect(readdirSync(folder)).toHaveLength(2)
    expect(readdirSync(folder)[0]).toMatch(
      new RegExp(`^portal-desk-\\d{8}T\\d{6}Z-[0-9a-f]{6}\\.${kind}\\.zst\\.age$`),
    )
    expect(
      readdirSync(house.desk.config.dataDir).filter((name) => name.startsWith('backup-scratch')),
    ).toEqual([])
    // Drills come less often than backups.
    expect(await house.audit('backup.drilled')).toHaveLength(1)

    const failing = {
      ...serving,
      config: { ...serving.config, backups: { ...backups, folder: '/dev/null/none' } },
    }
    await expect(backUpWhenDue(failing)).rejects.toThrow()
    const officer = await house.signIn('administrator')
    const shown = (await officer.get('/api/backups')).body
    expect(shown.rows.filter((row: { kind: string }) => row.kind === 'drill')).toHaveLength(1)
    expect(shown.restoreSeconds).toBeGreaterThan(0)
    await scratch.drop()
  })
})

describe('backups', () => {
  it('that a clock dated ahead neither push out nor hide what is made once it is right', async () => {
    const { recipient } = await aKey()
    const folder = path.join(temporaryFolder(), 'backups')
    const make = () =>
      makeBackup(systemCtx(house.desk, 'backup', newId()), { folder, recipients: [recipient] })
    await savePolicy(house.desk.db.write, { backupsKept: 2 }, backupPolicy)
    const year = 366 * 86_400
    house.later(year)
    const ahead = [await make(), await make()].map(({ file }) => path.basename(file))
    house.later(-year)
    const right = await make()
    expect(right.removed).toEqual([ahead.sort()[0]])
    expect(readdirSync(folder)).toContain(path.basename(right.file))
    expect(newestIn(folder, house.desk.clock())).toBe(right.file)
    // Nor is another due each minute until that year is over, or called new when it is old.
    const backups = { folder, recipients: [recipient], scratchUrl: undefined }
    const serving = { ...house.desk, config: { ...house.desk.config, backups } }
    expect(await backUpWhenDue(serving)).toBe(false)
    house.later(27 * 3600)
    expect(await backupState(serving)).toMatchObject({
      state: 'late',
      ageSeconds: expect.closeTo(27 * 3600, -2),
    })
    // As the policy has it, for the tests that follow.
    await savePolicy(house.desk.db.write, { backupsKept: 14 }, backupPolicy)
  })

  it.runIf(engine === 'postgres')('that somebody made run no statement of theirs', async () => {
    const { key, file } = await aBackup()
    const copied: Buffer[] = []
    const identity = readFileSync(key.file, 'utf8').trim().split('\n').at(-1)!
    for await (const chunk of await openArchive(file, [identity])) copied.push(chunk)
    const theirs =
      'COPY staff (id) FROM stdin; create table stdin (a int); create table planted (a int); commit; select (1) FROM stdin;\n\\.\n'
    const planted = path.join(temporaryFolder(), path.basename(file))
    await writeArchive(Readable.from([...copied, Buffer.from(theirs)]), [key.recipient], planted)
    const place = await anEmptyPlace()
    expect(await desk(`restore --from ${planted} --identity ${key.file}`, place)).toMatchObject({
      code: 1,
      said: expect.stringContaining('no copy of a PostgreSQL database'),
    })
    const db = openDb(place.DATABASE_URL)
    const there = await sql<{ name: string | null }>`select to_regclass('planted')::text as name`.execute(
      db.read,
    )
    await db.close()
    expect(there.rows[0]!.name).toBeNull()
    await place.drop()
  })

  it('whose log is not as it was sealed is not called good by a drill or a restore, which leaves no one signed in', async () => {
    // That one was made is an event.
    await aBackup()
    await sealAudit(house.desk, withoutPause)
    const altered = (from: string, to: string) =>
      `update audit_event set body = replace(body, '"outcome":"${from}"', '"outcome":"${to}"') where id = ${idAt(0)}`
    await house.signIn('helpdesk')
    await asIntruder(house, altered('success', 'denied'))
    const { key, to } = await aBackup()
    await asIntruder(house, altered('denied', 'success'))
    const place = await anEmptyPlace()
    const scratch = engine === 'postgres' ? { BACKUP_SCRATCH_URL: place.DATABASE_URL } : {}
    const own = { BACKUP_TO: to, BACKUP_RECIPIENTS: key.recipient, ...scratch }
    expect(await desk(`backup drill --identity ${key.file}`, own)).toMatchObject({
      code: 1,
      said: expect.stringContaining('the restored log does not verify: edited'),
    })
    await place.drop()
    const other = await anEmptyPlace()
    expect(await desk(`restore --from ${to} --identity ${key.file}`, other)).toMatchObject({
      code: 1,
      said: expect.stringContaining('Serve it to nobody'),
    })
    const db = openDb(other.DATABASE_URL)
    expect(await db.read.selectFrom('staff_session').selectAll().execute()).toEqual([])
    await db.close()
    await other.drop()
  })

  it.runIf(engine === 'postgres')(
    'are not drilled in the database that is served, nor in one that was restored into',
    async () => {
      const { key, to, file } = await aBackup()
      const own = { BACKUP_TO: to, BACKUP_RECIPIENTS: key.recipient }
      const place = await anEmptyPlace()
      const drill = (env: object) => desk(`backup drill --identity ${key.file}`, env)
      // What was a place for drills, and is marked as one, becomes a hospital's.
      expect(await drill({ ...own, BACKUP_SCRATCH_URL: place.DATABASE_URL })).toMatchObject({ code: 0 })
      expect(await desk(`restore --from ${file} --identity ${key.file}`, place)).toMatchObject({ code: 0 })
      expect(await drill({ ...place, ...own, BACKUP_SCRATCH_URL: place.DATABASE_URL })).toMatchObject({
        code: 1,
        said: expect.stringContaining('names the database that is served'),
      })
      expect(await drill({ ...own, BACKUP_SCRATCH_URL: place.DATABASE_URL })).toMatchObject({
        code: 1,
        said: expect.stringContaining('holds tables'),
      })
      expect(await desk('staff list', place)).toMatchObject({ code: 0 })
      await place.drop()
    },
  )
})

describe('keys', () => {
  it('that are missing or another’s are told before anything is served, and none is made in their place', async () => {
    const { key, file } = await aBackup()
    const place = await anEmptyPlace()
    expect(await desk(`restore --from ${file} --identity ${key.file}`, place)).toMatchObject({ code: 0 })
    const secret = path.join(place.DATA_DIR, 'secret.key')
    const kept = readFileSync(secret)
    const other = await anEmptyPlace({ keys: false })
    expect(await desk('migrate', other)).toMatchObject({ code: 0 })
    copyFileSync(path.join(other.DATA_DIR, 'secret.key'), secret)
    expect(await desk('staff list', place)).toMatchObject({
      code: 1,
      said: expect.stringContaining('SECRET_KEY'),
    })
    writeFileSync(secret, kept)
    expect((await desk('backup status', place)).said).not.toContain('SECRET_KEY')
    expect(
      sqliteFile(place.DATABASE_URL) === undefined || readdirSync(place.DATA_DIR).includes('secret.key'),
    ).toBe(true)
    await place.drop()
    await other.drop()
  })
})
