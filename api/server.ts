import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { serve } from '@hono/node-server'
import type { DeskApp } from './acts/endpoint.ts'
import { createApp } from './app.ts'
import { record } from './audit/record.ts'
import { sealAudit } from './audit/seal/sealAudit.ts'
import { type Config, ConfigError, isLoopback, readConfig } from './core/config.ts'
import { type Desk, systemCtx } from './core/context.ts'
import { newId } from './core/db/id.ts'
import { migrate } from './core/db/migrate.ts'
import { transact } from './core/db/transact.ts'
import { readPolicy } from './core/policy.ts'
import { closeDesk, createDesk } from './createDesk.ts'
import { startJobs } from './jobs.ts'

export interface Running {
  desk: Desk
  url: string
  stop(): Promise<void>
}

/** Opens the database, brings it up to date, starts the jobs and listens. */
export async function start(
  config: Config,
  extend: (app: DeskApp, desk: Desk) => void = () => {},
): Promise<Running> {
  const desk = createDesk(config, () => new Date(), true)
  const applied = await migrate(desk.db)
  if (applied.length) desk.log.info({ applied }, 'migrations applied')
  if ((await readPolicy(desk.db.read)).demo && !isLoopback(config.host)) {
    await closeDesk(desk)
    throw new ConfigError(['HOST: this database holds demo data, which is served on this machine only'])
  }
  const app = createApp(desk)
  extend(app, desk)
  const server = await listen(app, config)
  await recordStatus(desk, 'server.started')
  const stopJobs = startJobs(desk)
  const { port } = server.address() as AddressInfo
  return {
    desk,
    url: config.port === 0 ? `http://localhost:${port}` : config.publicUrl,
    async stop() {
      const closed = new Promise((done) => server.close(done))
      server.closeIdleConnections()
      // Streams would keep the process for minutes; ten seconds are enough for any request.
      setTimeout(() => server.closeAllConnections(), 10_000).unref()
      await stopJobs()
      await closed
      await recordStatus(desk, 'server.stopped')
      await sealAudit(desk).catch(() => {})
      await closeDesk(desk)
    },
  }
}

/** When the log was written and when it was not is part of the log. */
function recordStatus(desk: Desk, action: 'server.started' | 'server.stopped'): Promise<void> {
  return transact(desk.db, (trx) =>
    record(trx, systemCtx(desk, 'server', newId()), action, { detail: { node: hostname() } }),
  )
}

function listen(app: DeskApp, config: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: config.host, port: config.port }) as Server
    server.once('listening', () => resolve(server))
    server.once('error', reject)
  })
}

if (import.meta.main) {
  try {
    const running = await start(readConfig(process.env))
    await greet(running)
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => running.stop().then(() => process.exit(0)))
  } catch (error) {
    if (error instanceof ConfigError)
      for (const fault of error.faults) console.error(`configuration: ${fault}`)
    else console.error(error instanceof Error ? `could not start: ${error.message}` : error)
    process.exit(1)
  }
}

async function greet({ desk, url }: Running): Promise<void> {
  console.log(`Portal Desk is at ${url}`)
  const anyone = await desk.db.read.selectFrom('staff').select('id').limit(1).executeTakeFirst()
  if (!anyone)
    console.log(
      'Nobody can sign in yet. Make the first administrator:\n' +
        '  npm run desk -- staff add --email you@example.org --name "Your Name" --role administrator',
    )
  if (!desk.config.smtpUrl) console.log('SMTP_URL is not set: mails wait in the outbox.')
}
