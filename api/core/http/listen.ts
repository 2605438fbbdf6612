import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { serve } from '@hono/node-server'

// Longer than the minute for which proxies keep an idle connection: whoever closes first must not be the one being used.
const keepAliveTimeout = 75_000
const sweepMs = 100
/** How long a request may take to come in: who trickles it holds a connection and no more than that. */
const patience = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 }

type Fetch = Parameters<typeof serve>[0]['fetch']

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
 * @param comesIn milliseconds in which a request has to have come in
 * @throws what the operating system says of the address
 */
export async function listen(
  fetch: Fetch,
  hostname: string,
  port: number,
  comesIn = patience,
): Promise<Listening> {
  const underWay = new Set<ServerResponse>()
  const connections = new Set<Socket>()
  let draining = false
  const server = serve({
    fetch: (request, env) => (draining ? leaving() : fetch(request, env)),
    hostname,
    port,
    serverOptions: { keepAliveTimeout, ...comesIn },
  }) as Server
  server.on('connection', (socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  server.prependListener('request', (_, reply: ServerResponse) => {
    underWay.add(reply)
    reply.once('close', () => underWay.delete(reply))
    if (draining) reply.setHeader('Connection', 'close')
  })
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject))
  return {
    port: (server.address() as AddressInfo).port,
    async drain(graceMs) {
      draining = true
      const closed = new Promise((done) => server.close(done))
      for (const reply of underWay) {
        // A stream of events has no end to wait for; its reader connects again by itself (HTML, 9.2.3).
        if (reply.req.headers.accept?.includes('text/event-stream')) reply.destroy()
        else if (!reply.headersSent) reply.setHeader('Connection', 'close')
      }
      // Node's closeIdleConnections spares those that never asked for anything, and browsers open such.
      const sweep = setInterval(() => {
        const used = new Set([...underWay].map((reply) => reply.req.socket))
        for (const socket of connections) if (!used.has(socket)) socket.destroy()
      }, sweepMs)
      const cut = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearInterval(sweep)
      clearTimeout(cut)
    },
  }
}

function leaving(): Response {
  const message = 'The server is being stopped. Nothing was changed; try again.'
  return Response.json(
    { type: 'about:blank', title: 'Unavailable', status: 503, detail: message, message },
    {
      status: 503,
      headers: {
        'Content-Type': 'application/problem+json',
        'Cache-Control': 'no-store',
        'Retry-After': '2',
      },
    },
  )
}
