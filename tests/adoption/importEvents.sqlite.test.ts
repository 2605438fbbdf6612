import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { importEvents } from '../../api/adoption/importEvents.ts'
import { noteEvents } from '../../api/adoption/noteEvents.ts'
import { contributions, type PersonEvent } from '../../api/adoption/rollup/contributions.ts'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { sweepWaiting } from '../../api/adoption/rollup/waiting.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { houseForTests } from '../support/harness.ts'
import { aPatient } from '../support/people.ts'

const house = houseForTests()
const folder = mkdtempSync(path.join(tmpdir(), 'desk-events-'))
const ctx = () => systemCtx(house.desk, 'command-line', newId())
let files = 0
async function take(lines: (object | string)[], options: { dryRun?: boolean; packed?: boolean } = {}) {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const file = path.join(folder, `${files++}.ndjson`)
  writeFileSync(file, options.packed ? gzipSync(text) : text)
  const faults: string[] = []
  const report = await importEvents(ctx(), file, {
    dryRun: options.dryRun ?? false,
    onRejected: (line, reason) => faults.push(`${line} ${reason}`),
  })
  return { ...report, faults }
}
const at = '2026-03-04T12:00:00Z'

it('refuses fields that a kind has not, lacks fields it has, and moments that cannot be, by name', async () => {
  await aPatient(house, { mrn: 'f-1' })
  const one = (kind: string, over: object) => ({ mrn: 'f-1', id: `${kind}-1`, kind, at, ...over })
  const { faults, rejected, noted } = await take([
    one('offered', { seconds: 5 }),
    one('answered', {}),
    one('answered', { seconds: 5, until: at }),
    one('results', { until: at }),
    one('offered', { until: '2026-03-04T11:59:59Z' }),
    one('offered', { until: '9999-01-01T00:00:00Z' }),
    one('withdrawn', {}),
    one('withdrawn', { withdraws: 'a', corrects: 'b' }),
    one('message', { corrects: 'message-1' }),
    one('seen', {}),
    one('message', { at: '1999-12-31T00:00:00Z' }),
    '{"mrn":',
    one('answered', { seconds: 60 }),
    one('offered', { until: '2026-03-11T12:00:00Z' }),
  ])
  expect(faults).toEqual([
    '1 seconds does not belong to offered',
    '2 seconds is needed of answered',
    '3 until does not belong to answered',
    '4 until does not belong to results',
    '5 until must be after at, by 366 days at most',
    '6 until must be after at, by 366 days at most',
    '7 withdraws is needed of withdrawn',
    '8 corrects does not belong to withdrawn',
    '9 corrects must name another event',
    expect.stringMatching(/^10 kind /),
    '11 at must lie between 2000 and tomorrow',
    '12 is not JSON',
  ])
  expect([rejected, noted]).toEqual([12, 2])
})

it('counts the same in a dry run, packed and behind a byte order mark, and a dry run leaves nothing', async () => {
  await aPatient(house, { mrn: 'd-1' })
  const lines = [
    `\uFEFF${JSON.stringify({ mrn: 'd-1', id: '1', kind: 'results', at })}`,
    { mrn: 'nobody', id: '2', kind: 'results', at },
    { mrn: 'd-1', id: '3', kind: 'nonsense', at },
  ]
  const kept = async () =>
    JSON.stringify(
      await Promise.all(
        (['adoption_inbox', 'adoption_waiting', 'audit_event'] as const).map((table) => house.rows(table)),
      ),
    )
  const before = await kept()
  const dry = await take(lines, { dryRun: true })
  expect(await kept()).toBe(before)
  const { dryRun, ...counts } = dry
  expect({ dryRun, ...counts }).toMatchObject({ dryRun: true, read: 3, noted: 1, waiting: 1, rejected: 1 })
  expect(await take(lines, { packed: true })).toEqual({ dryRun: false, ...counts })
})

it('leaves what came in before it ended in the log, however it ends', async () => {
  await aPatient(house, { mrn: 'k-1' })
  const lines = Array.from({ length: 2_500 }, (_, i) => ({ mrn: 'k-1', id: `${i}`, kind: 'message', at }))
  const before = (await house.audit('adoption.events-imported')).length
  const file = path.join(folder, 'killed.ndjson')
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'))
  const died = new Error('killed')
  const killed = importEvents(ctx(), file, {
    onProgress: () => {
      throw died
    },
  })
  await expect(killed).rejects.toBe(died)
  const records = (await house.audit('adoption.events-imported')).slice(before)
  const noted = (await house.rows('adoption_inbox')).filter((row) => row.kind === 'message').length
  expect(records.map(({ detail }) => detail)).toEqual([
    { read: noted, noted, waiting: 0, rejected: 0, dryRun: false },
  ])
  expect(noted).toBeGreaterThan(0)
})

it('keeps what is told of patients who are not on record, and counts it when they come', async () => {
  const line = { mrn: 'late-1', id: 'x', kind: 'refill', at }
  expect(await take([line, line, { ...line, id: 'y', kind: 'withdrawn', withdraws: 'z' }])).toMatchObject({
    noted: 0,
    waiting: 3,
  })
  await countEverything(house.desk)
  expect(await house.rows('adoption_waiting')).not.toEqual([])
  const patient = await aPatient(house, { mrn: 'late-1' })
  await transact(house.desk.db, (trx) =>
    noteEvents(trx, [{ id: 'person:1', patientId: patient.id, kind: 'person', at }]),
  )
  await countEverything(house.desk)
  expect((await house.rows('adoption_waiting')).filter((row) => row.mrn === 'late-1')).toEqual([])
  const people = await house.rows('adoption_person')
  const { person } = people.find((row) => row.patient_id === patient.id)!
  const events = (await house.rows('adoption_event')).filter((row) => row.person === person)
  expect(events.map((row) => row.kind).sort()).toEqual(['person', 'refill', 'withdrawn'])
})

it('drops what nobody came for in time, says in the log how much, and drops nothing else', async () => {
  const lines = ['gone-1', 'gone-1', 'gone-2', 'here-1'].map((mrn, i) => ({
    mrn,
    id: `w${i}`,
    kind: 'refill',
    at,
  }))
  await take(lines)
  await house.owner.write
    .updateTable('adoption_waiting')
    .set({ told_at: '2020-01-01T00:00:00.000Z' })
    .where('mrn', 'in', ['gone-1', 'here-1'])
    .execute()
  await aPatient(house, { mrn: 'here-1' })
  const before = (await house.audit('adoption.waiting-dropped')).length
  for (let i = 0; i < 2; i++) await sweepWaiting(house.desk)
  const records = (await house.audit('adoption.waiting-dropped')).slice(before)
  expect(records.map(({ detail }) => detail)).toEqual([{ events: 2, waitingDays: 180 }])
  const waiting = (await house.rows('adoption_waiting')).map(({ mrn }) => mrn)
  expect(waiting.filter((mrn) => /^(gone|here)-/.test(mrn))).toEqual(['gone-2'])
  expect((await house.rows('adoption_inbox')).some(({ id }) => id.endsWith(':w3'))).toBe(true)
})

const event = (id: string, kind: string, minutes: number, amends: string | null = null): PersonEvent => ({
  ...{ id, kind, amends, day: 20_000 },
  ...{ at: 20_000 * 86_400 + minutes * 60, value: null, data: null },
})
const acts = (events: PersonEvent[]) =>
  [...contributions(events).values()].reduce(
    (sum, of) => sum + [...(of.get('message') ?? [])].reduce((n, [, times]) => n + times, 0),
    0,
  )

it('counts an act once that an app, a file and the desk tell of within minutes, and acts of one teller each', () => {
  const told = [
    event('act:message:1', 'message', 0),
    event('line:a:1', 'message', 2),
    event('portal:1', 'message', 4),
  ]
  expect(acts(told)).toBe(1)
  expect(acts([...told].reverse())).toBe(1)
  expect(acts([...told, event('line:b:2', 'message', 3)])).toBe(2)
  expect(acts([event('line:a:1', 'message', 0), event('portal:1', 'message', 6)])).toBe(2)
})

it('fails where nothing was in the file: a nightly job must not pass for one that told of everything', async () => {
  for (const dryRun of [true, false])
    expect(await take([], { dryRun })).toMatchObject({ read: 0, failed: 'nothing was read' })
  expect(await take([{ mrn: 'x-1', id: 'a', kind: 'message', at }])).toMatchObject({ read: 1, failed: null })
})
