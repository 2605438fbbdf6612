import type { Action } from '../../audit/action.ts'
import { record } from '../../audit/record.ts'
import { findBreaches } from '../../audit/seal/protection.ts'
import { refusedHere } from '../../audit/seal/sealAudit.ts'
import { type Desk, systemCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { transact } from '../../core/db/transact.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { tellOfficers } from './tellOfficers.ts'

export const protectionBroken: Action = {
  name: 'audit.protection-broken',
  letter: 'E',
  words: {
    en: 'Found what protects the audit log altered in the database',
    es: 'Encontró alterado en la base de datos lo que protege el registro de auditoría',
  },
  watch: 'nothing',
}

// What this process told of last: the same is not told again every minute, and what is new always.
const told = new WeakMap<Desk, string>()

/** A name is whatever somebody called it. */
const readable = (name: string) => name.replace(/[^\w: ]/g, '?').slice(0, 120)
const mostNamed = 20

/**
 * Looks whether the schema that protects the log is as the migrations made it, and tells: readiness, metrics, the log of this
 * process, the audit log, and every officer by mail.
 *
 * The server goes on (2026-11-26): to stop would let whoever reaches the database end the desk with one statement, and what is
 * recorded from here on is at least that. Acts whose own record is dropped are refused by `insertRows`.
 */
export async function watchProtection(desk: Desk): Promise<void> {
  const foreign = refusedHere(desk).map((id) => ({ what: 'not ours', name: `event ${id}` }))
  const breaches = [...(await findBreaches(desk.db)), ...foreign]
  desk.auditLog = breaches.length > 0 ? 'altered' : 'protected'
  const names = breaches.slice(0, mostNamed).map(({ what, name }) => `${readable(name)} (${what})`)
  const now = names.join(', ')
  if ((told.get(desk) ?? '') === now) return
  if (names.length > 0) {
    desk.log.error({ breaches: names }, 'what protects the audit log was altered')
    const ctx = systemCtx(desk, 'audit-protection', newId())
    const detail = { breaches: names, count: breaches.length }
    // Each by itself: who drops the one shall not keep the other back.
    const recorded = transact(desk.db, (trx) =>
      record(trx, ctx, protectionBroken, { outcome: 'failure', detail }),
    )
    const mailed = transact(desk.db, (trx) =>
      tellOfficers(trx, ctx, { template: 'log-unprotected', language: null }, 'audit'),
    )
    const failed = (await Promise.allSettled([recorded, mailed])).find(({ status }) => status === 'rejected')
    deliverSoon(desk)
    if (failed) throw (failed as PromiseRejectedResult).reason
  }
  told.set(desk, now)
}
