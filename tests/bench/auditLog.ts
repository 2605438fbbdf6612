import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { totalmem } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { showList } from '../../api/acts/show.ts'
import { outcomes } from '../../api/audit/action.ts'
import type { AuditEvent } from '../../api/audit/event.ts'
import { appendEvents } from '../../api/audit/record.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { verifyAudit } from '../../api/audit/seal/verifyAudit.ts'
import type { Filter } from '../../api/audit/search/filter.ts'
import { searchAudit } from '../../api/auditing/searchAudit.ts'
import type { Role } from '../../api/core/access/permissions.ts'
import { readConfig } from '../../api/core/config.ts'
import { type StaffCtx, systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { transact } from '../../api/core/db/transact.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { catalogue } from '../../api/rooms.ts'
import { randomFrom } from '../../seed/random.ts'
import { startPostgres } from '../support/postgres.ts'
import { temporaryFolder } from '../support/templates.ts'

/*
 * The audit log at size: what a page of it costs under every kind of question, at both ends of time and in the middle,
 * and how fast it verifies.
 *   npm run bench:audit -- [--rows 1000000] [--engine sqlite|postgres] [--folder DIR, kept and used again] [--repeat 40]
 *     [--only WORDS of a question] [--no-verify]
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    engine: { type: 'string', default: 'sqlite' },
    folder: { type: 'string' },
    repeat: { type: 'string', default: '40' },
    only: { type: 'string', default: '' },
    'no-verify': { type: 'boolean', default: false },
  },
})
const total = Number(values.rows)
const folder = values.folder ?? temporaryFolder()
mkdirSync(folder, { recursive: true })
const onPostgres = values.engine === 'postgres'
const postgresFolder = path.join(folder, 'postgres')
const fresh = !existsSync(
  onPostgres ? path.join(postgresFolder, 'data') : path.join(folder, 'portal-desk.db'),
)
// A server of its own, with the memory PostgreSQL's manual advises: a quarter of what there is.
const server = onPostgres
  ? await startPostgres(postgresFolder, [`shared_buffers=${Math.floor(totalmem() / 4 / 2 ** 20)}MB`])
  : undefined
const desk = createDesk(
  readConfig({
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    ...(server && { DATABASE_URL: `${server.url}/postgres` }),
  }),
)

const random = randomFrom(5)
const roleOf = [
  'helpdesk',
  'helpdesk',
  'helpdesk',
  'supervisor',
  'privacy-officer',
  'manager',
  'administrator',
]
const fixed = randomFrom(1)
// The same people for the same rows, so that a kept database can be asked again.
const stable = (prefix: string, i: number) =>
  `${prefix}${i.toString(16).padStart(7, '0')}-0000-7000-8000-${i.toString(16).padStart(12, '0')}`
const staff = Array.from({ length: 300 }, (_, i) => ({
  id: stable('a', i),
  role: fixed.pick(roleOf) as Role,
  ip: `10.1.${i % 40}.${i % 7}`,
}))
const patientsInAll = Math.max(1000, total / 10)
const actions = [...catalogue.actions.keys()].filter((action) => !/^(audit|portal|mail|server)/.test(action))
const yearMs = 365 * 86_400_000
const start = Date.now() - yearMs

function eventAt(i: number): AuditEvent {
  const at = new Date(start + Math.floor((i / total) * yearMs))
  const patient = () => stable('b', Math.floor(random.next() ** 2 * patientsInAll))
  const base = { id: newId(at.getTime()), at: at.toISOString(), requestId: newId(at.getTime()) }
  if (random.chance(0.35))
    return {
      ...base,
      actorType: 'patient',
      actorId: patient(),
      sessionId: stable('d', Math.floor(i / 4)),
      ip: `203.0.${random.int(0, 255)}.${random.int(0, 255)}`,
      action: random.pick(['portal.signed-in', 'portal.record-read', 'portal.signed-out']),
      outcome: random.chance(0.05) ? 'failure' : 'success',
      patientIds: [patient()],
    }
  const who = random.pick(staff)
  const action = random.pick(actions)
  return {
    ...base,
    actorType: 'staff',
    actorId: who.id,
    actorRole: who.role,
    sessionId: stable('c', Math.floor(i / 60)),
    ip: who.ip,
    action,
    outcome: random.chance(0.9) ? 'success' : random.pick(outcomes),
    ...(/^(case|caller|account)/.test(action) && {
      caseId: stable('e', Math.floor(i / 12)),
      objectType: 'case',
      objectId: stable('e', Math.floor(i / 12)),
    }),
    ...(/^(case.closed|patient.revealed)/.test(action) && {
      purpose: random.pick(['forgot-password', 'locked', 'complaint', 'audit']),
    }),
    patientIds: [...new Set(Array.from({ length: random.chance(0.1) ? 10 : 1 }, patient))],
  }
}

const seconds = async (work: () => Promise<unknown>) => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

await migrate(desk.db)
if (fresh) {
  await desk.db.write
    .insertInto('staff')
    .values({
      id: staff[0]!.id,
      email: 'bench@example.test',
      name: 'Bench Officer',
      role: 'privacy-officer',
      status: 'active',
      address_key: null,
      own_patient_id: null,
      password_hash: null,
      totp_secret: null,
      last_sign_in_at: null,
      created_at: new Date().toISOString(),
      totp_step: 0,
      version: 1,
    })
    .execute()
  let sealing = 0
  const block = 20_000
  const taken = await seconds(async () => {
    for (let i = 0; i < total; i += block) {
      await transact(desk.db, (trx) =>
        appendEvents(
          desk,
          trx,
          Array.from({ length: Math.min(block, total - i) }, (_, k) => eventAt(i + k)),
        ),
      )
      sealing += await seconds(() => sealAudit(desk, withoutPause))
      if (i % 1_000_000 === 0) console.log(`  ${i.toLocaleString('en')} rows`)
    }
  })
  console.log(
    `${total.toLocaleString('en')} rows written and sealed: ${Math.round(total / taken)} a second in all, sealing alone ${Math.round(total / sealing)} a second`,
  )
}

// On PostgreSQL up to 20,000 rows wait for autovacuum; those before them are vacuumed, as it would within a minute.
if (server) {
  await sql`vacuum analyze`.execute(desk.db.write)
  await transact(desk.db, (trx) =>
    appendEvents(
      desk,
      trx,
      Array.from({ length: 20_000 }, (_, i) => eventAt(total + i / 100)),
    ),
  )
  await sealAudit(desk, withoutPause)
}

const ctx: StaffCtx = {
  ...systemCtx({ ...desk, views: { write: async () => {} } }, 'bench', newId()),
  actor: {
    type: 'staff',
    id: staff[0]!.id,
    name: 'Bench Officer',
    role: 'privacy-officer',
    sid: 'bench',
    authTime: new Date(),
  },
}

const someone = () => random.pick(staff)
const date = (share: number) => new Date(start + share * yearMs).toISOString()
const questions: Record<string, () => Partial<Filter>> = {
  nothing: () => ({}),
  patient: () => ({ patientId: stable('b', Math.floor(random.next() ** 2 * patientsInAll)) }),
  'busiest patient, denied': () => ({ patientId: stable('b', 0), outcome: 'denied' }),
  'staff member': () => ({ actorId: someone().id }),
  'role and outcome': () => ({ role: 'manager', outcome: 'denied' }),
  act: () => ({ action: 'patient.shown' }),
  'purpose of an act': () => ({ action: 'case.closed', purpose: 'complaint', outcome: 'failure' }),
  case: () => ({ caseId: stable('e', random.int(0, total / 12)) }),
  address: () => ({ ip: someone().ip }),
  'address and staff member': () => ({ ip: staff[7]!.ip, actorId: staff[47]!.id }),
  'address, staff member, act': () => ({ ip: staff[7]!.ip, actorId: staff[7]!.id, action: 'patient.shown' }),
  session: () => ({ sessionId: stable('c', random.int(0, total / 60)) }),
  words: () => ({ q: 'link' }),
  'words and staff member': () => ({ q: 'portal', actorId: someone().id, outcome: 'failure' }),
  'a day': () => ({ from: date(0.5), to: date(0.5 + 1 / 365) }),
  'a month of a role': () => ({ role: 'supervisor', from: date(0.3), to: date(0.4) }),
  'nobody’s': () => ({ role: 'manager', actorId: staff[0]!.id, outcome: 'denied', purpose: 'locked' }),
}

const parts: (() => Partial<Filter>)[] = [
  () => ({ patientId: stable('b', Math.floor(random.next() ** 2 * patientsInAll)) }),
  () => ({ actorId: someone().id }),
  () => ({ actorType: random.pick(['staff', 'patient']) }),
  () => ({ role: random.pick(roleOf) as Role }),
  () => ({ action: random.pick(actions) }),
  () => ({ outcome: random.pick(outcomes) }),
  () => ({ purpose: random.pick(['locked', 'complaint']) }),
  () => ({ objectType: 'case' }),
  () => ({ ip: someone().ip }),
  () => ({ caseId: stable('e', random.int(0, total / 12)) }),
  () => ({ sessionId: stable('c', random.int(0, total / 60)) }),
  () => ({ q: random.pick(['link', 'portal', 'case', 'password', 'patient signed', 'sesión']) }),
  () => ({ from: date(random.next()) }),
  () => ({ to: date(random.next()) }),
]
const anyOf = (n: number): Partial<Filter> =>
  Object.assign({}, ...Array.from({ length: n }, () => random.pick(parts)()))
for (const n of [2, 3, 4]) questions[`any ${n} conditions`] = () => anyOf(n)

async function middle(): Promise<string> {
  const row = await desk.db.read
    .selectFrom('audit_leaf')
    .select('event_id')
    .where('leaf_index', '=', random.int(1, total - 1))
    .executeTakeFirstOrThrow()
  return row.event_id
}

const line = (cells: (string | number)[]) =>
  cells.map((cell, i) => (i ? String(cell).padStart(12) : String(cell).padEnd(30))).join('')
console.log(line(['ms a page of 25, with count', 'newest p50', 'p95', 'deep p50', 'p95', 'oldest p95']))
let worst = 0
for (const [name, question] of Object.entries(questions)) {
  if (!name.includes(values.only)) continue
  const times = { newest: [] as number[], deep: [] as number[], oldest: [] as number[] }
  for (let i = 0; i < Number(values.repeat); i++) {
    const filter = question()
    const edge = await middle()
    const ask = async (more: Partial<Filter>, descending: boolean) =>
      (await seconds(() =>
        showList(searchAudit, ctx, {
          filter: { ...filter, ...more },
          sort: { field: 'at', descending },
          range: { from: 0, to: 24 },
        }),
      )) * 1000
    times.newest.push(await ask({}, true))
    times.deep.push(await ask({ before: edge }, true))
    times.oldest.push(await ask({}, false))
  }
  const at = (list: number[], share: number) =>
    list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))]!.toFixed(2)
  worst = Math.max(worst, ...Object.values(times).map((list) => Number(at(list, 0.95))))
  console.log(
    line([
      name,
      at(times.newest, 0.5),
      at(times.newest, 0.95),
      at(times.deep, 0.5),
      at(times.deep, 0.95),
      at(times.oldest, 0.95),
    ]),
  )
}
console.log(`worst p95 ${worst.toFixed(1)} ms (budget 15)`)

for (const index of values['no-verify'] ? [] : [false, true]) {
  const verified = await verifyAudit(desk, { index })
  console.log(
    `verified ${verified.size.toLocaleString('en')} rows ${index ? 'and the search index' : 'of the log'} at ${Math.round(verified.size / verified.seconds).toLocaleString('en')} a second, ${verified.ok ? 'no fault' : JSON.stringify(verified.faults)}; ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`,
  )
}
await closeDesk(desk)
await server?.stop()
if (!values.folder) rmSync(folder, { recursive: true, force: true })
