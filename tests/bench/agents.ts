import { rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { closeDesk } from '../../api/createDesk.ts'
import { type Random, randomFrom } from '../../seed/random.ts'
import { startServer } from '../support/serverProcess.ts'
import { staffedHospital } from './staffed.ts'

/*
 * Fifty agents at once on one desk, each with a session of their own and the live stream of the case they have open: they type a
 * name, open the patient, open a case, verify the caller, write a note, close, and think in between. What each step takes of
 * time, as the agent's side sees it:
 *   npm run bench:agents -- [--agents 50] [--patients 20000] [--seconds 60]
 * Agents and server share the machine, and what else it does counts too.
 */
const { values } = parseArgs({
  options: {
    agents: { type: 'string', default: '50' },
    patients: { type: 'string', default: '20000' },
    seconds: { type: 'string', default: '60' },
  },
})
const { folder, desk, staff, people } = await staffedHospital(Number(values.patients), Number(values.agents))
const origin = 'http://localhost:7399'
const server = await startServer({ desk }, { PUBLIC_URL: origin })
const took = new Map<string, number[]>()
const refused = new Map<string, number>()
const until = performance.now() + 1_000 * Number(values.seconds)
const streams = { open: 0, most: 0, events: 0 }

await Promise.all(staff.map(({ cookie }, n) => work(cookie, randomFrom(n + 1))))
for (const [step, times] of took) {
  times.sort((a, b) => a - b)
  const at = (share: number) => `${times[Math.floor(share * (times.length - 1))]!.toFixed(0)} ms`
  console.log(
    `${step}: ${times.length} times, p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, at most ${at(1)}`,
  )
}
for (const [what, n] of refused) console.log(`answered otherwise: ${what}, ${n} times`)
console.log(`live streams: at most ${streams.most} at once, ${streams.events} pieces heard`)
await server.end('SIGTERM')
await closeDesk(desk)
rmSync(folder, { recursive: true, force: true })

/** An agent's calls, one after another until time is up. */
async function work(cookie: string, random: Random): Promise<void> {
  const headers = { cookie, origin, 'content-type': 'application/json' }
  const ask = async (step: string, path: string, body?: object): Promise<any> => {
    const from = performance.now()
    const reply = await fetch(server.url + path, {
      headers,
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
    const said = await reply.json()
    if (reply.ok) {
      // A refusal is quick, and would make a step look as if it were.
      const times = took.get(step) ?? []
      took.set(step, times)
      times.push(performance.now() - from)
      return said
    }
    const what = `${step} ${reply.status}`
    refused.set(what, (refused.get(what) ?? 0) + 1)
  }
  const think = (least: number, most: number) => pause(random.int(least, most))
  // They do not begin all at once.
  await think(0, 5_000)
  while (performance.now() < until) {
    const patient = random.pick(people)
    const name = `${patient.family_name} ${patient.given_name}`
    for (const typed of [4, 7, name.length]) {
      await ask('search', '/api/patients/search', { filter: { q: name.slice(0, typed) }, range: [0, 9] })
      await think(300, 700)
    }
    await ask('patient', `/api/patients/${patient.id}`)
    await ask('diagnosis', `/api/patients/${patient.id}/diagnosis`)
    await think(1_000, 3_000)
    const opened = await ask('open a case', '/api/cases', {
      ...{ patientId: patient.id, category: 'locked-out', channel: 'phone', summary: 'cannot sign in' },
    })
    if (!opened) continue
    const left = new AbortController()
    const heard = listen(`/api/cases/${opened.id}/watch`, { cookie, origin }, left.signal)
    await think(1_000, 4_000)
    await ask('verify', `/api/patients/${patient.id}/verifications`, {
      ...{ caseId: opened.id, caller: 'patient', nameAsShown: true },
      answers: { birthDate: patient.birth_date, mrn: patient.mrn, postalCode: patient.postal_code },
    })
    await think(1_000, 3_000)
    await ask('note', `/api/cases/${opened.id}/notes`, { text: 'Told how to begin anew.' })
    await think(500, 2_000)
    const now = await ask('case', `/api/cases/${opened.id}`)
    if (now)
      await ask('close', `/api/cases/${opened.id}/close`, {
        ...{ cause: 'no-fault-found', outcome: 'explained', version: now.version },
      })
    left.abort()
    await heard
  }
}

async function listen(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<void> {
  const from = performance.now()
  try {
    const reply = await fetch(server.url + path, {
      headers: { ...headers, accept: 'text/event-stream' },
      signal,
    })
    streams.most = Math.max(streams.most, ++streams.open)
    let first = true
    for await (const _ of reply.body!) {
      streams.events++
      if (first)
        took.set('live stream begins', [...(took.get('live stream begins') ?? []), performance.now() - from])
      first = false
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    streams.open--
  }
}
