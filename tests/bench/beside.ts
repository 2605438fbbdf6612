import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync, readFileSync, rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { newKey } from '../../api/backup/archive.ts'
import { closeDesk } from '../../api/createDesk.ts'
import { syntheticPatient } from '../../seed/patients.ts'
import { randomFrom } from '../../seed/random.ts'
import { startServer } from '../support/serverProcess.ts'
import { staffedHospital } from './staffed.ts'

/*
 * How late the event loop of a server is while agents search and open patients, by itself and beside each heavy work:
 *   npm run bench:beside -- [--patients 20000] [--rate 20]
 * On a machine that others use, time the main thread waited for a processor is no fault of what runs on it; it is printed beside.
 */
const { values } = parseArgs({
  options: { patients: { type: 'string', default: '20000' }, rate: { type: 'string', default: '20' } },
})
const goalMs = 50
const patients = Number(values.patients)
const { folder, desk, staff, people } = await staffedHospital(patients, 10, { counted: false })
await closeDesk(desk)
const origin = 'http://localhost:5261'
const lagFile = path.join(folder, 'lag.json')
const bulk = path.join(folder, 'Patient.ndjson')
await makeBulk()
const { recipient } = await newKey()
const server = await startServer({ desk }, { PUBLIC_URL: origin, LAG_FILE: lagFile }, [
  process.execPath,
  '--max-semi-space-size=8',
  '--import',
  path.join(import.meta.dirname, 'lagOf.ts'),
  'api/server.ts',
])
const pid = server.process.pid!
let over = false
const took: number[] = []
const missed: string[] = []
const asking = ask()
await pause(1_000)
await lag()

await beside('its own first count, search for duplicates and verification', () => pause(90_000))
await beside('nothing else', () => pause(20_000))
const from = path.join(folder, 'backups')
await beside('import', () =>
  command('import', 'patients', '--format', 'fhir-ndjson', '--path', bulk, '--source', 'urn:bench'),
)
await beside('count of what came', () => pause(20_000))
await beside('rebuild', () => command('adoption', 'rebuild'))
await beside('backup', () => command('backup', '--to', from, '--recipient', recipient))
await beside('verification', () => command('audit', 'verify', '--index'))
over = true
await asking
await server.end('SIGTERM')
rmSync(folder, { recursive: true, force: true })
console.log(missed.length === 0 ? 'all goals are met' : `missed: ${missed.join(', ')}`)
process.exitCode = missed.length === 0 ? 0 : 1

async function beside(what: string, work: () => Promise<unknown>): Promise<void> {
  took.length = 0
  await lag()
  const [since, waited] = [performance.now(), waitedMs()]
  await work()
  const seconds = (performance.now() - since) / 1_000
  const { p50, p99, p999, most, n, longest } = await lag()
  const answers = took.toSorted((a, b) => a - b)
  const at = (share: number) => (answers[Math.floor(share * (answers.length - 1))] ?? Number.NaN).toFixed(0)
  console.log(
    `${what}, ${seconds.toFixed(0)} s: lag p50 ${p50.toFixed(1)} p99 ${p99.toFixed(1)} p99.9 ${p999.toFixed(1)} most ${most.toFixed(1)} ms of ${n}; ` +
      `longest stretch ${longest.toFixed(0)} ms of a processor; waited for one ${((waitedMs() - waited) / seconds / 10).toFixed(0)} % of the time; ` +
      `${answers.length} answers p50 ${at(0.5)} p99 ${at(0.99)} most ${at(1)} ms; load ${loadavg()[0]!.toFixed(1)}`,
  )
  if (!(p999 < goalMs)) missed.push(what)
}

async function lag(): Promise<Record<'p50' | 'p99' | 'p999' | 'most' | 'n' | 'longest', number>> {
  rmSync(lagFile, { force: true })
  server.process.kill('SIGUSR2')
  for (;;) {
    await pause(20)
    const text = existsSync(lagFile) ? readFileSync(lagFile, 'utf8') : ''
    if (text.endsWith('}')) return JSON.parse(text)
  }
}

/** How long the main thread was ready to run and had no processor; where the system does not say so, nothing. */
function waitedMs(): number {
  const file = `/proc/${pid}/task/${pid}/schedstat`
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[1]) / 1e6 : Number.NaN
}

async function ask(): Promise<void> {
  const random = randomFrom(4)
  const open = new Set<Promise<void>>()
  while (!over) {
    await pause(1_000 / Number(values.rate))
    const one = request(random).finally(() => open.delete(one))
    open.add(one)
  }
  await Promise.all(open)
}

async function request(random: ReturnType<typeof randomFrom>): Promise<void> {
  const patient = random.pick(people)
  const body = JSON.stringify({ filter: { q: patient.family_name.slice(0, 5) }, range: [0, 9] })
  const searches = random.chance(0.5)
  const since = performance.now()
  const reply = await fetch(
    server.url + (searches ? '/api/patients/search' : `/api/patients/${patient.id}`),
    {
      headers: { cookie: random.pick(staff).cookie, origin, 'content-type': 'application/json' },
      ...(searches && { method: 'POST', body }),
    },
  )
  await reply.arrayBuffer()
  if (reply.ok) took.push(performance.now() - since)
  else console.log(`${searches ? 'search' : 'patient'} answered ${reply.status}`)
}

async function command(...words: string[]): Promise<void> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'api/desk.ts', ...words], {
    env: {
      ...process.env,
      DATA_DIR: folder,
      DATABASE_URL: desk.config.databaseUrl,
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) console.log(`${words.slice(0, 2).join(' ')} ended with ${code}`)
}

/** As many people as there are, of another source. */
async function makeBulk(): Promise<void> {
  const random = randomFrom(8)
  const out = createWriteStream(bulk)
  for (let n = 0; n < patients; n++) {
    const { patient, contacts } = syntheticPatient(random, n, new Date(), [{ id: '' }])
    const resource = {
      resourceType: 'Patient',
      id: `b${n}`,
      identifier: [{ system: 'urn:bench', value: `B${n}`, type: { coding: [{ code: 'MR' }] } }],
      name: [{ use: 'official', family: patient.family_name, given: [patient.given_name] }],
      telecom: contacts.map(({ system, value }) => ({ system, value, use: 'home' })),
      gender: patient.sex,
      birthDate: patient.birth_date,
      address: [{ use: 'home', line: [patient.street], city: patient.city, postalCode: patient.postal_code }],
    }
    if (!out.write(`${JSON.stringify(resource)}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}
