import { pino } from 'pino'
import { createViewRecorder } from './audit/recordView.ts'
import { loadAuditSeed, loadKeys } from './core/access/keys.ts'
import type { Config } from './core/config.ts'
import type { Desk } from './core/context.ts'
import { openDb } from './core/db/open.ts'
import { closeMail } from './mail/deliverMail.ts'
import { createStaffSessions } from './staff/sessions.ts'

/** Builds the parts of the process from its configuration. The schema is not touched: see migrate. */
export function createDesk(config: Config, clock: () => Date = () => new Date(), serving = false): Desk {
  const db = openDb(config.databaseUrl, serving)
  return {
    config,
    db,
    clock,
    keys: loadKeys(config.secretKey, config.dataDir),
    auditSeed: loadAuditSeed(config.auditSigningKey, config.dataDir),
    log: pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }),
    views: createViewRecorder(db),
    sessions: createStaffSessions(db, clock),
  }
}

export async function closeDesk(desk: Desk): Promise<void> {
  closeMail(desk)
  await desk.db.close()
}
