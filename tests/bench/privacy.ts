import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { sealAudit, withoutPause } from '../../api/audit/seal/sealAudit.ts'
import { dayPlus } from '../../api/core/calendar.ts'
import { readConfig } from '../../api/core/config.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { watchAccess } from '../../api/privacy/monitor/watchAccess.ts'
import { makeAccessYear } from '../../seed/accessYear.ts'
import { makeHospital } from '../../seed/hospital.ts'

// The rules of unusual access at size: a year of a busy desk is scored day by day, each day timed by itself.
const { values } = parseArgs({
  options: {
    patients: { type: 'string', default: '300000' },
    people: { type: 'string', default: '150' },
    calls: { type: 'string', default: '40' },
    days: { type: 'string', default: '365' },
    seed: { type: 'string', default: '1' },
  },
})
const [patients, people, callsADay, days, seed] = [
  values.patients,
  values.people,
  values.calls,
  values.days,
  values.seed,
].map(Number) as [number, number, number, number, number]

const folder = mkdtempSync(path.join(tmpdir(), 'portal-desk-bench-'))
const end = Date.parse('2026-07-01T06:00:00Z')
const from = dayPlus('2026-07-01', -days)
const desk = createDesk(readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }), () => new Date(end), true)
const say = (text: string) => console.log(text)

try {
  await migrate(desk.db)
  await makeHospital(desk, {
    patients,
    seed,
    problemsOfEach: 0,
    pastCases: 0,
    staffIds: [],
    now: new Date(end),
    patientPassword: 'nobody signs in here',
  })
  say(`${patients} patients`)
  await makeAccessYear(desk, { seed, people, callsADay, from, days, quietDays: 45, ofEachKind: 3 })
  say('the year is written')
  await sealAudit(desk, withoutPause)
  const { rows } = await desk.db.read
    .selectFrom('audit_leaf')
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  say(`${rows} events sealed`)

  await desk.db.write
    .updateTable('privacy_state')
    .set({ scored_to: dayPlus(from, -1) })
    .execute()
  const took: { day: string; ms: number }[] = []
  let since = performance.now()
  await watchAccess(desk, {
    onDay: (day) => {
      took.push({ day, ms: performance.now() - since })
      since = performance.now()
    },
  })
  const scored = await desk.db.read.selectFrom('privacy_day').selectAll().execute()
  const accesses = scored.reduce((sum, day) => sum + day.accesses, 0)
  const alerts = (await desk.db.read.selectFrom('privacy_alert').select('id').execute()).length
  const byTime = [...took].sort((a, b) => a.ms - b.ms)
  const at = (part: number) => byTime[Math.min(byTime.length - 1, Math.floor(byTime.length * part))]!
  say(`${took.length} days, ${accesses} accesses, ${alerts} alerts`)
  say(
    `a day: median ${Math.round(at(0.5).ms)} ms, p95 ${Math.round(at(0.95).ms)} ms, worst ${Math.round(at(1).ms)} ms (budget 60,000)`,
  )
  say(`memory ${Math.round(process.memoryUsage().rss / 1_048_576)} MB`)
} finally {
  await closeDesk(desk)
  rmSync(folder, { recursive: true, force: true })
}
