import { once } from 'node:events'
import { connect } from 'node:net'
import { Hono } from 'hono'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { takingTurns } from '../../api/core/access/inTurn.ts'
import type { DeskEnv } from '../../api/core/context.ts'
import { transact } from '../../api/core/db/transact.ts'
import type { AppError } from '../../api/core/errors.ts'
import { limitCrowd } from '../../api/core/http/crowd.ts'
import { listen } from '../../api/core/http/listen.ts'
import { houseForTests, origin } from '../support/harness.ts'

const house = houseForTests()
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})
const counted = (statuses: number[]) =>
  Object.fromEntries([...Map.groupBy(statuses, String)].map(([status, all]) => [status, all.length]))

describe('more than can be done', () => {
  it('is refused at once with when to come again, patients before staff, and what was let in is answered', async () => {
    const agent = await house.signIn('helpdesk')
    // However slow the machine that counts.
    vi.spyOn(performance, 'now').mockReturnValue(performance.now())
    const begun = await transact(house.desk.db, (trx) => house.desk.sessions.start(trx, agent.id, 'complete'))
    const headers = { Cookie: begun.split(';')[0]! }
    // As a socket hands them over: all begin before the event loop turns.
    const burst = (path: string) =>
      Array.from({ length: 80 }, async () => {
        const reply = await house.app.request(origin + path, { headers }, { incoming: {}, outgoing: {} })
        return { status: reply.status, again: reply.headers.get('retry-after'), body: await reply.json() }
      })
    // Who has been at work is known by their session.
    expect((await burst('/api/session')[0])!.status).toBe(200)
    await new Promise((resolve) => setImmediate(resolve))
    const [patients, staff] = [burst('/portal/v1/me'), burst('/api/session')]
    const refused = (await Promise.all(patients)).filter(({ status }) => status === 503)
    expect(refused).toHaveLength(30)
    expect(refused[0]).toMatchObject({ again: '1', body: { code: 'busy', outcome: 'unchanged' } })
    // While it refuses patients, it answers staff.
    const statuses = (await Promise.all(staff)).map(({ status }) => status)
    expect(Map.groupBy(statuses, Number).get(200)).toHaveLength(50)
    await new Promise((resolve) => setImmediate(resolve))
    // Nor do strangers use up what is kept for staff, whose addresses anybody may ask.
    const strangers = Array.from({ length: 200 }, () =>
      house.app.request(`${origin}/api/session`, {}, { incoming: {}, outgoing: {} }),
    )
    expect((await burst('/api/session')[0])!.status).toBe(200)
    expect(counted((await Promise.all(strangers)).map(({ status }) => status))).toEqual({ 401: 50, 503: 150 })
    await new Promise((resolve) => setImmediate(resolve))
    // The next turn is a new one.
    expect((await burst('/api/session')[0])!.status).toBe(200)
  })

  it('is what a machine has no time for, too: who comes late in a long turn is refused, patients before staff', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const app = new Hono<DeskEnv>()
    app.use((c, next) => {
      c.set('ctx', {
        crowd: 'staff',
        cookie: c.req.header('cookie'),
        session: { state: 'complete' },
      } as never)
      return next()
    })
    app.use(limitCrowd())
    app.onError((error, c) => c.text('', (error as AppError).status as 503))
    app.get('/', (c) => {
      vi.advanceTimersByTime(10)
      return c.text('')
    })
    const turn = async (headers: Record<string, string>) => {
      const replies = Array.from({ length: 40 }, () => app.request('/', { headers }, { incoming: {} }))
      const statuses = (await Promise.all(replies)).map(({ status }) => status)
      await new Promise((resolve) => setImmediate(resolve))
      return counted(statuses)
    }
    expect(await turn({})).toEqual({ 200: 10, 503: 30 })
    // Known by what they asked before.
    await turn({ cookie: 'desk=agent' })
    expect(await turn({ cookie: 'desk=agent' })).toEqual({ 200: 16, 503: 24 })
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
