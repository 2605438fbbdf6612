import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { type House, openHouse } from './harness.ts'

/** Runs a script of this folder in a process of its own, on the house's database. */
export const child = (script: string, args: string[], house: House) =>
  promisify(execFile)(process.execPath, [path.join(import.meta.dirname, script), ...args], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      DATABASE_URL: house.desk.config.databaseUrl,
      DATA_DIR: house.desk.config.dataDir,
    },
    maxBuffer: 1e7,
  })

/** A house for one test. */
export async function inHouse(work: (house: House) => Promise<void>): Promise<void> {
  const { house, stop } = await openHouse()
  try {
    await work(house)
  } finally {
    await stop()
  }
}
