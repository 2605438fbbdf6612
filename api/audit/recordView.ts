import type { Db } from '../db/open.ts'
import { transact } from '../db/transact.ts'
import type { Ctx } from '../http/context.ts'
import type { AuditAction } from './actions.ts'
import { type AuditEntry, type AuditRows, appendRows, auditRows } from './record.ts'

/** Commits the records of reads. Those of one moment share one transaction, so that they share one fsync. */
export interface ViewRecorder {
  write(rows: AuditRows): Promise<void>
}

export function createViewRecorder(db: Db): ViewRecorder {
  let waiting: { rows: AuditRows; done: () => void; failed: (error: unknown) => void }[] = []
  let running = false

  async function flush(): Promise<void> {
    running = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        await transact(db, (trx) =>
          appendRows(
            trx,
            batch.map((entry) => entry.rows),
          ),
        )
        for (const entry of batch) entry.done()
      } catch (error) {
        for (const entry of batch) entry.failed(error)
      }
    }
    running = false
  }

  return {
    write: (rows) =>
      new Promise<void>((done, failed) => {
        waiting.push({ rows, done, failed })
        if (!running) {
          running = true
          setImmediate(flush)
        }
      }),
  }
}

/** Records a read and returns when the record is committed; only then may the data leave the server. */
export function recordView(ctx: Ctx, action: AuditAction, entry: AuditEntry = {}): Promise<void> {
  return ctx.desk.views.write(auditRows(ctx, action, entry))
}
