import { readFileSync, rmSync, statSync } from 'node:fs'
import { loadavg } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { closeDesk } from '../../api/createDesk.ts'
import { randomFrom } from '../../seed/random.ts'
import { startServer } from '../support/serverProcess.ts'
import { staffedHospital } from './staffed.ts'

/*
 * The server's anonymous memory, which is what a container counts, and the WAL file beside its database: after the start, under a
 * steady rate of mixed requests, and at rest again:
 *   npm run bench:memory -- [--patients 20000] [--minutes 15] [--rate 30] [--rest 6] [--limit MB]
 * With `--limit` its heap is kept to half of that, as Node does by itself in a container of that size, and it fails where the most that
 * was seen is more. The limit itself is nobody's: `prlimit --data` counts what V8 only reserves.
 */
const { values } = parseArgs({
  options: {
    patients: { type: 'string', default: '20000' },
    minutes: { type: 'string', default: '15' },
    rate: { type: 'string', default: '30' },
    rest: { type: 'string', default: '6' },
    limit: { type: 'string' },
  },
})
const agents = 40
const limit = Number(values.limit ?? 0)
const { folder, desk, staff, people } = await staffedHospital(Number(values.patients), agents)
await closeDesk(desk)
const origin = 'http://localhost:5263'
const server = await startServer(
  { desk },
  {
    PUBLIC_URL: origin,
    MALLOC_ARENA_MAX: '2',
    MALLOC_MMAP_THRESHOLD_: '131072',
    MALLOC_TRIM_THRESHOLD_: '131072',
  },
  [
    process.execPath,
    '--max-semi-space-size=8',
    ...(limit ? [`--max-old-space-size=${limit / 2}`] : []),
    'api/server.ts',
  ],
)

interface Sample {
  minute: number
  anonMB: number
  walMB: number
}
let samples: Sample[] = []
let mostMB = 0
const began = performance.now()
const minutesNow = () => (performance.now() - began) / 60_000
const sampling = setInterval(() => samples.push(sample()), 1_000)

function sample(): Sample {
  const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8')
  const anonMB = Number(/^RssAnon:\s+(\d+)/m.exec(status)![1]) / 1024
  mostMB = Math.max(mostMB, anonMB)
  const wal = statSync(path.join(folder, 'portal-desk.db-wal'), { throwIfNoEntry: false })
  return { minute: minutesNow(), anonMB, walMB: (wal?.size ?? 0) / 2 ** 20 }
}

await pause(60_000)
report('the first minute after the start')
const statuses = new Map<string, number>()
await mixed(Number(values.minutes) * 60, Number(values.rate))
report(`${values.minutes} minutes at ${values.rate} requests a second`, true)
console.log(`answered: ${JSON.stringify(Object.fromEntries(statuses))}`)
await pause(Number(values.rest) * 60_000)
samples = samples.slice(-30)
report(`the last half minute of ${values.rest} at rest`)
clearInterval(sampling)
await server.end('SIGTERM')
rmSync(folder, { recursive: true, force: true })
console.log(`at most ${mostMB.toFixed(0)} MB${limit ? ` of ${limit}` : ''}`)
if (limit && mostMB > limit) process.exitCode = 1

/** Requests of all agents at one rate, whether the ones before were answered or not. */
async function mixed(seconds: number, rate: number): Promise<void> {
  const random = randomFrom(5)
  const end = performance.now() + seconds * 1_000
  const open = new Set<Promise<void>>()
  for (let n = 0, due = performance.now(); due < end; n++, due += 1_000 / rate) {
    await pause(Math.max(0, due - performance.now()))
    const one = request(n, random).finally(() => open.delete(one))
    open.add(one)
  }
  await Promise.all(open)
}

async function request(n: number, random: ReturnType<typeof randomFrom>): Promise<void> {
  const patient = random.pick(people)
  const name = `${patient.family_name} ${patient.given_name}`
  const kinds: [string, string, object?][] = [
    ['search', '/api/patients/search', { filter: { q: name.slice(0, random.int(3, 9)) }, range: [0, 9] }],
    ['patient', `/api/patients/${patient.id}`],
    ['diagnosis', `/api/patients/${patient.id}/diagnosis`],
    ['cases', '/api/cases?range=[0,24]'],
    [
      'open a case',
      '/api/cases',
      { patientId: patient.id, category: 'locked-out', channel: 'phone', summary: 'cannot sign in' },
    ],
  ]
  const [kind, where, body] = kinds[n % kinds.length]!
  const said = await fetch(server.url + where, {
    headers: { cookie: random.pick(staff).cookie, origin, 'content-type': 'application/json' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  }).then(
    async (reply) => {
      await reply.arrayBuffer()
      return `${kind} ${reply.status}`
    },
    () => `${kind} unanswered`,
  )
  // Whoever is not let in costs nothing, and would make the figures look well.
  if (said.endsWith(' 401')) throw new Error(said)
  statuses.set(said, (statuses.get(said) ?? 0) + 1)
}

/** Says the least, the middle and the most of what was seen since the last report, and how it grows by the line through the later half. */
function report(what: string, grows = false): void {
  const anon = samples.map(({ anonMB }) => anonMB).sort((a, b) => a - b)
  const wal = samples.map(({ walMB }) => walMB)
  const middle = anon[Math.floor(anon.length / 2)]!
  console.log(
    `${what}: anonymous memory ${anon[0]!.toFixed(0)} to ${anon.at(-1)!.toFixed(0)} MB, in the middle ${middle.toFixed(0)}, at the end ${samples.at(-1)!.anonMB.toFixed(0)}` +
      `${grows ? `, grows by ${slope(samples.slice(samples.length >> 1)).toFixed(1)} MB an hour over its later half` : ''}` +
      `; WAL at most ${Math.max(...wal).toFixed(1)} MB, at the end ${wal.at(-1)!.toFixed(1)}; load ${loadavg()[0]!.toFixed(1)}`,
  )
  samples = []
}

function slope(of: Sample[]): number {
  const mean = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length
  const [x, y] = [mean(of.map(({ minute }) => minute)), mean(of.map(({ anonMB }) => anonMB))]
  const over = of.reduce((sum, s) => sum + (s.minute - x) * (s.anonMB - y), 0)
  return (over / of.reduce((sum, s) => sum + (s.minute - x) ** 2, 0)) * 60
}
