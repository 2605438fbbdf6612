import { mkdirSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { DeskApp } from './acts/endpoint.ts'
import { tellRepeatedDenials } from './acts/permit.ts'
import { createApp } from './app.ts'
import { updateSchema } from './audit/proof.ts'
import { compareWithAnchors } from './audit/seal/anchors.ts'
import { requireSigningKey } from './audit/seal/refuse.ts'
import { sealAudit } from './audit/seal/sealAudit.ts'
import { recordStatus, serverStarted, serverStopped } from './audit/status.ts'
import { enterKeys, requireKeyFiles, requireOwnKeys } from './core/access/ownKeys.ts'
import { networkOf } from './core/access/throttle.ts'
import { type Config, readConfig } from './core/config.ts'
import { ConfigError, isLoopback } from './core/configFaults.ts'
import type { Desk } from './core/context.ts'
import { watchClock } from './core/db/clocks.ts'
import { holdAlone } from './core/db/holdAlone.ts'
import { sqliteFile } from './core/db/open.ts'
import { requireRestored } from './core/db/unfinishedRestore.ts'
import { addressOf } from './core/http/address.ts'
import { gateOf } from './core/http/gate.ts'
import { listen } from './core/http/listen.ts'
import { keepToOwner } from './core/ownerOnly.ts'
import { readPolicy } from './core/policy.ts'
import { closeDesk, createDesk } from './createDesk.ts'
import { inFhir } from './fhir/outcome.ts'
import { startJobs } from './jobs.ts'
import { namesInUse } from './patients/namesInUse.ts'
import { remakeSearch } from './patients/remakeSearch.ts'
import { watchProtection } from './privacy/alerts/watchProtection.ts'
import { warnOfBroken } from './settings/warnOfBroken.ts'
import { hasStaff } from './staff/published.ts'

// Supervisors kill after 30 seconds (Kubernetes) or 90 (systemd), Docker after 10: requests and jobs get most of that,
// the last record and the seal over it what is left.
const graceMs = 7_000
const longestStopMs = 9_500
const endOfTime = new Date(8.64e15)

export interface Running {
  desk: Desk
  url: string
  /** Answers what is under way, records the stop and closes; work that outlasts its grace is left to the next start. */
  stop(): Promise<void>
}

/**
 * Opens the database, brings it up to date, starts the jobs and listens.
 * @throws Error in words where another server has the SQLite file open
 */
export async function start(
  config: Config,
  extend: (app: DeskApp, desk: Desk) => void = () => {},
): Promise<Running> {
  keepToOwner(config)
  const file = sqliteFile(config.databaseUrl)
  if (file !== undefined) mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const leave = await holdAlone(config.databaseUrl, 'server')
  if (!leave)
    throw new Error(
      `another server has ${file} open. One server serves a SQLite file; several nodes need PostgreSQL.`,
    )
  try {
    const running = await serve(config, extend)
    return { ...running, stop: () => running.stop().then(leave) }
  } catch (error) {
    await leave()
    throw error
  }
}

async function serve(config: Config, extend: (app: DeskApp, desk: Desk) => void): Promise<Running> {
  const applied = await update(config)
  const desk = createDesk(config, () => new Date(), true)
  if (applied.length) desk.log.info({ applied }, 'migrations applied')
  try {
    // A node that started beside this one may have entered its own meanwhile.
    await enterKeys(desk)
  } catch (error) {
    await closeDesk(desk)
    throw error
  }
  const remade = await remakeSearch(desk.db)
  if (remade) desk.log.info({ patients: remade }, 'search made anew')
  // Among a million people it takes a second, which only a search waits for; one that finds them missing reads them itself.
  namesInUse(desk.db).catch((error) => desk.log.warn({ code: error.code }, 'names could not be read'))
  if ((await readPolicy(desk.db.read)).demo && !isLoopback(config.host)) {
    await closeDesk(desk)
    throw new ConfigError(['HOST: this database holds demo data, which is served on this machine only'])
  }
  await warnOfBroken(desk)
  await watchProtection(desk).catch((error) => desk.log.error({ error: error.constructor.name }, 'not told'))
  await watchClock(desk)
  const app = createApp(desk)
  extend(app, desk)
  const http = await listen(
    app.fetch,
    config.host,
    config.port,
    ({ headers, socket }) =>
      networkOf(
        addressOf(headers['x-forwarded-for'] as string | undefined, socket.remoteAddress, config.trustProxy),
      ),
    {},
    gateOf(desk, [inFhir]),
  )
  await recordStatus(desk, serverStarted)
  // Before anything is sealed: what went out before must not be ahead.
  await compareWithAnchors(desk).catch((error) =>
    desk.log.error({ error: error.constructor.name }, 'anchors not compared'),
  )
  const stopJobs = startJobs(desk)
  return {
    desk,
    url: config.port === 0 ? `http://localhost:${http.port}` : config.publicUrl,
    async stop() {
      // A job may hang with the server it talks to. What it had claimed, it or another node claims again.
      await Promise.all([
        http.drain(graceMs),
        Promise.race([stopJobs(), delay(graceMs, undefined, { ref: false })]),
      ])
      try {
        await tellRepeatedDenials(desk, endOfTime)
        await recordStatus(desk, serverStopped)
        await sealAudit(desk).catch(() => {})
      } finally {
        // Where the stop cannot be recorded too: closing brings into the database what only a WAL holds that was deleted.
        await closeDesk(desk)
      }
    },
  }
}

/**
 * Brings the database up to date, once the keys are known to be its own: a server that then refused to serve would have left a
 * database that the version before does not open any more.
 * @returns the names of the migrations applied
 */
async function update(config: Config): Promise<string[]> {
  await requireKeyFiles(config)
  // It takes what it takes: the limits of a server that answers people are not its.
  const desk = createDesk(config)
  try {
    await requireOwnKeys(desk)
    await requireSigningKey(desk)
    await requireRestored(desk.db)
    return await updateSchema(desk)
  } finally {
    await closeDesk(desk)
  }
}

/**
 * Stops on SIGTERM or SIGINT and ends the process, within ten seconds whatever hangs. A second signal ends it at once.
 * Supervisors and terminals signal the whole group and npm hands the signal on besides, so that one wish arrives as
 * two signals: what comes within a second is the same one.
 */
export function stopOnSignal(stop: () => Promise<void>): void {
  let asked: number | undefined
  const end = (signal: NodeJS.Signals) => {
    if (asked !== undefined) {
      if (performance.now() - asked > 1_000) process.exit(128 + constants.signals[signal])
      return
    }
    asked = performance.now()
    const fail = (why: string) => {
      console.error(`could not stop in order: ${why}`)
      process.exit(1)
    }
    setTimeout(fail, longestStopMs, 'something did not end in time').unref()
    stop().then(
      () => process.exit(0),
      (error) => fail(error instanceof Error ? error.message : String(error)),
    )
  }
  process.on('SIGTERM', end).on('SIGINT', end)
}

if (import.meta.main) {
  // A disk of logs that is full stops nothing: neither a line of ours nor what is printed at start.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => {})
  try {
    const running = await start(readConfig(process.env))
    await greet(running)
    stopOnSignal(running.stop)
  } catch (error) {
    if (error instanceof ConfigError)
      for (const fault of error.faults) console.error(`configuration: ${fault}`)
    else console.error(error instanceof Error ? `could not start: ${error.message}` : error)
    process.exit(1)
  }
}

async function greet({ desk, url }: Running): Promise<void> {
  console.log(`Portal Desk is at ${url}`)
  if (!(await hasStaff(desk.db.read)))
    console.log(
      'Nobody can sign in yet. Make the first administrator:\n' +
        '  npm run desk -- staff add --email you@example.org --name "Your Name" --role administrator',
    )
  if (!desk.config.smtpUrl) console.log('SMTP_URL is not set: mails wait in the outbox.')
}
