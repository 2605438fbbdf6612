import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { House } from './harness.ts'

const root = path.resolve(import.meta.dirname, '../..')

export interface ServerProcess {
  url: string
  process: ChildProcess
  /** Sends the signal and waits for the end. @returns its exit status or signal, and the milliseconds it took */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: string | null; ms: number }>
}

/** The server in a process of its own, on the house's database, as an operator starts it: by Node, or by npm. */
export async function startServer(
  house: Pick<House, 'desk'>,
  env: Record<string, string> = {},
  [command, ...args]: [string, ...string[]] = [process.execPath, 'api/server.ts'],
): Promise<ServerProcess> {
  const { databaseUrl, dataDir } = house.desk.config
  const server = spawn(command, args, {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_LEVEL: 'silent',
      ...env,
    },
  })
  const ended = once(server, 'exit') as Promise<[number | null, string | null]>
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk
      const at = /Portal Desk is at (\S+)/.exec(said)
      if (at) resolve(at[1]!)
    }
    server.stdout.on('data', hear)
    server.stderr.on('data', hear)
    ended.then(() => reject(new Error(`the server ended: ${said}`)))
  })
  return {
    url,
    process: server,
    async end(signal) {
      const asked = performance.now()
      server.kill(signal)
      const [code, by] = await ended
      return { code, signal: by, ms: performance.now() - asked }
    },
  }
}
