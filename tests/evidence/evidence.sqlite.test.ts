import { execFile } from 'node:child_process'
import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { readHead } from '../../api/audit/seal/head.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { evidenceCommands } from '../../api/evidence/commands.ts'
import { sections } from '../../api/evidence/pack.ts'
import { recordDisclosure } from '../../api/privacy/disclosures/recordDisclosure.ts'
import { disclosurePurposes } from '../../api/privacy/lists.ts'
import { catalogue } from '../../api/rooms.ts'
import { houseForTests } from '../support/harness.ts'
import { aPatient } from '../support/people.ts'
import { temporaryFolder } from '../support/templates.ts'

const house = houseForTests()
const folder = path.join(temporaryFolder(), 'pack')
const day = (more: number) => new Date(Date.now() + more * 86_400_000).toISOString().slice(0, 10)
let key: string

const check = (where: string) =>
  promisify(execFile)('python3', [
    '-O',
    path.join(where, 'verify.py'),
    key,
    path.join(where, 'evidence.note'),
  ]).then(
    ({ stdout }) => stdout,
    ({ stderr }) => stderr as string,
  )
/** The archive after somebody did something to it. */
const tampered = (what: (copy: string) => void) => {
  const copy = path.join(temporaryFolder(), 'copy')
  cpSync(folder, copy, { recursive: true })
  what(copy)
  return check(copy)
}

beforeAll(async () => {
  const officer = await house.signIn('privacy-officer')
  const { id } = await aPatient(house)
  const reply = await officer.post(recordDisclosure.at.split(' ')[1]!.replace('{id}', id), {
    disclosedOn: day(-1),
    recipient: 'Zebedee Quagmire',
    description: 'what was asked',
    purpose: disclosurePurposes[0],
  })
  expect(reply.status).toBeLessThan(300)
  const ctx = systemCtx(house.desk, 'command-line', newId())
  const made = await evidenceCommands.evidence!(ctx, { from: day(-1), to: day(1), out: folder })
  expect(made).toMatchObject({ bad: false })
  key = (await readHead(house.desk.db.read))!.verifierKey
})

describe('an evidence archive', () => {
  it('is checked by whoever has the key and nothing of ours, and what was edited, left out or added is found', async () => {
    expect(await check(folder)).toMatch(
      /files of .* are as they were signed\n.*events, 0 purged.* as they were sealed/s,
    )
    expect(await tampered((copy) => appendFileSync(path.join(copy, 'people.json'), ' '))).toContain(
      'EDITED: people.json',
    )
    expect(await tampered((copy) => rmSync(path.join(copy, 'reviews.json')))).toContain('NOT COMPLETE')
    expect(await tampered((copy) => writeFileSync(path.join(copy, 'more.json'), '{}'))).toContain(
      'NOT COMPLETE',
    )
    const note = 'evidence.note'
    expect(
      await tampered((copy) => {
        const text = readFileSync(path.join(copy, note), 'utf8')
        writeFileSync(path.join(copy, note), text.replace(/^[0-9a-f]{64}/m, '0'.repeat(64)))
      }),
    ).toContain('NOT SIGNED')
  })

  it('holds policy, people, reviews, verification, drills, disclosures, versions and clauses, and no text that somebody typed', () => {
    const files = readdirSync(folder)
    for (const one of [
      'policy',
      'people',
      'reviews',
      'verification',
      'drills',
      'disclosures',
      'versions',
      'clauses',
    ])
      expect(files).toContain(`${one}.json`)
    const read = (name: string) => JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'))
    expect(read('disclosures').events).toMatchObject([{ action: 'disclosure.recorded' }])
    expect(read('verification').verification).toMatchObject({ ok: true })
    expect(read('people').now.people).toHaveLength(1)
    for (const name of files) expect(readFileSync(path.join(folder, name), 'utf8')).not.toContain('Quagmire')
  })

  it('holds every kind of act that shows how the house is run; one that is new is put in or left out on purpose', () => {
    const leftOut = {
      'what is done for patients, or by them':
        'account adoption caller case contact draft knowledge letter letters message patient portal proxy quality record refill visit',
      'what registration decides': 'duplicate-pair duplicates record-conflict',
      'what is sent': 'mail text',
      'what patients are told of the portal': 'outage',
      'how somebody likes to look': 'audit-view case-view',
      'refusals, which stand in the log that lies beside': 'access limit',
      'what this archive is': 'evidence',
    }
    const packed = sections.flatMap(({ acts }) => acts.map((begins) => begins.split('.')[0]!))
    const out = Object.values(leftOut).flatMap((names) => names.split(' '))
    const kinds = new Set([...catalogue.actions.keys()].map((name) => name.split('.')[0]!))
    expect([...kinds].filter((kind) => !packed.includes(kind) && !out.includes(kind))).toEqual([])
    expect([...packed, ...out].filter((kind) => !kinds.has(kind))).toEqual([])
  })

  it('is in the log, and is never written over', async () => {
    expect(await house.audit('evidence.packed')).toHaveLength(1)
    const again = evidenceCommands.evidence!(systemCtx(house.desk, 'command-line', newId()), {
      from: day(-1),
      to: day(1),
      out: folder,
    })
    await expect(again).rejects.toThrow()
  })
})

describe('how the measures stand', () => {
  it('is shown to privacy officers and administrators as it is now', async () => {
    const officer = await house.signIn('privacy-officer')
    const { body } = await officer.get('/api/posture')
    expect(body.state).toMatchObject({
      protectedAsInstalled: true,
      verifiedOk: true,
      backup: 'off',
      anchors: 0,
    })
    expect(body.clauses.length).toBeGreaterThan(35)
    expect((await (await house.signIn('helpdesk')).get('/api/posture')).status).toBe(403)
  })
})
