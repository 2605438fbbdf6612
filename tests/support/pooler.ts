import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { freePort } from './postgres.ts'
import { appRole } from './templates.ts'
import { until } from './until.ts'

export interface Pooler {
  port: number
  /** How many sessions of PostgreSQL its clients share. */
  sessions: number
  kind: 'pgbouncer' | 'our own'
  stop(): void
}

const sessions = 4

/**
 * A pooler in transaction mode before a PostgreSQL on this machine: pgbouncer where it is installed, otherwise one of ours, which
 * does what tells on who relies on a session: each transaction has the one that was idle the longest.
 */
export async function startPooler(target: number): Promise<Pooler> {
  const kind = hasPgbouncer() ? 'pgbouncer' : 'our own'
  return { sessions, kind, ...(kind === 'pgbouncer' ? await pgbouncer(target) : await ownPooler(target)) }
}

function hasPgbouncer(): boolean {
  try {
    execFileSync('pgbouncer', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function pgbouncer(target: number) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'portal-desk-bouncer-'))
  const port = await freePort()
  writeFileSync(path.join(folder, 'users'), `"desk" ""\n"${appRole}" ""\n`)
  const settings = [
    '[databases]',
    `* = host=127.0.0.1 port=${target}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = trust',
    `auth_file = ${folder}/users`,
    'pool_mode = transaction',
    `default_pool_size = ${sessions}`,
    'server_round_robin = 1',
    'server_login_retry = 1',
  ]
  writeFileSync(path.join(folder, 'ini'), settings.join('\n'))
  chmodSync(folder, 0o755)
  const root = process.getuid?.() === 0
  const child: ChildProcess = spawn(
    'pgbouncer',
    ['-q', ...(root ? ['-u', 'nobody'] : []), path.join(folder, 'ini')],
    { stdio: 'ignore' },
  )
  await until(
    () =>
      new Promise<boolean>((done) => {
        const socket = connect(port, '127.0.0.1', () => done(true)).once('error', () => done(false))
        socket.once('connect', () => socket.destroy())
      }),
  )
  return {
    port,
    stop() {
      child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Cuts what comes into messages of PostgreSQL's protocol. */
function messages(socket: Socket, hasType: () => boolean, take: (type: string, whole: Buffer) => void) {
  let held = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    held = Buffer.concat([held, chunk])
    for (;;) {
      const head = hasType() ? 1 : 0
      if (held.length < head + 4) return
      const end = head + held.readInt32BE(head)
      if (held.length < end) return
      const whole = held.subarray(0, end)
      held = held.subarray(end)
      take(head ? String.fromCharCode(whole[0]!) : 'startup', whole)
    }
  })
}

const message = (type: string, ...parts: (Buffer | string)[]) => {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)))
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
const isIdle = (ready: Buffer) => String.fromCharCode(ready[5]!) === 'I'
const sslRequest = 80877103

interface Session {
  socket: Socket
  client: Client | undefined
}
interface Client {
  socket: Socket
  session: Session | undefined
  /** What came before it had a session. */
  waiting: Buffer[]
  /** How often the session is still to say that it is ready. */
  outstanding: number
}
interface Pool {
  all: Set<Session>
  /** The one that was idle the longest is first. */
  idle: Session[]
  queue: Client[]
}

async function ownPooler(target: number) {
  const pools = new Map<string, Pool>()
  const clients = new Set<Socket>()

  function open(startup: Buffer, pool: Pool): void {
    const session: Session = { socket: connect(target, '127.0.0.1'), client: undefined }
    pool.all.add(session)
    session.socket.setNoDelay().on('error', () => {})
    session.socket.write(startup)
    let begun = false
    messages(
      session.socket,
      () => true,
      (type, whole) => {
        const { client } = session
        if (begun) client?.socket.write(whole)
        if (type !== 'Z') return
        if (client) client.outstanding--
        if (begun && !(isIdle(whole) && client?.outstanding === 0)) return
        begun = true
        if (client) client.session = undefined
        session.client = undefined
        pool.idle.push(session)
        next(pool)
      },
    )
    session.socket.once('close', () => {
      pool.all.delete(session)
      pool.idle = pool.idle.filter((one) => one !== session)
      session.client?.socket.destroy()
      // Who waited for it is refused, as where PostgreSQL is away.
      if (pool.all.size === 0) for (const { socket } of pool.queue.splice(0)) socket.destroy()
    })
  }

  function next(pool: Pool): void {
    while (pool.queue.length > 0 && pool.idle.length > 0) {
      const client = pool.queue.shift()!
      if (client.socket.destroyed) continue
      const session = pool.idle.shift()!
      session.client = client
      client.session = session
      for (const one of client.waiting.splice(0)) send(client, one)
    }
  }

  function send(client: Client, whole: Buffer): void {
    if ('QS'.includes(String.fromCharCode(whole[0]!))) client.outstanding++
    client.session!.socket.write(whole)
  }

  const server = createServer((socket) => {
    clients.add(socket)
    socket.setNoDelay().on('error', () => {})
    const client: Client = { socket, session: undefined, waiting: [], outstanding: 0 }
    let startup: Buffer | undefined
    let pool: Pool
    messages(
      socket,
      () => startup !== undefined,
      (type, whole) => {
        if (type === 'startup') {
          if (whole.readInt32BE(4) === sslRequest) return void socket.write('N')
          startup = Buffer.from(whole)
          const name = startup.toString('latin1')
          pool = pools.get(name) ?? { all: new Set(), idle: [], queue: [] }
          pools.set(name, pool)
          const told = [
            'server_version\0' + '18.0\0',
            'client_encoding\0UTF8\0',
            'standard_conforming_strings\0on\0',
          ]
          socket.write(
            Buffer.concat([
              message('R', Buffer.alloc(4)),
              ...told.map((one) => message('S', one)),
              message('K', Buffer.alloc(8)),
              message('Z', 'I'),
            ]),
          )
        } else if (type === 'X') socket.end()
        else if (client.session) send(client, whole)
        else {
          client.waiting.push(Buffer.from(whole))
          if (pool.queue.includes(client)) return
          pool.queue.push(client)
          while (pool.all.size < sessions) open(startup!, pool)
          next(pool)
        }
      },
    )
    // What it had begun is undone with its session.
    socket.once('close', () => {
      clients.delete(socket)
      client.session?.socket.destroy()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      for (const socket of clients) socket.destroy()
      for (const { all } of pools.values()) for (const { socket } of all) socket.destroy()
      server.close()
    },
  }
}
