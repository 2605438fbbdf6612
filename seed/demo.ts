import { randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { generateSync } from 'otplib'
import { countEverything } from '../api/adoption/rollup/countAdoption.ts'
import { sealAudit, withoutPause } from '../api/audit/seal/sealAudit.ts'
import { type Role, roles } from '../api/core/access/permissions.ts'
import { ConfigError, isLoopback, readConfig } from '../api/core/config.ts'
import { type Desk, systemCtx } from '../api/core/context.ts'
import { newId } from '../api/core/db/id.ts'
import { migrate } from '../api/core/db/migrate.ts'
import { savePolicy } from '../api/core/policy.ts'
import { closeDesk, createDesk } from '../api/createDesk.ts'
import { dayPlus } from '../api/privacy/monitor/clock.ts'
import { watchAccess } from '../api/privacy/monitor/watchAccess.ts'
import { start, stopOnSignal } from '../api/server.ts'
import { addStaff } from '../api/staff/addStaff.ts'
import { choosePassword, confirmEnrolment } from '../api/staff/enrol.ts'
import { makeAccessYear } from './accessYear.ts'
import { type DemoLogin, demoPages } from './demoPages.ts'
import { makeHospital } from './hospital.ts'
import { startOutbox } from './outbox.ts'

interface Demo {
  staff: DemoLogin[]
  patientPassword: string
}

const names: Record<Role, string> = {
  helpdesk: 'Harper Lindqvist',
  supervisor: 'Sam Ferreira-Stone',
  'privacy-officer': 'Priya Venkataraman',
  manager: 'Morgan Achterberg',
  administrator: 'Alex Ridgewell',
}

// Four words and a number: typed easily, and made anew for each demo, since a published password is none.
const words =
  'amber basket canyon dolphin ember forest garden harbor island jungle kettle lantern meadow nectar orchard pebble quarry ribbon saddle timber umbrella velvet willow yonder zephyr'.split(
    ' ',
  )
const passphrase = () =>
  `${[1, 2, 3, 4].map(() => words[randomInt(words.length)]).join(' ')} ${randomInt(10, 99)}`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      patients: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      fresh: { type: 'boolean' },
    },
  })
  const environment = { LOG_LEVEL: 'warn', DATA_DIR: 'data/demo', ...process.env }
  const { dataDir } = readConfig(environment)
  if (values.fresh) rmSync(dataDir, { recursive: true, force: true })
  const outbox = await startOutbox()
  const config = readConfig({
    ...environment,
    DATABASE_URL: `sqlite:${path.join(dataDir, 'demo.db')}`,
    SMTP_URL: outbox.url,
  })
  if (!isLoopback(config.host)) throw new ConfigError(['HOST: demo data is served on this machine only'])

  const file = path.join(dataDir, 'demo-logins.json')
  if (!existsSync(file)) {
    rmSync(dataDir, { recursive: true, force: true })
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const desk = createDesk(config)
    await migrate(desk.db)
    const demo = await prepare(desk, Number(values.patients), Number(values.seed))
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

async function prepare(desk: Desk, patients: number, seed: number): Promise<Demo> {
  const ctx = systemCtx(desk, 'demo', newId())
  const db = desk.db.write
  await savePolicy(db, { hospitalName: 'Example Valley Hospital (demo)', timeZone: 'America/New_York' })
  await db.insertInto('setting').values({ name: 'demo', value: '1' }).execute()
  const staff: DemoLogin[] = []
  const staffIds: string[] = []
  for (const role of roles) {
    const email = `${role}@example.test`
    const password = passphrase()
    const { id, link } = await addStaff(ctx, { email, name: names[role], role })
    const token = link.split('token=')[1]!
    const { totp } = await choosePassword(ctx, token, password)
    await confirmEnrolment(ctx, token, generateSync({ secret: totp.secret }))
    staff.push({ role, name: names[role], email, password, secret: totp.secret })
    staffIds.push(id)
  }
  const patientPassword = passphrase()
  process.stderr.write(`making a synthetic hospital of ${patients} patients `)
  await makeHospital(desk, {
    patients,
    seed,
    problemsOfEach: Math.max(1, Math.min(12, Math.floor(patients / 200))),
    pastCases: Math.floor(patients / 8),
    staffIds: staffIds.slice(0, 2),
    now: new Date(),
    patientPassword,
    onProgress: () => process.stderr.write('.'),
  })
  process.stderr.write(' seventy days at work ')
  await makeAccessYear(desk, {
    seed,
    people: 14,
    callsADay: 5,
    from: dayPlus(new Date().toISOString().slice(0, 10), -70),
    days: 69,
    quietDays: 38,
    ofEachKind: 1,
  })
  await sealAudit(desk, withoutPause)
  await watchAccess(desk)
  process.stderr.write(' counting ')
  await countEverything(desk)
  process.stderr.write('done\n')
  return { staff, patientPassword }
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
