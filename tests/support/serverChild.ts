import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { freePort } from './postgres.ts'

export interface ServerChild {
  url: string
  process: ChildProcess
  /** What it wrote to standard error. */
  said(): string
  stop(): Promise<void>
}

/** Starts the server as its user would, in a process of its own, and waits until it is ready. */
export async function startServer(env: Record<string, string>): Promise<ServerChild> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const child = spawn(process.execPath, [path.resolve(import.meta.dirname, '../../api/server.ts')], {
    env: { PATH: process.env.PATH, PORT: String(port), LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = async () => {
    while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok)
      await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await Promise.race([
    ready(),
    gone.then(() => Promise.reject(new Error(`the server did not start:\n${said}`))),
  ])
  return {
    url,
    process: child,
    said: () => said,
    async stop() {
      child.kill('SIGTERM')
      await gone
    },
  }
}
