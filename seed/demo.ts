import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../api/core/config.ts'
import { ConfigError, isLoopback } from '../api/core/configFaults.ts'
import { migrate } from '../api/core/db/migrate.ts'
import { closeDesk, createDesk } from '../api/createDesk.ts'
import { start, stopOnSignal } from '../api/server.ts'
import { demoPages } from './demoPages.ts'
import { type Demo, makeDemo, secondsFor } from './makeDemo.ts'
import { startOutbox } from './outbox.ts'
import { progressOn } from './progress.ts'

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      patients: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      fresh: { type: 'boolean' },
    },
  })
  const patients = Number(values.patients)
  if (!Number.isInteger(patients) || patients < 10)
    throw new ConfigError(['--patients: must be a whole number, 10 at least'])
  const environment = { LOG_LEVEL: 'warn', DATA_DIR: 'data/demo', ...process.env }
  const { dataDir } = readConfig(environment)
  if (values.fresh) rmSync(dataDir, { recursive: true, force: true })
  const outbox = await startOutbox()
  const config = readConfig({
    ...environment,
    DATABASE_URL: `sqlite:${path.join(dataDir, 'demo.db')}`,
    SMTP_URL: outbox.url,
    ...outbox.sms,
  })
  if (!isLoopback(config.host)) throw new ConfigError(['HOST: demo data is served on this machine only'])

  const file = path.join(dataDir, 'demo-logins.json')
  if (!existsSync(file)) {
    rmSync(dataDir, { recursive: true, force: true })
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const desk = createDesk(config)
    await migrate(desk.db)
    const about = Math.ceil(secondsFor(patients) / 10) * 10
    process.stderr.write(
      `Making a synthetic hospital of ${patients.toLocaleString('en')} people: about ${about} seconds on an idle machine.\n`,
    )
    const demo = await makeDemo(desk, {
      patients,
      seed: Number(values.seed),
      now: new Date(),
      progress: progressOn(process.stderr),
    })
    await closeDesk(desk)
    // Written last: a demo whose making was broken off is made again.
    writeFileSync(file, JSON.stringify(demo), { mode: 0o600 })
  }
  const demo = JSON.parse(readFileSync(file, 'utf8')) as Demo
  const running = await start(config, (app) => demoPages(app, demo.staff, demo.patientPassword, outbox))
  greet(running.url, demo)
  stopOnSignal(async () => {
    await running.stop()
    await outbox.stop()
  })
}

function greet(url: string, { staff, patientPassword }: Demo): void {
  console.log(
    `\nPortal Desk, with a synthetic hospital: every person in it is made up.\n\n  console        ${url}/\n  who can sign in, codes and outgoing mail   ${url}/demo\n`,
  )
  for (const s of staff) console.log(`  ${s.role.padEnd(16)} ${s.email.padEnd(30)} ${s.password}`)
  console.log(`\nThe six-digit code is on ${url}/demo, or add the secrets there to an authenticator.`)
  console.log(`Patients’ logins have the password: ${patientPassword}\n`)
}

try {
  await main()
} catch (error) {
  if (error instanceof ConfigError) for (const fault of error.faults) console.error(`configuration: ${fault}`)
  else console.error(error)
  process.exit(1)
}
