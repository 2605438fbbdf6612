import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { takingTurns } from '../../api/core/access/inTurn.ts'
import { transact } from '../../api/core/db/transact.ts'
import { openEntrance } from '../../api/core/http/entrance.ts'
import { gateOf } from '../../api/core/http/gate.ts'
import { listen } from '../../api/core/http/listen.ts'
import { inFhir } from '../../api/fhir/outcome.ts'
import { houseForTests, origin } from '../support/harness.ts'

const house = houseForTests()
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))
const counted = (statuses: number[]) =>
  Object.fromEntries([...Map.groupBy(statuses, String)].map(([status, all]) => [status, all.length]))

describe('more than can be done', () => {
  it('is refused with when to come again, patients before staff, and what was let in is answered', async () => {
    const agent = await house.signIn('helpdesk')
    const begun = await transact(house.desk.db, (trx) => house.desk.sessions.start(trx, agent.id, 'complete'))
    const headers = { Cookie: begun.split(';')[0]! }
    // As a socket hands them over, with nothing before that lets them wait.
    const burst = (path: string, asked = 80) =>
      Array.from({ length: asked }, async () => {
        const reply = await house.app.request(origin + path, { headers }, { incoming: {}, outgoing: {} })
        return { status: reply.status, again: reply.headers.get('retry-after'), body: await reply.json() }
      })
    // Who has been at work is known by their session.
    expect((await burst('/api/session', 1)[0])!.status).toBe(200)
    const [patients, staff] = [burst('/portal/v1/me'), burst('/api/session')]
    const refused = (await Promise.all(patients)).filter(({ status }) => status === 503)
    expect(refused).toHaveLength(30)
    expect(refused[0]).toMatchObject({ again: '1', body: { code: 'busy', outcome: 'unchanged' } })
    // While it refuses patients, it answers staff, but not without end.
    const statuses = (await Promise.all(staff)).map(({ status }) => status)
    expect(counted(statuses)).toEqual({ 200: 70, 503: 10 })
    // Nor do strangers use up what is kept for staff, whose addresses anybody may ask.
    const strangers = Array.from({ length: 200 }, () =>
      house.app.request(`${origin}/api/session`, {}, { incoming: {}, outgoing: {} }),
    )
    expect((await burst('/api/session', 1)[0])!.status).toBe(200)
    expect(counted((await Promise.all(strangers)).map(({ status }) => status))).toEqual({ 401: 50, 503: 150 })
  })

  it('waits for its turn so far and no further: staff first, one in each turn, and nothing for who hung up', async () => {
    const entrance = openEntrance()
    entrance.know('desk=agent')
    const [begun, refused]: [string[], string[]] = [[], []]
    const come = (name: string, url: string, cookie?: string, destroyed = false) =>
      entrance.come(
        { url, headers: { cookie }, socket: { destroyed } } as never,
        () => begun.push(name),
        () => refused.push(name),
      )
    come('gone', '/portal/v1/me', undefined, true)
    for (let n = 0; n < 120; n++) come(`patient ${n}`, '/portal/v1/me')
    come('stranger', '/api/session')
    come('agent', '/api/patients/search', 'desk=agent')
    come('probe', '/readyz')
    expect(begun).toEqual(['probe'])
    // At once, of whom too many wait.
    expect(refused).toHaveLength(22)
    expect(refused.at(-1)).toBe('stranger')
    await nextTurn()
    expect(begun).toEqual(['probe', 'agent'])
    await nextTurn()
    expect(begun).toEqual(['probe', 'agent', 'patient 0'])
    // So many are under way that patients begin when others have ended, and staff do not wait for that.
    const leaves = Array.from({ length: 50 }, () => entrance.enter())
    come('colleague', '/api/session', 'desk=agent')
    await nextTurn()
    await nextTurn()
    expect(begun.slice(3)).toEqual(['colleague'])
    leaves[0]!()
    await nextTurn()
    expect(begun.slice(4)).toEqual(['patient 1'])
  })

  it('is what a machine has no time for, too: who has waited long in a crowd is refused, and ten are no crowd', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const entrance = openEntrance()
    const [begun, refused]: [number[], number[]] = [[], []]
    const come = (n: number) =>
      entrance.come(
        { url: '/portal/v1/me', headers: {}, socket: { destroyed: false } } as never,
        () => begun.push(n),
        () => refused.push(n),
      )
    for (let n = 0; n < 30; n++) come(n)
    vi.advanceTimersByTime(300)
    await nextTurn()
    expect([refused.length, begun]).toEqual([20, [20]])
    const leaves = Array.from({ length: 50 }, () => entrance.enter())
    await vi.waitFor(() => expect(refused).toHaveLength(29))
    for (const leave of leaves) leave()
  })

  it('hears before the app begins it what the app would say, in either language, and as FHIR says it', async () => {
    const gate = gateOf(house.desk, [inFhir])
    const answered: string[] = []
    house.desk.onAnswered = (method, route, status) => answered.push(`${method} ${route} ${status}`)
    const { port, drain } = await listen(house.app.fetch, '127.0.0.1', 0, undefined, {}, gate)
    // So many are under way that nobody else may begin: whoever comes waits for a while, and is refused.
    const leaves = Array.from({ length: 150 }, () => house.desk.entrance.enter())
    const ask = async (path: string, language: string) => {
      const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
        headers: { 'accept-language': language },
      })
      const { requestId: _, ...body } = await reply.json()
      const kept = ['content-type', 'retry-after', 'cache-control', 'access-control-allow-origin']
      return { status: reply.status, body, headers: kept.map((name) => reply.headers.get(name)) }
    }
    for (const path of ['/portal/v1/me', '/fhir/R4/Patient', '/api/session'])
      for (const language of ['en', 'es']) {
        const before = await ask(path, language)
        const within = await house.app.request(
          origin + path,
          { headers: { 'accept-language': language } },
          { incoming: {}, outgoing: {} },
        )
        const { requestId: _, ...body } = (await within.json()) as Record<string, unknown>
        expect(before.body).toEqual(body)
        expect(before.headers).toEqual(
          ['content-type', 'retry-after', 'cache-control', 'access-control-allow-origin'].map((name) =>
            within.headers.get(name),
          ),
        )
        expect([before.status, before.headers[1]]).toEqual([503, '1'])
      }
    expect(answered.filter((one) => one === 'GET /portal/* 503').length).toBeGreaterThan(0)
    for (const leave of leaves) leave()
    await drain(0)
  })

  it('does not wait unseen: all who have come are taken before anything is begun', async () => {
    // However slow the machine that takes them.
    vi.spyOn(performance, 'now').mockReturnValue(performance.now())
    let [inThisTurn, most] = [0, 0]
    const { port, drain } = await listen(
      () => {
        if (inThisTurn++ === 0)
          setImmediate(() => {
            inThisTurn = 0
          })
        most = Math.max(most, inThisTurn)
        return new Response('here')
      },
      '127.0.0.1',
      0,
    )
    const replies = Array.from({ length: 60 }, async () => {
      const socket = connect(port, '127.0.0.1')
      socket.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n')
      const [reply] = await once(socket, 'data')
      socket.destroy()
      return String(reply).slice(0, 12)
    })
    expect(new Set(await Promise.all(replies))).toEqual(new Set(['HTTP/1.1 200']))
    await drain(0)
    expect(most).toBeGreaterThan(30)
  })

  it('of hashes waits so far and no further, staff first; for who hung up nothing is done', async () => {
    const inTurn = takingTurns(1)
    const done: string[] = []
    const first = Promise.withResolvers<void>()
    const busy = inTurn({}, () => first.promise)
    const gone = new Set<string>()
    const add = (crowd: 'staff' | 'patients', name: string) =>
      inTurn({ crowd, isGone: () => gone.has(name) }, async () => {
        done.push(name)
      }).then(
        () => 'done',
        (error) => error.status,
      )
    const patients = Array.from({ length: 25 }, (_, n) => add('patients', `patient ${n}`))
    const [oneTooMany, colleague] = [await add('patients', 'late'), add('staff', 'agent')]
    expect(oneTooMany).toBe(503)
    // Whoever hung up makes room for who is here.
    gone.add('patient 3')
    const another = add('patients', 'another')
    gone.add('patient 5')
    first.resolve()
    await busy
    expect(await colleague).toBe('done')
    expect(await another).toBe('done')
    expect(counted((await Promise.all(patients)).map(String) as never)).toEqual({ done: 23, 503: 2 })
    expect(done[0]).toBe('agent')
    expect(done).not.toContain('patient 5')
  })

  it('is not what a few who sign in at once are: each waits for their turn and is answered', async () => {
    const { port, drain } = await listen(house.app.fetch, '127.0.0.1', 0)
    const asked = Array.from({ length: 6 }, (_, n) =>
      fetch(`http://127.0.0.1:${port}/portal/v1/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Host: 'localhost:8080' },
        body: JSON.stringify({ username: `nobody-${n}`, password: 'a wrong password' }),
      }),
    )
    const statuses = (await Promise.all(asked)).map(({ status }) => status)
    await drain(0)
    expect(counted(statuses)).toEqual({ 401: 6 })
  })

  it('is not what has not come in: whoever trickles two hundred requests shuts nobody out', async () => {
    const { port, drain } = await listen(house.app.fetch, '127.0.0.1', 0)
    const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status
    const body = '{"email":"nobody@hospital.example","password":"a wrong password"}'
    const head = (path: string) =>
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n{`
    const sockets = Array.from({ length: 220 }, (_, n) => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(head(n % 2 ? '/api/session' : '/portal/v1/session'))
      return socket
    })
    // A few at a time are let in by each turn; a reply to something after them shows that they are.
    await Promise.all(sockets.slice(-1).map((socket) => once(socket, 'connect')))
    for (let turn = 0; turn < 20; turn++) await ask('/healthz')
    expect(await ask('/api/session')).toBe(401)
    expect(await ask('/portal/v1/me')).toBe(401)
    // What they began is answered once it is here.
    const last = sockets.find((socket) => socket.bytesRead === 0)!
    last.write(body.slice(1))
    expect(String((await once(last, 'data'))[0])).toMatch(/^HTTP\/1.1 (401|422) /)
    for (const socket of sockets) socket.destroy()
    await drain(0)
  })

  it('is a thousand requests in a row, too: whoever does not wait for answers has the connection closed', async () => {
    let [most, underWay, begun] = [0, 0, 0]
    const { port, drain } = await listen(
      async () => {
        begun++
        most = Math.max(most, ++underWay)
        await new Promise((resolve) => setImmediate(resolve))
        underWay--
        return new Response('here')
      },
      '127.0.0.1',
      0,
    )
    const sent = async (times: number) => {
      const socket = connect(port, '127.0.0.1')
      let answers = ''
      socket
        .on('error', () => {})
        .on('data', (some) => {
          answers += some
        })
      const closed = new Promise((resolve) => socket.once('close', resolve))
      const one = 'GET / HTTP/1.1\r\nHost: here\r\n\r\n'
      const last = 'GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n'
      socket.write(one.repeat(times - 1) + last)
      await closed
      return answers.split('HTTP/1.1 200').length - 1
    }
    // One may come before the last is answered.
    expect(await sent(2)).toBe(2)
    begun = 0
    expect(await sent(1_000)).toBeLessThanOrEqual(2)
    expect(most).toBeLessThanOrEqual(2)
    expect(begun).toBeLessThanOrEqual(2)
    await drain(0)
  })

  it('of time for coming in nobody has: who trickles a request is cut off', async () => {
    const { port, drain } = await listen(() => new Response('here'), '127.0.0.1', 0, undefined, {
      headersTimeout: 200,
      requestTimeout: 400,
      connectionsCheckingInterval: 50,
    })
    const trickled = async (head: string) => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {}).resume()
      socket.write(head)
      const timer = setInterval(() => socket.write('a'), 30)
      // Not `once` of node:events, which fails at the reset that being cut off may be.
      await new Promise((resolve) => socket.once('close', resolve))
      clearInterval(timer)
    }
    await trickled('GET / HTTP/1.1\r\nHost: here\r\nX: ')
    await trickled('POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 100000\r\n\r\n')
    await drain(0)
  })
})
