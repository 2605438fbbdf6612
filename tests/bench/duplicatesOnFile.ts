import { rmSync } from 'node:fs'
import { readConfig } from '../../api/core/config.ts'
import { migrate } from '../../api/core/db/migrate.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import { findPairs } from '../../api/duplicates/findPairs.ts'
import { temporaryFolder } from '../support/templates.ts'
import { makeCrowd } from './crowd.ts'

/**
 * The product’s own first pass over many people on file in SQLite: what it takes of the processor, threads and writing included, and
 * of memory at most. Times depend on what else the machine does; the processor far less.
 */
export async function passOver(people: number): Promise<void> {
  const folder = temporaryFolder()
  const desk = createDesk(readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }))
  try {
    await migrate(desk.db)
    await makeCrowd(desk, people)
    const megabytes = () => process.memoryUsage().rss / 1e6
    const before = process.cpuUsage()
    let most = megabytes()
    let steps = 0
    const found = await findPairs(desk, {
      onStep: (so) => {
        most = Math.max(most, megabytes())
        if (++steps % 1_000 === 0) console.log(`  ${so.compared} compared after ${inSeconds(before)}`)
      },
    })
    console.log(
      `${people} people on file: first pass ${inSeconds(before)}, ${found.found} pairs offered, at most ${Math.round(most)} MB`,
    )
    const again = process.cpuUsage()
    await findPairs(desk)
    console.log(`${people} people on file: a pass in which nobody changed ${inSeconds(again)}`)
  } finally {
    await closeDesk(desk)
    rmSync(folder, { recursive: true, force: true })
  }
}

function inSeconds(since: NodeJS.CpuUsage): string {
  const { user, system } = process.cpuUsage(since)
  return `${(user / 1e6).toFixed(1)} s of processor and ${(system / 1e6).toFixed(1)} s of the system’s`
}
