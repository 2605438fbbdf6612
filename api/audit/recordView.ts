import type { Ctx } from '../core/context.ts'
import type { Db } from '../core/db/open.ts'
import { transact } from '../core/db/transact.ts'
import type { Action } from './action.ts'
import type { AuditEvent } from './event.ts'
import { type AuditEntry, appendEvents, auditEvent } from './record.ts'

/** Commits the records of reads. Those of one moment share one transaction, so that they share one fsync. */
export interface ViewRecorder {
  write(event: AuditEvent): Promise<void>
}

const longestWaitMs = 5
const mostTogether = 64

interface Waiting {
  event: AuditEvent
  done: () => void
  failed: (error: unknown) => void
}

export function createViewRecorder(db: Db): ViewRecorder {
  let waiting: Waiting[] = []
  let busy = false

  async function commit(batch: Waiting[]): Promise<void> {
    try {
      await transact(db, (trx) =>
        appendEvents(
          trx,
          batch.map((entry) => entry.event),
        ),
      )
      for (const entry of batch) entry.done()
    } catch (error) {
      for (const entry of batch) entry.failed(error)
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
      await commit(batch)
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
    write: (event) =>
      new Promise<void>((done, failed) => {
        waiting.push({ event, done, failed })
        begin()
      }),
  }
}

/** Records a read and returns when the record is committed; only then may the data leave the server. */
export function recordView(ctx: Ctx, action: Action, entry: AuditEntry = {}): Promise<void> {
  return ctx.desk.views.write(auditEvent(ctx, action, entry))
}
