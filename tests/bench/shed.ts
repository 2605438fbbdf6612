import { execFile } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs, promisify } from 'node:util'
import { actsPolicy } from '../../api/acts/policy.ts'
import { systemCtx } from '../../api/core/context.ts'
import { newId } from '../../api/core/db/id.ts'
import { transact } from '../../api/core/db/transact.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { closeDesk } from '../../api/createDesk.ts'
import { openPortalSession } from '../../api/logins/sessions.ts'
import { randomFrom } from '../../seed/random.ts'
import { startServer } from '../support/serverProcess.ts'
import type { Flood, FloodPlan } from './flood.ts'
import { patientPassword, staffedHospital } from './staffed.ts'

/*
 * What a server can do of patients' pages and of patients' sign-ins, and then three times that, while agents search: how long a search
 * takes, and who is refused.
 *   npm run bench:shed -- [--patients 20000] [--seconds 20] [--times 3] [--searches 10]
 * Those who ask share the machine with the server; processors they take are not the server's.
 */
const { values } = parseArgs({
  options: {
    patients: { type: 'string', default: '20000' },
    seconds: { type: 'string', default: '20' },
    times: { type: 'string', default: '3' },
    searches: { type: 'string', default: '10' },
  },
})
const goalMs = 100
const seconds = Number(values.seconds)
const { folder, desk, staff, people } = await staffedHospital(Number(values.patients), 10)
await savePolicy(desk.db.write, { requestsAMinute: actsPolicy.requestsAMinute.most }, actsPolicy)
const logins = await desk.db.read
  .selectFrom('portal_account')
  .select(['id', 'username'])
  .where('status', '=', 'active')
  .where('must_change_password', '=', 0)
  .where('second_factor', 'is', null)
  .limit(2_000)
  .execute()
const system = systemCtx(desk, 'bench', newId())
const tokens: string[] = []
for (const { id } of logins.slice(0, 200))
  tokens.push((await transact(desk.db, (trx) => openPortalSession(trx, system, id))).token)
await closeDesk(desk)
const origin = 'http://localhost:5262'
const server = await startServer({ desk }, { PUBLIC_URL: origin }, [
  process.execPath,
  '--max-semi-space-size=8',
  'api/server.ts',
])
const json = { 'content-type': 'application/json', origin }
const floods: Record<string, FloodPlan['requests']> = {
  'patients’ pages': tokens.flatMap((token) =>
    ['/portal/v1/me', '/portal/v1/visits', '/portal/v1/records?kind=result'].map((at) => ({
      method: 'GET' as const,
      path: at,
      headers: { authorization: `Bearer ${token}` },
    })),
  ),
  'patients’ sign-ins': logins.map(({ username }) => ({
    method: 'POST' as const,
    path: '/portal/v1/session',
    headers: json,
    body: JSON.stringify({ username, password: patientPassword }),
  })),
}
const missed: string[] = []
const random = randomFrom(6)

// Until its first jobs are over.
await pause(45_000)
await searchBeside('nothing else', pause(10_000))
for (const [what, requests] of Object.entries(floods)) {
  const capacity = await flood({ requests, connections: 16, seconds: 8 })
  const perSecond = capacity.answered / 8
  console.log(`${what}: ${perSecond.toFixed(0)} a second are answered, p99 ${capacity.p99} ms`)
  const rate = Math.ceil(perSecond * Number(values.times))
  const shed = flood({ requests, connections: 500, seconds, rate })
  await searchBeside(`${values.times} times that, ${rate} a second`, shed)
  const { answered, refused, unsaid, otherwise, unanswered, p99 } = await shed
  console.log(
    `  of ${answered + refused + otherwise} patients’ requests ${answered} were answered, ${refused} refused, ${unsaid} of them without Retry-After, ${otherwise} otherwise, ${unanswered} not; p99 ${p99} ms`,
  )
  if (unsaid + unanswered > 0) missed.push(`${what}: refused without a word`)
  await pause(3_000)
}
await server.end('SIGTERM')
rmSync(folder, { recursive: true, force: true })
console.log(missed.length === 0 ? 'all goals are met' : `missed: ${missed.join(', ')}`)
process.exitCode = missed.length === 0 ? 0 : 1

async function flood(plan: Omit<FloodPlan, 'url'>): Promise<Flood> {
  const file = path.join(folder, 'flood.json')
  writeFileSync(file, JSON.stringify({ url: server.url, ...plan } satisfies FloodPlan))
  const { stdout } = await promisify(execFile)(process.execPath, [
    path.join(import.meta.dirname, 'flood.ts'),
    file,
  ])
  return JSON.parse(stdout)
}

/** Searches at one rate, whether the ones before were answered or not. */
async function searchBeside(what: string, until: Promise<unknown>): Promise<void> {
  const took: number[] = []
  const refused = new Map<number, number>()
  let over = false
  const ends = until.finally(() => {
    over = true
  })
  const open = new Set<Promise<void>>()
  for (let due = performance.now(); !over; due += 1_000 / Number(values.searches)) {
    await pause(Math.max(0, due - performance.now()))
    const one = search().finally(() => open.delete(one))
    open.add(one)
  }
  await Promise.all([ends, ...open])
  const times = took.toSorted((a, b) => a - b)
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? Number.NaN).toFixed(0)
  console.log(
    `search beside ${what}: ${times.length} answered, p50 ${at(0.5)} p95 ${at(0.95)} p99 ${at(0.99)} most ${at(1)} ms; ` +
      `refused ${JSON.stringify(Object.fromEntries(refused))}; load ${loadavg()[0]!.toFixed(1)}`,
  )
  if (!(Number(at(0.99)) < goalMs)) missed.push(`search beside ${what}`)
  if (refused.size > 0) missed.push(`staff were refused beside ${what}`)

  async function search(): Promise<void> {
    const q = random.pick(people).family_name.slice(0, 5)
    const since = performance.now()
    const reply = await fetch(`${server.url}/api/patients/search`, {
      method: 'POST',
      headers: { ...json, cookie: random.pick(staff).cookie },
      body: JSON.stringify({ filter: { q }, range: [0, 9] }),
    })
    await reply.arrayBuffer()
    if (reply.ok) took.push(performance.now() - since)
    else refused.set(reply.status, (refused.get(reply.status) ?? 0) + 1)
  }
}
