import type { IncomingMessage, RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { problemBody, problemMedia } from '../problemBody.ts'
import { same } from '../words.ts'
import { type Bounds, boundConnections, usualBounds } from './connections.ts'
import type { Gate } from './gate.ts'

// Longer than the minute for which proxies keep an idle connection: whoever closes first must not be the one being used.
const keepAliveTimeout = 75_000
const sweepMs = 100
/** How long a request may take to come in: who trickles it holds a connection and no more than that. */
const patience = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 }

/**
 * How many connections may wait to be taken. Of more than that the operating system takes no notice, and whoever asked asks again after one
 * second, three, seven: in a crowd they would wait half a minute to be told to come again in one. Linux allows 4096 unless told otherwise.
 */
const backlog = 4_096

/** For how long connections are taken before what they ask is begun. */
const takingMs = 20

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch']

export interface Listening {
  port: number
  /** Takes no new work, answers what is under way, and is closed after `graceMs` at the latest. */
  drain(graceMs: number): Promise<void>
}

/**
 * Listens and can stop listening. Node's own `close` goes on serving whoever keeps a connection open.
 * (2026-11-25: ours, since http-terminator and stoppable have had no release for years, and this is all they do.)
 * @param hostname where to listen, as an address or name of this machine
 * @param port 0 takes a free one
 * @param networkOf where a request comes from, by which whoever has most connections is found
 * @param otherwise milliseconds in which a request has to have come in, and bounds of all connections
 * @param gate lets in what is asked
 * @throws what the operating system says of the address
 */
export async function listen(
  fetch: Fetch,
  hostname: string,
  port: number,
  networkOf: (request: IncomingMessage) => string = ({ socket }) => String(socket.remoteAddress),
  otherwise: Partial<typeof patience & Bounds> = {},
  gate: Gate = (_request, _reply, begin) => begin(),
): Promise<Listening> {
  const bounds = { ...patience, ...usualBounds, ...otherwise }
  const queue = takingAll()
  let draining = false
  /** What came when nobody new is served any more; what had come and waits to be begun is answered. */
  const tooLate = new WeakSet<object>()
  const server = createAdaptorServer({
    fetch: (request, env) => (tooLate.has(env.incoming) ? leaving() : fetch(request, env)),
    hostname,
    serverOptions: { keepAliveTimeout, ...bounds },
  }) as Server
  const connections = boundConnections(server, bounds, networkOf)
  server.on('connection', () => queue.onTaken())
  const [answer] = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request, reply) => {
    if (!connections.begin(request, reply)) return
    if (draining) {
      reply.setHeader('Connection', 'close')
      tooLate.add(request)
      return answer!(request, reply)
    }
    const come = () => gate(request, reply, () => answer!(request, reply))
    if (queue.mayHold()) queue.taken().then(come)
    else come()
  })
  server.listen({ port, host: hostname, backlog })
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject))
  return {
    port: (server.address() as AddressInfo).port,
    async drain(graceMs) {
      draining = true
      const closed = new Promise((done) => server.close(done))
      for (const reply of connections.underWay) {
        // A stream of events has no end to wait for; its reader connects again by itself (HTML, 9.2.3).
        if (reply.req.headers.accept?.includes('text/event-stream')) reply.destroy()
        else if (!reply.headersSent) reply.setHeader('Connection', 'close')
      }
      const sweep = setInterval(connections.closeIdle, sweepMs)
      const cut = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearInterval(sweep)
      clearTimeout(cut)
    },
  }
}

/**
 * Node takes one new connection a turn of its event loop, and answers it in the next: in a crowd all others would wait with the operating
 * system, where nobody sees them, for half a minute, and nothing would be refused. So before anything is begun, turns pass by as long as
 * each brings another connection (2026-11-27).
 */
function takingAll() {
  let tookNow = false
  let taking: Promise<void> | undefined
  async function take(): Promise<void> {
    const until = performance.now() + takingMs
    while (tookNow && performance.now() < until) {
      tookNow = false
      // The first ends this turn, the second another, in which connections are taken.
      for (let n = 0; n < 2; n++) await new Promise((ended) => setImmediate(ended))
    }
    tookNow = false
    taking = undefined
  }
  return {
    onTaken() {
      tookNow = true
    },
    mayHold: () => tookNow || taking !== undefined,
    taken() {
      taking ??= take()
      return taking
    },
  }
}

function leaving(): Response {
  const message = same('The server is being stopped. Nothing was changed; try again.')
  return Response.json(problemBody('en', 503, same('Unavailable'), message, {}), {
    status: 503,
    headers: {
      'Content-Type': problemMedia,
      'Cache-Control': 'no-store',
      'Retry-After': '2',
    },
  })
}
