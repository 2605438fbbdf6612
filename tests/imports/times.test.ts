import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { systemCtx } from '../../api/core/context.ts'
import { importsCommands } from '../../api/imports/commands.ts'
import { signedInPatient } from '../acts/examples/outside.ts'
import { houseForTests } from '../support/harness.ts'
import { must } from '../support/people.ts'
import { temporaryFolder } from '../support/templates.ts'

const house = houseForTests()
const folder = temporaryFolder()
const place = (kind: string, value: string, display: string) => ({
  reference: `${kind}/${value}`,
  identifier: { system: 'https://clinics.test', value },
  display,
})
const schedule = {
  resourceType: 'Schedule',
  id: 's1',
  actor: [place('Location', 'elm', 'Elm Street'), place('Practitioner', 'okafor', 'Dr. Ines Okafor')],
}
const slot = (hour: string, status: string, over = {}) => ({
  resourceType: 'Slot',
  schedule: { reference: 'Schedule/s1' },
  serviceType: [{ coding: [{ code: 'lab' }] }],
  status,
  start: `2031-03-09T${hour}:00:00-04:00`,
  end: `2031-03-09T${hour}:30:00-04:00`,
  ...over,
})
async function brought(lines: (object | string)[]) {
  const file = path.join(folder, 'slots.ndjson')
  writeFileSync(file, lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n'))
  const { json } = await importsCommands['import times']!(systemCtx(house.desk, 'test', 'test'), {
    path: file,
  })
  return json as Record<'opened' | 'closed' | 'unchanged' | 'kept' | 'rejected', number>
}

it('times of another system are opened once, closed when it says so, and what a patient booked stays', async () => {
  const first = [schedule, slot('09', 'free'), slot('10', 'free'), slot('11', 'busy')]
  expect(await brought(first)).toMatchObject({ opened: 2, unchanged: 1, rejected: 0 })
  expect(await brought(first)).toMatchObject({ opened: 0, unchanged: 3 })
  const rows = await house.rows('slot')
  expect(rows.map((row) => [row.starts_at, row.kind])).toEqual([
    ['2031-03-09T13:00:00.000Z', 'lab'],
    ['2031-03-09T14:00:00.000Z', 'lab'],
  ])
  const me = await signedInPatient(house)
  must(await me.by.post('/portal/v1/visits', { slotId: rows[0]!.id }), 201)
  expect(await brought([schedule, slot('09', 'busy'), slot('10', 'busy')])).toMatchObject({
    kept: 1,
    closed: 1,
  })
  expect((await house.rows('slot')).map((row) => row.status).sort()).toEqual(['busy', 'busy-unavailable'])
})

it('a time that another system has at another clinic by now is at that clinic, and one that was booked before is told as kept', async () => {
  const there = {
    resourceType: 'Schedule',
    id: 's2',
    actor: [place('Location', 'oak', 'Oak Street'), place('Practitioner', 'moved', 'Dr. Ana Ruiz')],
  }
  const elm = { ...there, actor: [schedule.actor[0]!, there.actor[1]!] }
  const own = (hour: string) => slot(hour, 'free', { schedule: { reference: 'Schedule/s2' } })
  expect(await brought([elm, own('14'), own('15')])).toMatchObject({ opened: 2 })
  const slots = async () => (await house.rows('slot')).filter(({ starts_at }) => /T1[89]:/.test(starts_at))
  const [first] = (await slots()).sort((a, b) => (a.starts_at < b.starts_at ? -1 : 1))
  const me = await signedInPatient(house)
  must(await me.by.post('/portal/v1/visits', { slotId: first!.id }), 201)
  expect(await brought([there, own('14'), own('15')])).toMatchObject({ opened: 1, kept: 1, unchanged: 0 })
  const clinics = await house.rows('clinic')
  const names = (await slots()).map((row) => [
    row.status,
    clinics.find(({ id }) => id === row.clinic_id)!.name,
  ])
  expect(names.sort()).toEqual([
    ['busy', 'Elm Street'],
    ['free', 'Oak Street'],
  ])
})

it('a line that is no Slot, has no Schedule, no zone or ends before it begins is rejected, and the others are taken', async () => {
  const bad = [
    '{"resourceType":"Slot"',
    slot('12', 'free', { schedule: { reference: 'Schedule/none' } }),
    slot('12', 'free', { start: '2031-03-09T12:00:00' }),
    slot('12', 'free', { end: '2031-03-09T11:00:00-04:00' }),
    slot('12', 'free', { start: 7 }),
  ]
  expect(await brought([schedule, ...bad, slot('15', 'free')])).toMatchObject({ opened: 1, rejected: 5 })
})

it('the status of a run says whether it may be relied on: nothing read, most rejected, or a file that breaks off fail it', async () => {
  const file = path.join(folder, 'status.ndjson.gz')
  const run = async (content: Buffer) => {
    writeFileSync(file, content)
    return importsCommands['import times']!(systemCtx(house.desk, 'test', 'test'), { path: file })
  }
  const lines = (...all: object[]) => gzipSync(all.map((one) => JSON.stringify(one)).join('\n'))
  const many = Array.from({ length: 8 }, (_, n) =>
    slot(`1${n}`, 'free', { end: '2031-03-09T23:00:00-04:00' }),
  )
  expect(await run(lines(schedule))).toMatchObject({ bad: true, json: { failed: 'nothing was read' } })
  expect(await run(lines(slot('12', 'free', { start: 7 })))).toMatchObject({ bad: true })
  expect(await run(lines(schedule, many[0]!, slot('12', 'free', { start: 7 })))).toMatchObject({ bad: true })
  const whole = lines(schedule, ...many)
  const broken = await run(whole.subarray(0, whole.length - 12))
  expect(broken).toMatchObject({ bad: true, json: { failed: expect.stringMatching(/gzip/) } })
  expect(await run(whole)).toMatchObject({ bad: false, json: { failed: null, rejected: 0 } })
})
