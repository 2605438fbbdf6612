import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../../api/core/config.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { importPatients } from '../../api/imports/importPatients.ts'
import { syntheticPatient } from '../../seed/patients.ts'
import { randomFrom } from '../../seed/random.ts'
import type { House } from '../support/harness.ts'
import { startServer } from '../support/serverProcess.ts'
import { temporaryFolder } from '../support/templates.ts'

/*
 * How fast people come in from bulk FHIR, what that costs of processor and memory, and what a server on the same database
 * does meanwhile:
 *   npm run bench:import -- [--patients 50000] [--database postgres://…]
 */
const { values } = parseArgs({
  options: { patients: { type: 'string', default: '50000' }, database: { type: 'string' } },
})
const people = Number(values.patients)
const folder = temporaryFolder()
const usCore = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-'

/** A FHIR Patient as hospital systems export one: two numbers, a former name now and then, race, telecoms, language. */
function resourceOf(n: number, random: ReturnType<typeof randomFrom>, now: Date, round: number): object {
  const { patient, contacts } = syntheticPatient(random, n, now, [{ id: '' }])
  return {
    resourceType: 'Patient',
    id: `r${round}-${n}`,
    meta: { versionId: '1', lastUpdated: '2026-01-01T00:00:00Z' },
    extension: [
      {
        url: `${usCore}race`,
        extension: [
          { url: 'ombCategory', valueCoding: { code: '2106-3', display: 'White' } },
          { url: 'text', valueString: patient.race ?? 'Unknown' },
        ],
      },
    ],
    identifier: [
      { system: 'urn:oid:1.2.3', value: `${round}-${patient.mrn}`, type: { coding: [{ code: 'MR' }] } },
      { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-00-1234', type: { coding: [{ code: 'SS' }] } },
    ],
    name: [
      {
        use: 'official',
        family: patient.family_name,
        given: [patient.given_name, random.pick(['A.', 'Lee'])],
      },
      ...(random.chance(0.1) ? [{ use: 'maiden', family: `Former${random.int(1, 5000)}` }] : []),
    ],
    telecom: contacts.map(({ system, value }) => ({ system, value, use: 'home' })),
    gender: patient.sex,
    birthDate: patient.birth_date,
    address: [
      {
        use: 'home',
        line: [patient.street],
        city: patient.city,
        state: 'MA',
        postalCode: patient.postal_code,
      },
    ],
    communication: [{ language: { coding: [{ code: patient.language }] } }],
  }
}

async function makeFile(name: string, round: number): Promise<string> {
  const random = randomFrom(7 + round)
  const file = path.join(folder, name)
  const out = createWriteStream(file)
  const now = new Date()
  for (let n = 0; n < people; n++)
    if (!out.write(`${JSON.stringify(resourceOf(n, random, now, round))}\n`)) await once(out, 'drain')
  out.end()
  await once(out, 'finish')
  return file
}

/** Bytes of memory that are this process's own: the pages of a mapped database are the system's. */
const anonymous = () =>
  Number(/RssAnon:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) * 1024 ||
  process.memoryUsage.rss()

const config = readConfig({
  DATA_DIR: folder,
  LOG_LEVEL: 'silent',
  ...(values.database && { DATABASE_URL: values.database }),
})
const desk = createDesk(config)
await migrate(desk.db)

const file = await makeFile('Patient.ndjson', 1)
for (const what of ['new people', 'the same again']) {
  const [since, cpu] = [performance.now(), process.cpuUsage()]
  const held: number[] = []
  const watch = setInterval(() => held.push(anonymous()), 200)
  const report = await importPatients(systemCtx(desk, 'bench', newId()), {
    format: 'fhir-ndjson',
    path: file,
  })
  clearInterval(watch)
  const seconds = (performance.now() - since) / 1000
  const used = process.cpuUsage(cpu)
  const rate = Math.round(report.read / seconds)
  const each = ((used.user + used.system) / report.read).toFixed(0)
  const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20)
  console.log(
    `${what}: ${rate} patients/s, ${each} µs of processor each; memory ${megabytes(held[0] ?? 0)} MB at first, ` +
      `${megabytes(Math.max(...held))} at most; ${report.created} created, ${report.unchanged} unchanged`,
  )
}
await closeDesk(desk)

const another = await makeFile('Another.ndjson', 2)
const server = await startServer({ desk: { config } } as House)
const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: config.databaseUrl, LOG_LEVEL: 'silent' }
const command = ['api/desk.ts', 'import', 'patients', '--format', 'fhir-ndjson', '--path', another]
const begun = performance.now()
const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...command], {
  env,
  stdio: 'inherit',
})
let running = true
const ended = once(child, 'exit').then(() => {
  running = false
})
// Wrong names of the sign-in page write; /healthz does not.
const waits: Record<'reads' | 'writes', number[]> = { reads: [], writes: [] }
const ask = async (kind: 'reads' | 'writes') => {
  while (running) {
    const since = performance.now()
    if (kind === 'reads') await fetch(`${server.url}/healthz`)
    else
      await fetch(`${server.url}/portal/v1/password/forgot`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        body: JSON.stringify({ username: `nobody-${waits.writes.length}@example.test` }),
      })
    waits[kind].push(performance.now() - since)
    await new Promise((resolve) => setTimeout(resolve, kind === 'reads' ? 10 : 100))
  }
}
await Promise.all([ended, ask('reads'), ask('writes')])
const part = (list: number[], share: number) =>
  list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))]!.toFixed(0)
console.log(
  `beside a server: ${Math.round(people / ((performance.now() - begun) / 1000))} patients/s with start and end of the command; the server answered`,
)
for (const [kind, list] of Object.entries(waits))
  console.log(
    `  ${list.length} ${kind}: half within ${part(list, 0.5)} ms, 99 % ${part(list, 0.99)}, all ${part(list, 1)}`,
  )
await server.end('SIGTERM')
