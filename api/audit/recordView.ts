import type { Keys } from '../core/access/keys.ts'
import type { Ctx } from '../core/context.ts'
import type { Db } from '../core/db/open.ts'
import { commit, type Trx } from '../core/db/transact.ts'
import { NotSignedIn, signInAgain } from '../core/errors.ts'
import type { Action } from './action.ts'
import type { AuditEvent } from './event.ts'
import { type AuditEntry, appendEvents, auditEvent } from './record.ts'

/** Commits the records of reads. Those of one moment share one transaction, so that they share one fsync. */
export interface ViewRecorder {
  /** @throws NotSignedIn where whoever reads was disabled, signed out or given another role since their request came. */
  write(event: AuditEvent, actor: Actor): Promise<void>
}

const longestWaitMs = 5
const mostTogether = 64

type Actor = Ctx['actor']
type StaffActor = Extract<Actor, { type: 'staff' }>

interface Waiting {
  event: AuditEvent
  actor: Actor
  done: () => void
  failed: (error: unknown) => void
}

/**
 * @param holds whether somebody is still who they were when their request came: asked in the transaction of the record, since a
 * request may be held open for minutes before its body is whole.
 */
export function createViewRecorder(
  db: Db,
  keys: Keys,
  holds: (trx: Trx, actor: StaffActor) => Promise<boolean>,
): ViewRecorder {
  let waiting: Waiting[] = []
  let busy = false

  /** @returns once it is committed, so that the next may follow; who waits for the disk is answered later. */
  async function write(batch: Waiting[]): Promise<void> {
    const fail = (error: unknown) => {
      for (const entry of batch) entry.failed(error)
    }
    try {
      const gone = await commit(db, async (trx) => {
        const gone = new Set<Waiting>()
        const asked = new Map<string, boolean>()
        for (const entry of batch) {
          const { actor } = entry
          if (actor.type !== 'staff') continue
          const key = `${actor.sid} ${actor.role}`
          const held = asked.get(key) ?? (await holds(trx, actor))
          asked.set(key, held)
          if (!held) gone.add(entry)
        }
        const seen = batch.filter((entry) => !gone.has(entry))
        if (seen.length)
          await appendEvents(
            { keys },
            trx,
            seen.map((entry) => entry.event),
          )
        return gone
      })
      db.durable().then(() => {
        for (const entry of batch)
          if (gone.has(entry)) entry.failed(new NotSignedIn(signInAgain))
          else entry.done()
      }, fail)
    } catch (error) {
      fail(error)
    }
  }

  // Each turn of the event loop may bring more reads; the commit waits only as long as the last turn brought some,
  // so that it never idles: alone, a read is committed at once; among many, they share one fsync.
  function gather(seen: number, since: number): void {
    setImmediate(async () => {
      const more =
        waiting.length > seen && waiting.length < mostTogether && performance.now() - since < longestWaitMs
      if (more) return gather(waiting.length, since)
      const batch = waiting
      waiting = []
      await write(batch)
      busy = false
      if (waiting.length > 0) begin()
    })
  }

  function begin(): void {
    if (busy) return
    busy = true
    gather(waiting.length, performance.now())
  }

  return {
    write: (event, actor) =>
      new Promise<void>((done, failed) => {
        waiting.push({ event, actor, done, failed })
        begin()
      }),
  }
}

/** Records a read and returns when the record is committed; only then may the data leave the server. */
export function recordView(ctx: Ctx, action: Action, entry: AuditEntry = {}): Promise<void> {
  return ctx.desk.views.write(auditEvent(ctx, action, entry), ctx.actor)
}
