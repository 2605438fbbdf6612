import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { readConfig } from '../../api/core/config.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { findPairs } from '../../api/duplicates/findPairs.ts'
import { pairKey } from '../../api/duplicates/queries.ts'
import { temporaryFolder } from '../support/templates.ts'
import { makeCrowd } from './crowd.ts'

/** Of so many people on file one has a second record. */
const oneInSecond = 25

/**
 * The product’s own first pass over many people on file: what it takes of time, of the processor (threads and writing included) and
 * of memory at most, in a process of its own as a job has a thread; and what it finds of the second records that were made.
 * Times depend on what else the machine does; the processor far less.
 * @param database a PostgreSQL database to be filled; without one, SQLite
 */
export async function passOver(people: number, database: string | undefined): Promise<void> {
  const folder = temporaryFolder()
  const desk = openDesk(folder, database)
  try {
    await migrate(desk.db)
    const twice = (await makeCrowd(desk, people, oneInSecond)).map(([a, b]) => pairKey(a, b))
    const pass = fork(import.meta.filename, [folder, ...(database ? [database] : [])], {
      execArgv: process.execArgv,
    })
    const [code] = await once(pass, 'exit')
    if (code !== 0) throw new Error(`the pass ended with ${code}`)
    const offered = await desk.db.read
      .selectFrom('duplicate_pair')
      .select(['patient_id', 'other_patient_id'])
      .execute()
    const found = new Set(offered.map((row) => pairKey(row.patient_id, row.other_patient_id)))
    const right = twice.filter((pair) => found.has(pair)).length
    const percent = (of: number, all: number) => `${((100 * of) / all).toFixed(1)} %`
    console.log(
      `${people} people on file, ${twice.length} of them second records: ${found.size} pairs offered, ` +
        `precision ${percent(right, found.size)}, recall ${percent(right, twice.length)}`,
    )
  } finally {
    await closeDesk(desk)
    rmSync(folder, { recursive: true, force: true })
  }
}

const openDesk = (folder: string, database: string | undefined) =>
  createDesk(
    readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent', ...(database && { DATABASE_URL: database }) }),
  )

/** In Linux the memory of a process without the pages of files that it maps, which the system takes back as it needs. */
function megabytes(): number {
  try {
    return Number(/RssAnon:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1e3
  } catch {
    return process.memoryUsage().rss / 1e6
  }
}

async function measure(folder: string, database: string | undefined): Promise<void> {
  const desk = openDesk(folder, database)
  for (const which of ['the first pass', 'a pass in which nobody changed']) {
    const [from, before] = [performance.now(), process.cpuUsage()]
    let most = megabytes()
    const watch = () => {
      most = Math.max(most, megabytes())
    }
    const { compared, found } = await findPairs(desk, { onStep: watch })
    watch()
    const { user, system } = process.cpuUsage(before)
    const seconds = (n: number) => `${n.toFixed(1)} s`
    console.log(
      `  ${which}: ${compared} compared, ${found} pairs, in ${seconds((performance.now() - from) / 1e3)} ` +
        `(${seconds(user / 1e6)} of processor, ${seconds(system / 1e6)} of the system’s), at most ${Math.round(most)} MB`,
    )
  }
  await closeDesk(desk)
}

if (process.argv[1] === import.meta.filename) await measure(process.argv[2]!, process.argv[3])
