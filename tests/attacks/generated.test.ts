import { z } from '@hono/zod-openapi'
import { beforeAll, describe, expect, it } from 'vitest'
import { actsPolicy } from '../../api/acts/policy.ts'
import { allows, type Role, roles } from '../../api/core/access/permissions.ts'
import { systemCtx } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import { savePolicy } from '../../api/core/policy.ts'
import { openPortalSession } from '../../api/logins/sessions.ts'
import { catalogue } from '../../api/rooms.ts'
import { randomFrom } from '../../seed/random.ts'
import { aRefill, aThread } from '../acts/examples/messages.ts'
import { aClinic } from '../support/clinics.ts'
import { Generator, hostile, type Pool, type Schema } from '../support/generate.ts'
import { houseForTests, origin } from '../support/harness.ts'
import { aCall, anAccount, aPatient } from '../support/people.ts'

/*
 * Requests made from both OpenAPI documents, as each role, as a patient and as nobody: right ones, ones at the bounds and
 * beyond, wrong types, text that steers, huge things. Some hundreds by the check; all of them by
 * `GENERATED_REQUESTS=20000 GENERATED_SEED=7 npx vitest run tests/attacks/generated.test.ts`.
 */
const requests = Number(process.env.GENERATED_REQUESTS ?? 1050)
const seed = Number(process.env.GENERATED_SEED ?? Math.floor(Date.now() / 86_400_000))
const hangMs = 20_000

const house = houseForTests()

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema?: Schema
}
interface Operation {
  method: string
  path: string
  parameters: Parameter[]
  body?: Schema
  /** What a list can be narrowed by, which the document calls a text. */
  filter?: Schema
  /** Costs a hash of a password. */
  costly: boolean
}

const components: Record<string, Schema> = {}
const operations: Operation[] = []
const pool: Pool = {
  ids: [],
  words: [
    'open',
    'other',
    'Smith',
    'q',
    'volume',
    'activated',
    'privacy',
    'helpdesk',
    '["at","ASC"]',
    '[0,9]',
    '2026-03',
  ],
}

beforeAll(async () => {
  for (const area of ['/api', '/portal/v1']) {
    const { body } = await house.call('GET', `${area}/openapi.json`)
    Object.assign(components, body.components?.schemas)
    for (const [path, methods] of Object.entries<Record<string, any>>(body.paths))
      for (const [method, one] of Object.entries(methods)) {
        const schema = one.requestBody?.content['application/json'].schema as Schema | undefined
        const at = `${method.toUpperCase()} ${path}`
        const list = catalogue.views.find((view) => view.at === at && 'list' in view)
        operations.push({
          method: method.toUpperCase(),
          path,
          parameters: one.parameters ?? [],
          costly: /password|session$|enrolment|activate/i.test(path + JSON.stringify(schema ?? '')),
          ...(schema && { body: schema }),
          ...(list &&
            'filter' in list && {
              filter: z.toJSONSchema(list.filter, { unrepresentable: 'any', io: 'input' }) as Schema,
            }),
        })
      }
  }
  expect(operations.length).toBeGreaterThan(90)
  const agent = await house.signIn('helpdesk')
  for (let n = 0; n < 5; n++) {
    const patient = await aPatient(house, { familyName: 'Smith' })
    await anAccount(house, patient, {
      status: (['active', 'locked', 'disabled', 'invited'] as const)[n % 4]!,
    })
    await aCall(agent, patient)
  }
  for (let n = 0; n < 2; n++) await Promise.all([aThread(house), aRefill(house)])
  for (const table of [
    'patient',
    'support_case',
    'verification',
    'staff',
    'contact_point',
    'mail',
    'portal_account',
    'clinic',
    'provider',
    'slot',
    'message_thread',
    'refill_request',
  ] as const)
    pool.ids.push(...(await house.rows(table)).map((row) => row.id))
})

type Headers = Record<string, string>

/** Whoever asks, signed in anew. */
const callers: Record<string, () => Promise<Headers>> = {
  ...Object.fromEntries(
    roles.map((role) => [
      role,
      async () => {
        const person = await house.signIn(role)
        const { id } = person
        if (role === 'clinic') await aClinic(house, person)
        const started = await transact(house.desk.db, (trx) => house.desk.sessions.start(trx, id, 'complete'))
        return { Cookie: started.split(';')[0]! }
      },
    ]),
  ),
  'a patient': async () => {
    const login = await anAccount(house, await aPatient(house))
    const ctx = systemCtx(house.desk, 'test', 'test')
    const { token } = await transact(house.desk.db, (trx) => openPortalSession(trx, ctx, login.id))
    return { Authorization: `Bearer ${token}` }
  },
  nobody: async () => ({}),
}
const isSignedIn = async (who: Headers) =>
  who.Cookie
    ? (await house.call('GET', '/api/session', undefined, who)).status === 200
    : (await house.call('GET', '/portal/v1/me', undefined, who)).status === 200

function requestOf(make: Generator, { method, path, parameters, body, filter }: Operation) {
  const { random } = make
  const wrong = random.pick([0, 0, 0.05, 0.2, 0.6])
  const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
  // What cannot stand in an address at all is replaced as a browser would.
  const encoded = (value: unknown) => encodeURIComponent(asText(value).toWellFormed().slice(0, 4_000))
  let address = path
  const query: string[] = []
  for (const one of parameters) {
    const value =
      one.name === 'filter' && filter
        ? make.value(filter, wrong)
        : make.value(one.schema ?? { type: 'string' }, wrong)
    if (one.in === 'path') address = address.replace(`{${one.name}}`, encoded(value) || 'x')
    if (one.in === 'query' && (one.required || random.chance(0.5))) {
      query.push(`${one.name}=${encoded(value)}`)
      if (random.chance(wrong / 4)) query.push(`${one.name}=${encoded(random.pick(hostile))}`)
    }
  }
  if (random.chance(wrong / 4)) query.push(`surprise=${encoded(random.pick(hostile))}`)
  const headers: Headers = {}
  if (random.chance(0.2))
    headers['Idempotency-Key'] = random.pick(['a-key-of-eight', 'x'.repeat(101), `${random.int(0, 1e9)}-key`])
  if (random.chance(0.2)) headers['Accept-Language'] = random.pick(['es', 'xx', '*', 'es'.repeat(500)])
  if (method !== 'GET') headers['Content-Type'] = random.chance(wrong / 4) ? 'text/plain' : 'application/json'
  const text = method === 'GET' ? undefined : JSON.stringify(make.value(body ?? {}, body ? wrong : 0.2))
  return {
    method,
    address: query.length ? `${address}?${query.join('&')}` : address,
    headers,
    // Not JSON at all, now and then.
    body: text && random.chance(wrong / 10) ? text.slice(0, -1) : text,
  }
}

/** Whether it is for such a caller; what is for everybody who is signed in is staff's. */
function mayAsk(caller: string, at: string): boolean {
  const one = [...catalogue.acts, ...catalogue.views].find((known) => known.at === at)
  const isStaff = (roles as readonly string[]).includes(caller)
  if (!one || one.needs === 'public') return true
  if (one.needs === 'patient' || one.needs === 'signed-in') return isStaff === (one.needs === 'signed-in')
  return isStaff && allows(caller as Role, one.needs)
}

async function answerTo({ method, address, headers, body }: ReturnType<typeof requestOf>, who: Headers) {
  const asked = house.app.request(origin + address, {
    method,
    headers: { Origin: origin, ...who, ...headers },
    body,
  })
  const hung = new Promise<'hung'>((resolve) => setTimeout(resolve, hangMs, 'hung').unref())
  const reply = await Promise.race([asked, hung])
  if (reply === 'hung') return { status: 'hung' as const, problem: true }
  const type = reply.headers.get('content-type') ?? ''
  const streamed = /event-stream|csv|ndjson/.test(type)
  await (streamed ? reply.body?.cancel() : reply.text())
  return { status: reply.status, problem: reply.status < 400 || /problem\+json/.test(type) }
}

describe(`requests generated from the documents (seed ${seed})`, () => {
  it.each(Object.keys(callers))(
    'as %s are all answered, none by a fault of ours',
    async (caller) => {
      const make = new Generator(
        randomFrom(seed * 100 + Object.keys(callers).indexOf(caller)),
        pool,
        components,
      )
      const theirs = operations.filter(({ method, path }) => mayAsk(caller, `${method} ${path}`))
      const faults: unknown[] = []
      const statuses = new Map<number | 'hung', number>()
      let who = await callers[caller]!()
      const each = Math.ceil(requests / Object.keys(callers).length)
      for (let n = 0; n < each; ) {
        // Limits would answer before what is asked is read; they have tests of their own.
        if (n % 50 === 0) {
          await house.owner.write.deleteFrom('throttle').execute()
          await savePolicy(
            house.owner.write,
            { requestsAMinute: actsPolicy.requestsAMinute.most },
            actsPolicy,
          )
        }
        // Of what is for others nearly all is refused before it is read.
        const operation = make.random.pick(make.random.chance(0.7) ? theirs : operations)
        if (operation.costly && !make.random.chance(0.15)) continue
        n++
        const request = requestOf(make, operation)
        const { status, problem } = await answerTo(request, who)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if (status === 'hung' || status >= 500 || !problem)
          faults.push([status, request.method, request.address.slice(0, 300), request.body?.slice(0, 500)])
        if (status === 401 && caller !== 'nobody' && !(await isSignedIn(who))) who = await callers[caller]!()
      }
      if (process.env.GENERATED_REQUESTS) console.log(caller, Object.fromEntries([...statuses].sort()))
      expect(faults).toEqual([])
      // Not everything is refused: the generator makes what is right, too.
      const right = [...statuses].filter(([status]) => status !== 'hung' && status < 300)
      if (caller !== 'nobody')
        expect(right.reduce((sum, [, times]) => sum + times, 0)).toBeGreaterThan(each / 30)
    },
    3_600_000,
  )
})
