import type { KyselyPlugin } from 'kysely'
import type { Desk } from '../../api/core/context.ts'
import { type Db, openDb } from '../../api/core/db/open.ts'
import { closeDesk, createDesk } from '../../api/createDesk.ts'
import type { House } from './harness.ts'

/** What ends work where a kill would; no code of ours catches it for good, since every later statement throws it anew. */
class BrokenOff extends Error {}

/**
 * Work on a database of which the nth answered statement is the last: its open transaction is undone, as the engine does with
 * that of a process that was killed, and it can write nothing afterwards. A process for each of hundreds of places to die
 * would show the same and cost a second each; one that is really killed is in the same tests.
 * @returns the statements it took, or undefined where it was broken off.
 */
async function breakOff(
  db: Db,
  after: number,
  work: (db: Db) => Promise<unknown>,
): Promise<number | undefined> {
  let answered = 0
  const cut: KyselyPlugin = {
    transformQuery({ node }) {
      if (answered >= after) throw new BrokenOff()
      return node
    },
    async transformResult({ result }) {
      answered += 1
      if (answered >= after) throw new BrokenOff()
      return result
    },
  }
  try {
    await work({ ...db, write: db.write.withPlugin(cut) })
    return answered
  } catch (error) {
    if (answered >= after) return undefined
    throw error
  }
}

/** A job of a node of its own on the house's database. */
export async function brokenOffJob(house: House, after: number, job: (desk: Desk) => Promise<unknown>) {
  const desk = createDesk({ ...house.desk.config })
  try {
    return await breakOff(desk.db, after, (db) => job({ ...desk, db }))
  } finally {
    await closeDesk(desk)
  }
}

/** Work on a database by connections of its own. */
export async function brokenOffWork(url: string, after: number, work: (db: Db) => Promise<unknown>) {
  const db = openDb(url)
  try {
    return await breakOff(db, after, work)
  } finally {
    await db.close()
  }
}
