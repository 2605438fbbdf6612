import { spawn } from 'node:child_process'
import { openSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { actsPolicy } from '../../api/acts/policy.ts'
import { showList, showView } from '../../api/acts/show.ts'
import { countEverything } from '../../api/adoption/rollup/countAdoption.ts'
import { appendEvents, auditEvent } from '../../api/audit/record.ts'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { searchAudit } from '../../api/auditing/searchAudit.ts'
import { searchPatients } from '../../api/call/searchPatients.ts'
import { showPatient } from '../../api/call/showPatient.ts'
import { readConfig } from '../../api/core/config.ts'
import { type StaffCtx, systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import type { Tables } from '../../api/core/db/tables.ts'
import { transact } from '../../api/core/db/transact.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { addStaff } from '../../api/staff/addStaff.ts'
import { makeHospital } from '../../seed/hospital.ts'
import { randomFrom } from '../../seed/random.ts'
import { actionOf } from '../support/log.ts'
import { freePort } from '../support/postgres.ts'
import { temporaryFolder } from '../support/templates.ts'
import type { FloorPlan } from './floor.ts'

/*
 * Measures the product against its floor and prints ratios, since times depend on the machine and ratios far less:
 *   npm run bench -- [--patients 100000] [--seconds 4] [--audit 200000]
 */
const { values } = parseArgs({
  options: {
    patients: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '4' },
    audit: { type: 'string', default: '200000' },
  },
})
const patients = Number(values.patients)
const seconds = Number(values.seconds)
const password = 'a bench password of some length'
const root = path.resolve(import.meta.dirname, '../..')

interface Workload {
  name: string
  method: 'GET' | 'POST'
  /** One request for each sample, and the same read again for the floor to copy the queries of. */
  samples: { path: string; body?: unknown; read: (ctx: StaffCtx) => Promise<unknown> }[]
  goal?: number
}

// The monitor's timer fires every 10 ms, and it counts the whole time from one firing to the next.
const monitorStepMs = 10

const folder = temporaryFolder()
const env = { DATA_DIR: folder, LOG_LEVEL: 'info' }
const desk = createDesk(readConfig({ ...env, LOG_LEVEL: 'silent' }))
console.log(
  `making ${patients.toLocaleString('en')} patients and ${Number(values.audit).toLocaleString('en')} audit rows …`,
)
const { ids, cookie, staffId } = await prepare()
const workloads = await describe()
const plan = await floorPlan(workloads)
await closeDesk(desk)
const rows = await measure(workloads, plan)
console.log(table(rows))
rmSync(folder, { recursive: true, force: true })
process.exit(rows.some((row) => row.missed) ? 1 : 0)

async function prepare() {
  await migrate(desk.db)
  // One session asks for as much as a hospital does.
  await savePolicy(desk.db.write, { requestsAMinute: actsPolicy.requestsAMinute.most }, actsPolicy)
  const ctx = systemCtx(desk, 'bench', newId())
  const { id: staffId } = await addStaff(ctx, {
    email: 'bench@example.test',
    name: 'Bench Officer',
    role: 'privacy-officer',
  })
  await desk.db.write.updateTable('staff').set({ status: 'active' }).where('id', '=', staffId).execute()
  await makeHospital(desk, {
    patients,
    seed: 3,
    problemsOfEach: 20,
    pastCases: 2000,
    staffIds: [staffId],
    now: new Date(),
    patientPassword: password,
  })
  const ids = (await desk.db.read.selectFrom('patient').select('id').execute()).map((r) => r.id)
  const random = randomFrom(9)
  for (let done = 0; done < Number(values.audit); done += 5000)
    await transact(desk.db, (trx) =>
      appendEvents(
        desk,
        trx,
        Array.from({ length: 5000 }, () =>
          auditEvent(
            ctx,
            actionOf(random.pick(['patient.shown', 'patient.diagnosed', 'case.shown', 'portal.signed-in'])),
            { patientIds: [random.pick(ids)] },
          ),
        ),
      ),
    )
  await sealAudit(desk, withoutPause)
  // A hospital of this size has counted its past long ago; here it would be counted beside the measurement.
  await countEverything(desk)
  const cookie = (await transact(desk.db, (trx) => desk.sessions.start(trx, staffId, 'complete'))).split(
    ';',
  )[0]!
  return { ids, cookie, staffId }
}

async function describe(): Promise<Workload[]> {
  const random = randomFrom(11)
  const people = await desk.db.read
    .selectFrom('patient')
    .select(['family_name', 'given_name', 'birth_date', 'mrn'])
    .limit(5000)
    .execute()
  const accounts = await desk.db.read
    .selectFrom('portal_account')
    .select('username')
    .where('status', '=', 'active')
    .where('must_change_password', '=', 0)
    .limit(2000)
    .execute()
  const some = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i))
  const query = (i: number) => {
    const p = random.pick(people)
    return [
      p.family_name.slice(0, 4),
      `${p.given_name.slice(0, 3)} ${p.family_name.slice(0, 3)}`,
      `${p.family_name.slice(0, 4)} ${p.birth_date.slice(0, 4)}`,
      p.mrn,
    ][i % 4]!
  }
  const filters = (i: number) =>
    [{}, { patientId: random.pick(ids) }, { action: 'patient.shown' as const }, { actorId: 'bench' }][i % 4]!
  return [
    {
      name: 'search',
      method: 'POST',
      goal: 0.4,
      samples: some(400, (i) => {
        const body = { filter: { q: query(i) }, range: [0, 9] as [number, number] }
        return { path: '/api/patients/search', body, read: (ctx) => showView(searchPatients, ctx, body) }
      }),
    },
    {
      name: 'patient-page',
      method: 'GET',
      goal: 0.4,
      samples: some(400, () => {
        const id = random.pick(ids)
        return {
          path: `/api/patients/${id}`,
          read: (ctx) => showView(showPatient, ctx, { id }),
        }
      }),
    },
    {
      name: 'audit-list',
      method: 'GET',
      samples: some(200, (i) => {
        const filter = filters(i)
        return {
          path: `/api/audit?filter=${encodeURIComponent(JSON.stringify(filter))}&range=[0,24]`,
          read: (ctx) =>
            showList(searchAudit, ctx, {
              filter,
              sort: { field: 'id', descending: true },
              range: { from: 0, to: 24 },
            }),
        }
      }),
    },
    {
      name: 'sign-in',
      method: 'POST',
      samples: accounts.map(({ username }) => ({
        path: '/portal/v1/session',
        body: { username, password },
        read: (ctx) =>
          ctx.desk.db.read
            .selectFrom('portal_account')
            .selectAll()
            .where('username_key', '=', username)
            .execute(),
      })),
    },
  ]
}

/** Runs each sample once over a database that notes its queries: these, to the letter, are what the floor runs. */
async function floorPlan(all: Workload[]): Promise<FloorPlan> {
  let noted: { sql: string; parameters: unknown[] }[] = []
  const read = new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: new Database(path.join(folder, 'portal-desk.db'), { readonly: true }),
    }),
    log: (event) => {
      noted.push({ sql: event.query.sql, parameters: [...event.query.parameters] })
    },
  })
  const ctx: StaffCtx = {
    ...systemCtx(
      { ...desk, db: { ...desk.db, read, readCold: read }, views: { write: async () => {} } },
      'bench',
      newId(),
    ),
    actor: {
      type: 'staff',
      id: staffId,
      name: 'Bench',
      role: 'privacy-officer',
      sid: 'bench',
      authTime: new Date(),
    },
  }
  const samples: FloorPlan['samples'] = {}
  for (const workload of all) {
    samples[workload.name] = []
    for (const sample of workload.samples) {
      noted = []
      await sample.read(ctx)
      samples[workload.name]!.push(noted)
    }
  }
  const { password_hash } = await desk.db.read
    .selectFrom('portal_account')
    .select('password_hash')
    .where('status', '=', 'active')
    .limit(1)
    .executeTakeFirstOrThrow()
  return {
    file: path.join(folder, 'portal-desk.db'),
    port: await freePort(),
    samples,
    passwordHash: password_hash!,
    password,
  }
}

interface Row {
  name: string
  desk: number
  floor: number
  ratio: number
  p50: number
  p99: number
  heldMs: number
  missed: boolean
}

async function measure(all: Workload[], plan: FloorPlan): Promise<Row[]> {
  const planFile = path.join(folder, 'floor.json')
  writeFileSync(planFile, JSON.stringify(plan))
  const port = await freePort()
  const rows: Row[] = []
  for (const workload of all) {
    const floorServer = await run(
      [path.join(root, 'tests/bench/floor.ts'), planFile],
      {},
      `http://127.0.0.1:${plan.port}/`,
    )
    const floorRequests = workload.samples.map((s) => ({
      method: workload.method,
      path: `/${workload.name}`,
      ...(s.body !== undefined && { body: JSON.stringify(s.body) }),
    }))
    const floor = await load(`http://127.0.0.1:${plan.port}`, floorRequests, {})
    floorServer.kill()

    const server = await run(
      [path.join(root, 'api/server.ts')],
      { ...env, PORT: String(port), PUBLIC_URL: `http://localhost:${port}` },
      `http://127.0.0.1:${port}/healthz`,
    )
    const headers = { cookie, origin: `http://localhost:${port}` }
    const requests = workload.samples.map((s) => ({
      method: workload.method,
      path: s.path,
      ...(s.body !== undefined && { body: JSON.stringify(s.body) }),
    }))
    const url = `http://127.0.0.1:${port}`
    await settled(url)
    await load(url, requests, headers, 1)
    await longestHold(url)
    const ours = await load(url, requests, headers)
    const heldMs = await longestHold(url)
    server.kill()
    if (ours.non2xx > 0) console.error(`${workload.name}: ${ours.non2xx} requests failed`)
    const ratio = ours.requests.average / floor.requests.average
    const missed = (workload.goal !== undefined && ratio < workload.goal) || heldMs > 50
    rows.push({
      name: workload.name,
      desk: ours.requests.average,
      floor: floor.requests.average,
      ratio,
      p50: ours.latency.p50,
      p99: ours.latency.p99,
      heldMs,
      missed,
    })
    console.log(
      `  ${workload.name}: ${ours.requests.average.toFixed(0)} against ${floor.requests.average.toFixed(0)} a second, ${(ratio * 100).toFixed(0)} % of the floor`,
    )
  }
  return rows
}

// Each request is one of the samples at random: clients in step would all ask for the same person.
function load(
  url: string,
  requests: autocannon.Request[],
  headers: Record<string, string>,
  duration = seconds,
) {
  const all = { 'content-type': 'application/json', ...headers }
  const setupRequest = (request: autocannon.Request) => ({
    ...request,
    ...requests[Math.floor(Math.random() * requests.length)],
    headers: all,
  })
  return autocannon({ url, connections: 16, duration, requests: [{ setupRequest }] })
}

/** Waits until a server that just started has caught up with its jobs: what they cost is no request's. */
async function settled(url: string): Promise<void> {
  const used = async () => {
    const metrics = await (await fetch(`${url}/metrics`)).text()
    return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)![1])
  }
  for (let quiet = 0, before = await used(); quiet < 3; ) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    const now = await used()
    quiet = now - before < 0.05 ? quiet + 1 : 0
    before = now
  }
}

/** The longest time the main thread was held since the last call, as Node's own event-loop monitor saw it. */
async function longestHold(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  return (
    Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(metrics)?.[1] ?? Number.NaN) * 1000 - monitorStepMs
  )
}

/** Starts a server whose output goes to a file, as a service's would, and waits until it answers. */
async function run(args: string[], more: Record<string, string>, url: string) {
  const log = openSync(path.join(folder, 'server.log'), 'a')
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, ...more },
    stdio: ['ignore', log, 'inherit'],
  })
  process.once('exit', () => child.kill('SIGKILL'))
  while (!(await fetch(url).catch(() => undefined))) await new Promise((resolve) => setTimeout(resolve, 50))
  return child
}

function table(rows: Row[]): string {
  const line = (cells: (string | number)[]) =>
    cells.map((cell, i) => (i ? String(cell).padStart(12) : String(cell).padEnd(14))).join('')
  return [
    '',
    line(['', 'desk/s', 'floor/s', 'ratio', 'p50 ms', 'p99 ms', 'held ms']),
    ...rows.map((r) =>
      line([
        r.name,
        r.desk.toFixed(0),
        r.floor.toFixed(0),
        `${(r.ratio * 100).toFixed(0)} %${r.missed ? ' !' : ''}`,
        r.p50,
        r.p99,
        r.heldMs.toFixed(1),
      ]),
    ),
    '',
    '16 clients; “held” is the longest the main thread was busy; “!” marks a missed goal (40 % for search and patient page, 50 ms held).',
  ].join('\n')
}
