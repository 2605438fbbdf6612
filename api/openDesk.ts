import { pino } from 'pino'
import type { Catalogue } from './acts/catalogue.ts'
import { fromHappening, noteEvents } from './adoption/noteEvents.ts'
import { createViewRecorder } from './audit/recordView.ts'
import { createBudgets } from './core/access/budgets.ts'
import { loadAuditSeed, loadKeys } from './core/access/keys.ts'
import type { Config } from './core/config.ts'
import type { Desk } from './core/context.ts'
import { newId } from './core/db/id.ts'
import { openDb } from './core/db/open.ts'
import { openEntrance } from './core/http/entrance.ts'
import { logLines } from './core/logLines.ts'
import { loadRing } from './core/vault/ring.ts'
import { addHistory } from './logins/history.ts'
import { portalSessionHolds } from './logins/sessions.ts'
import { hasEmergencyAccess } from './privacy/emergency/hasEmergencyAccess.ts'
import { createStaffSessions } from './staff/sessions.ts'

const lines = logLines(1)

/** What happened goes to the history that diagnosis reads, and to what adoption counts, under one id. */
const tell: Desk['tell'] = async (trx, ctx, happenings) => {
  const told = happenings.map((one) => ({
    ...one,
    id: one.id ?? newId(),
    at: one.at ?? ctx.now().toISOString(),
  }))
  await addHistory(trx, ctx, told)
  await noteEvents(trx, told.flatMap(fromHappening))
}

/**
 * Builds the parts of a process or thread from its configuration and what the house can do. To load all of that takes some 45 MB, which a
 * thread that needs little of it does without (2026-11-27).
 */
export function openDesk(
  config: Config,
  catalogue: Catalogue,
  clock: () => Date = () => new Date(),
  serving = false,
): Desk {
  const db = openDb(config.databaseUrl, serving, config.databasePoolUrl)
  const keys = loadKeys(config.secretKey, config.dataDir)
  const clocks = { isOff: false }
  const sessions = createStaffSessions(db, keys, clock, clocks)
  return {
    config,
    db,
    clock,
    clocks,
    catalogue,
    tell,
    hasEmergencyAccess,
    keys,
    vault: loadRing(config.vaultKey, config.dataDir),
    auditSeed: loadAuditSeed(config.auditSigningKey, config.dataDir),
    log: pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }, lines),
    views: createViewRecorder(db, keys, sessions.holds),
    sessions,
    patientHolds: portalSessionHolds,
    budgets: createBudgets(),
    entrance: openEntrance(),
  }
}
