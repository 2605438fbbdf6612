import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Listening, listen } from '../../api/core/http/listen.ts'
import { until } from '../support/until.ts'

const when = (holds: () => boolean) => until(async () => holds())

const started: { drain: Listening['drain'] }[] = []
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const server of started.splice(0)) await server.drain(0)
})

type Answer = (path: string) => Response | Promise<Response>

/** A server, and all answers that it began. */
async function served(answer: Answer, bounds: Parameters<typeof listen>[4]) {
  const replies: ServerResponse[] = []
  const server = await listen(
    (request, env) => {
      replies.push((env as { outgoing: ServerResponse }).outgoing)
      return answer(new URL(request.url).pathname)
    },
    '127.0.0.1',
    0,
    undefined,
    bounds,
  )
  started.push(server)
  return { port: server.port, replies }
}

/** Somebody who connects, from an address of this machine, and asks where a path is given. */
function client(port: number, localAddress: string, path?: string) {
  const socket = connect({ port, host: '127.0.0.1', localAddress })
  sockets.push(socket)
  const told = { socket, isCut: false, read: 0 }
  socket.on('error', () => {})
  // Who reads nothing sees no end either, but for what the server closed at once.
  socket.on('close', () => {
    told.isCut = true
  })
  if (path) socket.write(`GET ${path} HTTP/1.1\r\nHost: here\r\n\r\n`)
  return told
}
type Client = ReturnType<typeof client>
const reads = (one: Client) =>
  one.socket.on('data', (some) => {
    one.read += some.length
  })

const [crowd, other] = ['127.0.0.1', '127.0.0.2']
const large = 16 * 2 ** 20

describe('a server holds no more for those connected than it may', () => {
  it('of answers nobody reads: whoever has most of them is cut off, for longest first, and nobody else', async () => {
    const bound = 48 * 2 ** 20
    const { port, replies } = await served(() => new Response('x'.repeat(large)), {
      unread: bound,
    })
    const unread = () => replies.reduce((sum, reply) => sum + (reply.destroyed ? 0 : reply.writableLength), 0)
    const slow = client(port, other, '/')
    await when(() => replies.length === 1)
    for (let n = 1; n <= 12; n++) {
      client(port, crowd, '/')
      await when(() => replies.length === n + 1)
    }
    await when(() => unread() <= bound)
    const cut = replies.map((reply) => reply.destroyed)
    expect(cut[0]).toBe(false)
    expect(cut.lastIndexOf(true)).toBeLessThan(cut.indexOf(false, 1))
    expect(cut.filter(Boolean).length).toBeGreaterThan(3)
    reads(slow)
    await when(() => slow.read > large)
  })

  it('for longer than it may: who reads nothing of an answer is cut off, who waits for one is not', async () => {
    const answered = Promise.withResolvers<void>()
    const { port, replies } = await served(
      async (path) => {
        if (path === '/slow') await answered.promise
        return new Response('x'.repeat(path === '/slow' ? 10 : large))
      },
      { readsWithinMs: 100 },
    )
    const waiting = client(port, other, '/slow')
    reads(waiting)
    await when(() => replies.length === 1)
    client(port, crowd, '/')
    await when(() => replies[1]?.destroyed === true)
    answered.resolve()
    await when(() => waiting.read > 0)
  })

  it('of connections: those that ask nothing give way, then those of whoever has most, for longest first', async () => {
    const never = new Promise<Response>(() => {})
    const { port, replies } = await served((path) => (path === '/' ? new Response('here') : never), {
      connections: 4,
    })
    const asked = async (from: string, path: string) => {
      const before = replies.length
      const one = client(port, from, path)
      reads(one)
      await when(() => replies.length > before)
      return one
    }
    const unused = client(port, other)
    const kept = await asked(other, '/')
    await when(() => kept.read > 0)
    const theirs = await asked(other, '/never')
    const first = await asked(crowd, '/never')
    const second = await asked(crowd, '/never')
    await when(() => unused.isCut)
    expect(kept.isCut).toBe(false)
    const third = await asked(crowd, '/never')
    await when(() => kept.isCut)
    const anew = await asked(other, '/')
    await when(() => anew.read > 0)
    await when(() => first.isCut)
    expect([theirs, second, third].map(({ isCut }) => isCut)).toEqual([false, false, false])
  })

  it.runIf(process.platform === 'linux')(
    'of files: who asks is answered beside more connections than this machine lets it have open',
    async () => {
      const [files, held] = [200, 300]
      const listening = new URL('../../api/core/http/listen.ts', import.meta.url).href
      const script = `
        import { listen } from '${listening}'
        console.log((await listen(() => new Response('here'), '127.0.0.1', 0)).port)`
      const server = spawn('sh', [
        ...['-c', `ulimit -n ${files}; exec "$0" --input-type=module -e "$1"`, process.execPath, script],
      ])
      try {
        const [said] = (await once(server.stdout, 'data')) as [Buffer]
        const port = Number(String(said))
        const crowded = Array.from({ length: held }, () => client(port, crowd))
        await Promise.all(crowded.map(({ socket }) => once(socket, 'connect')))
        await when(() => crowded.filter(({ isCut }) => isCut).length >= held - files)
        for (let n = 0; n < 2; n++) {
          const asking = client(port, other, '/')
          reads(asking)
          await when(() => asking.read > 0)
        }
      } finally {
        server.kill('SIGKILL')
      }
    },
  )
})
