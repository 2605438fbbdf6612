import { execFile, execFileSync } from 'node:child_process'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { record } from '../../api/audit/record.ts'
import { exportLog } from '../../api/audit/seal/exportLog.ts'
import { readHead } from '../../api/audit/seal/head.ts'
import { proveEvent } from '../../api/audit/seal/proveEvent.ts'
import { purgeAudit } from '../../api/audit/seal/purgeAudit.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { transact } from '../../api/core/db/transact.ts'
import { engine, type House, openHouse } from '../support/harness.ts'
import { actionOf } from '../support/log.ts'
import { must } from '../support/people.ts'
import { asIntruder } from '../support/sealedLog.ts'
import { temporaryFolder } from '../support/templates.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** What a stranger writes from the guide, with nothing of ours: Node's crypto and the formats. */
const sha = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
function openSigned(note: string, vkey: string): { size: number; root: string } {
  const [name, , ...rest] = vkey.split('+')
  const key = rest.join('+')
  const [text, signatures] = note.split(/\n\n/) as [string, string]
  const der = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(key, 'base64').subarray(1),
  ])
  const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' })
  const signature = Buffer.from(signatures.trim().split(' ')[2]!, 'base64').subarray(4)
  if (!verify(null, Buffer.from(`${text}\n`), publicKey, signature)) throw new Error('not signed')
  const [origin, size, hash] = text.split('\n')
  if (origin !== name) throw new Error('another log')
  return { size: Number(size), root: hash! }
}
function checkExport(vkey: string, manifest: any, lines: string[]): void {
  const { size, root } = openSigned(manifest.checkpoint, vkey)
  const stack: { level: number; hash: Buffer }[] = []
  const push = (level: number, hash: Buffer) => {
    let [top, value] = [level, hash]
    while (stack.at(-1)?.level === top) {
      value = sha(Buffer.from([1]), stack.pop()!.hash, value)
      top += 1
    }
    stack.push({ level: top, hash: value })
  }
  for (const { level, hash } of manifest.before) push(level, Buffer.from(hash, 'hex'))
  const all = [manifest.left, ...lines, manifest.right].filter((line) => line !== null)
  for (const line of all) push(0, sha(Buffer.from([0]), Buffer.from(line)))
  for (const { level, hash } of manifest.after) push(level, Buffer.from(hash, 'hex'))
  if (stack.reduce((sum, { level }) => sum + 2 ** level, 0) !== size) throw new Error('not complete')
  let value = stack.pop()!.hash
  while (stack.length) value = sha(Buffer.from([1]), stack.pop()!.hash, value)
  if (value.toString('base64') !== root) throw new Error('not as sealed')
}

// What is exported is the same on both engines: the script, slow at signatures, reads one of them.
const python = (() => {
  if (engine !== 'sqlite') return false
  try {
    execFileSync('python3', ['--version'])
    return true
  } catch {
    return false
  }
})()
/** With asserts turned off, as an environment may have it. */
const runPython = (...args: string[]) =>
  promisify(execFile)('python3', ['-O', path.join(root, 'api/audit/verify.py'), ...args]).then(
    ({ stdout }) => stdout.trim(),
    (error) => `FAILED ${error.stderr}`,
  )

describe('a stranger without our code', () => {
  let house: House
  let stop: () => Promise<void>
  const folder = temporaryFolder()
  let vkey: string
  let files: string[]
  let lines: string[]
  const day = 86_400

  beforeAll(async () => {
    const opened = await openHouse()
    house = opened.house
    stop = opened.stop
    const write = (n: number) =>
      transact(house.desk.db, async (trx) => {
        for (let i = 0; i < n; i++)
          await record(trx, systemCtx(house.desk, 'test', newId()), actionOf('case.shown'), {
            detail: { note: 'ünï “quoted”\n' },
          })
      })
    for (const n of [333, 301, 77]) {
      await write(n)
      await sealAudit(house.desk, withoutPause)
      house.later(day)
    }
    const now = house.desk.clock().getTime()
    const on = (days: number) =>
      `${new Date(now - days * day * 1000).toISOString().slice(0, 10)}T00:00:00.000Z`
    const made = await exportLog(systemCtx(house.desk, 'test', newId()), { from: on(2), to: on(1) }, folder)
    expect(made).toMatchObject({ first: 333, count: 301 })
    files = made.files
    lines = readFileSync(files[0]!, 'utf8').trimEnd().split('\n')
    vkey = (await readHead(house.desk.db.read))!.verifierKey
  })
  afterAll(async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('checks an export from the middle of the log against its checkpoint, and sees any change', () => {
    const manifest = JSON.parse(readFileSync(files[1]!, 'utf8'))
    expect(lines).toHaveLength(301)
    expect(() => checkExport(vkey, manifest, lines)).not.toThrow()
    expect(() => checkExport(vkey, manifest, lines.with(7, lines[7]!.replace('shown', 'noted')))).toThrow()
    expect(() => checkExport(vkey, manifest, lines.toSpliced(7, 1))).toThrow()
    expect(() => checkExport(vkey, manifest, lines.with(7, lines[8]!).with(8, lines[7]!))).toThrow()
    const forged = { ...manifest, checkpoint: manifest.checkpoint.replace('711', '712') }
    expect(() => checkExport(vkey, forged, lines)).toThrow(/not signed/)
  })

  it('never finds a part of an export that failed', async () => {
    const folder = temporaryFolder()
    const span = { from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' }
    const stopped = exportLog(systemCtx(house.desk, 'test', newId()), span, folder, () => {
      throw new Error('stopped')
    })
    await expect(stopped).rejects.toThrow('stopped')
    expect(readdirSync(folder)).toEqual([])
  })

  it.runIf(python)('does so with the script beside the code, and checks one event’s proof', async () => {
    const stated = JSON.parse(readFileSync(files[1]!, 'utf8'))
    expect(await runPython(vkey, files[1]!, files[0]!)).toBe(
      `301 events, 0 purged, from number 333, all of ${stated.from} to ${stated.to}, are as they were sealed`,
    )
    const hashOf = (line: string) => sha(Buffer.from([0]), Buffer.from(line)).toString('hex')
    const tricks: Record<string, [manifest: object, lines: string[], why: RegExp]> = {
      edited: [stated, lines.with(7, lines[7]!.replace('shown', 'noted')), /NOT THE EVENTS/],
      empty: [stated, ['{}', '{}', '{}'], /NOT COMPLETE/],
      hidden: [stated, lines.with(7, JSON.stringify({ purged: hashOf(lines[7]!) })), /NOT PURGED: event 340/],
      renumbered: [{ ...stated, first: 9999 }, lines, /WRONG NUMBER/],
      // The last event is put where the rest of the tree is told of.
      shortened: [
        {
          ...stated,
          count: 300,
          right: lines.at(-1),
          after: [{ level: 0, hash: hashOf(stated.right) }, ...stated.after],
        },
        lines.slice(0, -1),
        /LEFT OUT/,
      ],
      unbounded: [
        { ...stated, right: null, after: [{ level: 0, hash: hashOf(stated.right) }, ...stated.after] },
        lines,
        /after the last is not given/,
      ],
      shifted: [{ ...stated, before: [...stated.before].reverse() }, lines, /NOT A TREE/],
    }
    const bad = [path.join(folder, 'bad.json'), path.join(folder, 'bad.ndjson')] as const
    for (const [trick, [manifest, some, why]] of Object.entries(tricks)) {
      writeFileSync(bad[0], JSON.stringify(manifest))
      writeFileSync(bad[1], `${some.join('\n')}\n`)
      expect(await runPython(vkey, ...bad), trick).toMatch(why)
    }
    const leaf = (await house.rows('audit_leaf')).find((row) => row.leaf_index === 505)!
    const proof = await proveEvent(house.desk.db, leaf.event_id)
    const [proofFile, bodyFile] = [path.join(folder, 'e.tlog-proof'), path.join(folder, 'e.json')]
    writeFileSync(proofFile, proof.proof)
    writeFileSync(bodyFile, proof.body!)
    expect(await runPython(vkey, proofFile, bodyFile)).toBe(
      'the event is number 505 of 711, as it was sealed',
    )
    writeFileSync(bodyFile, proof.body!.replace('success', 'failure'))
    expect(await runPython(vkey, proofFile, bodyFile)).toMatch(/FAILED[\s\S]*NOT AN EVENT/)
  })

  it.runIf(python)('checks a period that was fetched in the console, as one file', async () => {
    const officer = await house.signIn('privacy-officer')
    await sealAudit(house.desk, withoutPause)
    const { from, to } = JSON.parse(readFileSync(files[1]!, 'utf8'))
    const fetched = async (filter: object) => {
      const given = { format: 'ndjson', filter, reason: 'compliance-audit' }
      const { id } = must(await officer.post('/api/audit-exports', given), 201)
      const file = path.join(folder, `${id}.ndjson`)
      writeFileSync(file, String((await officer.get(`/api/audit-exports/${id}/file`)).body))
      return file
    }
    expect(await runPython(vkey, await fetched({ from, to }))).toMatch(
      /^301 events, 0 purged, from number 333/,
    )
    expect(await runPython(vkey, await fetched({}))).toMatch(/^\d{3} events, 0 purged, from number 0/)
    expect(await runPython(vkey, await fetched({ from, to, outcome: 'success' }))).toMatch(/no manifest/)
  })

  it.runIf(python)(
    'is told of what was purged by a signed note, and of nothing else that is gone',
    async () => {
      const { house, stop } = await openHouse()
      try {
        const ctx = systemCtx(house.desk, 'test', newId())
        const write = (n: number) =>
          transact(house.desk.db, async (trx) => {
            for (let i = 0; i < n; i++) await record(trx, ctx, actionOf('case.shown'))
          })
        await write(20)
        await sealAudit(house.desk, withoutPause)
        house.later(7 * 366 * day)
        await write(10)
        await sealAudit(house.desk, withoutPause)
        const before = new Date(house.desk.clock().getTime() - 6.5 * 365 * day * 1000)
        expect(await purgeAudit(ctx, before)).toMatchObject({ removed: 20 })
        await sealAudit(house.desk, withoutPause)
        const out = temporaryFolder()
        const span = { from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' }
        const { files, verifierKey } = await exportLog(ctx, span, out)
        expect(await runPython(verifierKey, files[1]!, files[0]!)).toMatch(
          /events below number 20 may be purged/,
        )
        const manifest = JSON.parse(readFileSync(files[1]!, 'utf8'))
        writeFileSync(files[1]!, JSON.stringify({ ...manifest, purges: [] }))
        expect(await runPython(verifierKey, files[1]!, files[0]!)).toMatch(/NOT PURGED: event 19/)
      } finally {
        await stop()
      }
    },
  )

  it('is given no proof of an event that was edited since', async () => {
    const { event_id } = (await house.rows('audit_leaf')).find((row) => row.leaf_index === 500)!
    const { body } = await house.owner.read
      .selectFrom('audit_event')
      .select('body')
      .where('id', '=', event_id)
      .executeTakeFirstOrThrow()
    await asIntruder(
      house,
      `update audit_event set body = replace(body, 'shown', 'noted') where id = '${event_id}'`,
    )
    await expect(proveEvent(house.desk.db, event_id)).rejects.toThrow(/bytes that were sealed/)
    await asIntruder(
      house,
      `update audit_event set body = '${body.replaceAll("'", "''")}' where id = '${event_id}'`,
    )
    expect(await proveEvent(house.desk.db, event_id)).toMatchObject({ body })
  })

  it('can be given the proof of every event, at every place in the tree', async () => {
    for (const leaf of (await house.rows('audit_leaf')).filter(
      (row) => row.leaf_index % 97 === 0 || row.leaf_index > 708,
    )) {
      const { proof, body } = await proveEvent(house.desk.db, leaf.event_id)
      const [head, note] = [proof.slice(0, proof.indexOf('\n\n')), proof.slice(proof.indexOf('\n\n') + 2)]
      const [version, index, ...siblings] = head.split('\n')
      expect([version, index]).toEqual(['c2sp.org/tlog-proof@v1', `index ${leaf.leaf_index}`])
      const signed = openSigned(note, vkey)
      let [fn, sn, value] = [leaf.leaf_index, signed.size - 1, sha(Buffer.from([0]), Buffer.from(body!))]
      for (const sibling of siblings.map((line) => Buffer.from(line, 'base64'))) {
        if (fn % 2 === 1 || fn === sn) {
          value = sha(Buffer.from([1]), sibling, value)
          while (fn % 2 === 0 && fn > 0) [fn, sn] = [fn >> 1, sn >> 1]
        } else value = sha(Buffer.from([1]), value, sibling)
        ;[fn, sn] = [fn >> 1, sn >> 1]
      }
      expect([sn, value.toString('base64')]).toEqual([0, signed.root])
    }
  })

  it('is not given the proof of what is not sealed, and the console gives it to those who may export', async () => {
    const officer = await house.signIn('privacy-officer')
    const waiting = (await house.rows('audit_pending'))[0]!.event_id
    expect((await officer.post(`/api/audit/${waiting}/proof`)).status).toBe(409)
    expect((await officer.post(`/api/audit/${newId()}/proof`)).status).toBe(404)
    await sealAudit(house.desk, withoutPause)
    expect(must(await officer.post(`/api/audit/${waiting}/proof`))).toMatchObject({ eventId: waiting })
    const supervisor = await house.signIn('supervisor')
    expect((await supervisor.post(`/api/audit/${waiting}/proof`)).status).toBe(403)
  })
})

describe.runIf(engine === 'postgres')('the role the server connects as on PostgreSQL', () => {
  it('may read and append to the log, and nothing else, whatever statement is tried', async () => {
    const { house, stop } = await openHouse()
    const { databaseUrl } = house.desk.config
    const client = new pg.Client(databaseUrl)
    await client.connect()
    const { rows } = await client.query(
      'select current_user as name, rolsuper from pg_roles where rolname = current_user',
    )
    expect(rows).toEqual([{ name: 'desk_app', rolsuper: false }])
    await transact(house.desk.db, (trx) =>
      record(trx, systemCtx(house.desk, 't', newId()), actionOf('case.shown')),
    )
    await sealAudit(house.desk)
    for (const statement of [
      "update audit_event set body = 'x'",
      'delete from audit_event',
      'truncate audit_event',
      'update audit_leaf set leaf_index = 7',
      'delete from audit_leaf',
      'delete from audit_search',
      'delete from audit_patient',
      'delete from audit_checkpoint',
      'alter table audit_event disable trigger all',
      'drop trigger audit_event_append_only on audit_event',
      'drop table audit_leaf',
      'create or replace function audit_event_append_only() returns trigger language plpgsql as $$ begin return new; end $$',
    ])
      await expect(client.query(statement), statement).rejects.toThrow(
        /permission denied|must be owner|append-only|no privileges/,
      )
    const { rows: after } = await sql<{ n: number }>`select count(*) as n from audit_event`.execute(
      house.desk.db.read,
    )
    expect(after[0]!.n).toBe(1)
    // A server that starts as this role finds the schema up to date and serves.
    expect(await migrate(house.desk.db)).toEqual([])
    await client.end()
    await stop()
  })
})
