import { sql } from 'kysely'
import { newId } from '../core/db/id.ts'
import type { Db } from '../core/db/open.ts'
import { staffNames } from '../staff/published.ts'

interface Watcher {
  id: string
  name: string
}

/** Somebody who has a case open, by one open stream. */
export interface Stay {
  /** Who else has it open, each once, however many windows they have. */
  others(): Promise<Watcher[]>
  leave(): Promise<void>
}

/*
 * Who is in which case now, by the streams that are open. It is gone with the connection: that somebody looked is in the log
 * already, and when they left is nobody's business (2026-11-26). SQLite has one process, which remembers them. Over PostgreSQL
 * several nodes serve one desk, so that each writes down who it has, for seconds at a time: who a node that died had is gone by
 * itself, and the next who enters any case sweeps it out (2026-11-27).
 */
export const enter = (db: Db, caseId: string, me: Watcher): Stay =>
  db.engine === 'postgres' ? enterForAll(db, caseId, me) : enterHere(caseId, me)

const byName = (a: Watcher, b: Watcher) => a.name.localeCompare(b.name)

const watching = new Map<string, Set<Watcher>>()

function enterHere(caseId: string, me: Watcher): Stay {
  const one = { id: me.id, name: me.name }
  const there = watching.get(caseId) ?? new Set()
  watching.set(caseId, there.add(one))
  return {
    async others() {
      const others = [...there].filter(({ id }) => id !== me.id)
      return [...new Map(others.map((other) => [other.id, other])).values()].sort(byName)
    },
    async leave() {
      there.delete(one)
      // A stream that breaks off leaves twice, and meanwhile others may have come to an empty case: theirs is another set.
      if (there.size === 0 && watching.get(caseId) === there) watching.delete(caseId)
    },
  }
}

/** How often a stream says that it is still there, and how long that counts: two may be late. */
const beatMs = 5_000
const countsSeconds = 15
/** The database's clock, since those of the nodes may differ. */
const second = sql<number>`cast(extract(epoch from clock_timestamp()) as bigint)`

function enterForAll(db: Db, caseId: string, me: Watcher): Stay {
  const id = newId()
  let next = 0
  let left = false
  const remove = () => db.write.deleteFrom('case_presence').where('id', '=', id).execute()
  const beat = async () => {
    if (next === 0) await db.write.deleteFrom('case_presence').where('until_second', '<', second).execute()
    const until_second = sql<number>`${second} + ${countsSeconds}`
    await db.write
      .insertInto('case_presence')
      .values({ id, case_id: caseId, staff_id: me.id, until_second })
      .onConflict((oc) => oc.column('id').doUpdateSet({ until_second }))
      .execute()
    // Who left meanwhile was not there to be removed.
    if (left) await remove()
  }
  return {
    async others() {
      if (!left && performance.now() >= next) {
        await beat()
        next = performance.now() + beatMs
      }
      const others = await staffNames(db.read)
        .clearSelect()
        .select(['id', 'name'])
        .where('id', '!=', me.id)
        .where((eb) =>
          eb(
            'id',
            'in',
            eb
              .selectFrom('case_presence')
              .select('staff_id')
              .where('case_id', '=', caseId)
              .where('until_second', '>=', second),
          ),
        )
        .execute()
      return others.sort(byName)
    },
    async leave() {
      if (left) return
      left = true
      // Where the database is away, it counts no more by itself.
      await remove().catch(() => undefined)
    },
  }
}
