import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What those who are connected may hold of the server. */
export interface Bounds {
  /** How many connections there may be at once. */
  connections: number
  /** Bytes of answers that wait to be read. */
  unread: number
  /** For how long nothing of an answer need be read; who reads a little begins anew. */
  readsWithinMs: number
}

/*
 * Where each has its own bound, many together have none: whoever asks for the largest page on thousand connections and reads none has the
 * server hold it a thousand times. So there is one for all. A number for each address would shut out a clinic or a carrier behind one,
 * and let in who has many; instead whoever has most gives way (2026-11-27).
 */
export const usualBounds: Bounds = {
  connections: Math.min(4_000, filesFor()),
  unread: 64 * 2 ** 20,
  readsWithinMs: 30_000,
}

/**
 * How many connections fit among the files that this process may have open, with a quarter left to the database, threads and what is
 * served. Where none is left the operating system's connections are closed unseen, whoever's they are (2026-11-28).
 */
function filesFor(): number {
  // Linux says it there; elsewhere Node has it raised.
  const limits = '/proc/self/limits'
  const most = existsSync(limits) && /^Max open files +(\d+)/m.exec(readFileSync(limits, 'utf8'))
  return most ? Math.floor((Number(most[1]) * 3) / 4) : Number.POSITIVE_INFINITY
}

/**
 * How many requests of one connection may wait for their answers. Browsers and proxies send the next one after the answer; of whoever sends
 * a thousand in a row without reading, Node would begin every one and write what it can of it (2026-11-27). Of ten, 600 connections had
 * gigabytes of the console's largest file written, and nobody else was answered meanwhile (2026-11-28).
 */
const mostInARow = 2
const lookEveryMs = 20
const sweepMs = 1_000

/**
 * Keeps a server's connections within bounds.
 * @param networkOf where a request comes from
 */
export function boundConnections(
  server: Server,
  bounds: Bounds,
  networkOf: (request: IncomingMessage) => string,
) {
  /** How many requests of each are under way. */
  const requests = new Map<Socket, number>()
  /** Those that ask for nothing, for longest first. */
  const idle = new Set<Socket>()
  /** What is not answered, or not read, to its end, for longest first. */
  const underWay = new Set<ServerResponse>()
  let lookedAt = 0

  function cut(socket: Socket): void {
    requests.delete(socket)
    idle.delete(socket)
    socket.destroy()
  }

  /** Of the network that has most, whoever has waited longest, until so much is gone. */
  function giveUp(much: number, weigh: (reply: ServerResponse) => number): void {
    const those = [...underWay]
      .filter((reply) => !reply.req.socket.destroyed)
      .map((reply) => ({ socket: reply.req.socket, network: networkOf(reply.req), weight: weigh(reply) }))
      .filter(({ weight }) => weight > 0)
    const networks = [...Map.groupBy(those, ({ network }) => network).values()].map((of) => ({
      of,
      sum: of.reduce((sum, { weight }) => sum + weight, 0),
    }))
    const nobody: (typeof networks)[number] = { of: [], sum: 0 }
    for (let left = much; left > 0; ) {
      // Who was cut is not gone yet, so that nobody may be left.
      const most = networks.reduce((one, other) => (other.sum > one.sum ? other : one), nobody)
      const longest = most.of.shift()
      if (!longest) return
      const { socket, weight } = longest
      most.sum -= weight
      left -= weight
      cut(socket)
    }
  }

  function cutUnread(): void {
    lookedAt = performance.now()
    let unread = 0
    for (const reply of underWay) if (!reply.req.socket.destroyed) unread += reply.writableLength
    if (unread > bounds.unread) giveUp(unread - bounds.unread, (reply) => reply.writableLength)
  }

  server.on('connection', (socket) => {
    if (requests.size >= bounds.connections) {
      const [longest] = idle
      if (longest) cut(longest)
      else giveUp(1, () => 1)
    }
    requests.set(socket, 0)
    idle.add(socket)
    socket.once('close', () => {
      requests.delete(socket)
      idle.delete(socket)
    })
  })
  // Node says so only where nothing was read or written for so long, and to whom it would say it of a kept connection too. Who waits
  // for an answer goes on waiting; who has not asked yet has the time in which a request has to come in.
  server.setTimeout(bounds.readsWithinMs, (socket) => {
    const isKept = requests.get(socket) === 0 && socket.bytesWritten > 0
    if (isKept || socket.writableLength > 0) cut(socket)
    else socket.setTimeout(bounds.readsWithinMs)
  })
  const sweep = setInterval(cutUnread, sweepMs).unref()
  server.once('close', () => clearInterval(sweep))

  return {
    underWay: underWay as ReadonlySet<ServerResponse>,
    /** @returns whether a request is one that may be begun; its connection is cut where it is not */
    begin({ socket }: IncomingMessage, reply: ServerResponse): boolean {
      const before = requests.get(socket) ?? 0
      // What came in with the rest of them is handed over all the same.
      if (socket.destroyed || before >= mostInARow) {
        cut(socket)
        return false
      }
      requests.set(socket, before + 1)
      idle.delete(socket)
      underWay.add(reply)
      reply.once('close', () => {
        underWay.delete(reply)
        const others = requests.get(socket)
        if (others === undefined) return
        requests.set(socket, others - 1)
        if (others === 1) idle.add(socket)
      })
      if (performance.now() - lookedAt > lookEveryMs) cutUnread()
      return true
    },
    /** Node's closeIdleConnections spares those that never asked for anything, and browsers open such. */
    closeIdle() {
      for (const socket of idle) cut(socket)
    },
  }
}
