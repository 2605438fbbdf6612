import type { Action } from '../../audit/action.ts'
import { record } from '../../audit/record.ts'
import { checkNewest } from '../../audit/seal/checkNewest.ts'
import { identityOf, unreadable } from '../../audit/seal/faults.ts'
import { lastVerified } from '../../audit/seal/lastVerified.ts'
import { findBreaches, protectionOf } from '../../audit/seal/protection.ts'
import { refusedHere } from '../../audit/seal/sealAudit.ts'
import { type Desk, systemCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { transact } from '../../core/db/transact.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { alertLog, mostNamed, namesOf, readable } from './alertLog.ts'
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

export const newestAltered: Action = {
  name: 'audit.newest-altered',
  letter: 'E',
  words: {
    en: 'Found the newest audit records, or what the log is bound to, altered in the database',
    es: 'Encontró alterados en la base de datos los últimos registros de auditoría, o aquello a lo que el registro está vinculado',
  },
  watch: 'nothing',
}

// What this process told of last: the same is not told again every minute, and what is new always.
const told = new WeakMap<Desk, Map<string, string>>()

/**
 * Looks whether the schema that protects the log, the newest events and what the log is bound to are as they were, and tells:
 * readiness, metrics, the log of this process, the audit log, the officers' queue, and by mail every officer, and of events every administrator. What a round
 * over the whole log found is told by it and shows in readiness and metrics, too.
 *
 * The server goes on (2026-11-26): to stop would let whoever reaches the database end the desk with one statement, and what is
 * recorded from here on is at least that. Acts whose own record is dropped are refused by `insertRows`.
 */
export async function watchProtection(desk: Desk): Promise<void> {
  const foreign = refusedHere(desk).map((id) => ({ what: 'not ours', name: `event ${id}` }))
  const breaches = [...(await findBreaches(desk.db)), ...foreign]
  // Whoever makes the one look fail does not keep back what the other found.
  const [newest] = await Promise.allSettled([checkNewest(desk)])
  const faults = newest.status === 'fulfilled' ? newest.value : unreadable(newest.reason)
  const isSound = breaches.length + faults.length === 0 && lastVerified(desk)?.ok !== false
  desk.auditLog = isSound ? 'protected' : 'altered'
  const both = await Promise.allSettled([
    tell(desk, protectionBroken, 'log-unprotected', {
      count: breaches.length,
      // A trigger of the same name that now does something else is another finding.
      identity: breaches.length > 0 ? JSON.stringify([breaches, await protectionOf(desk.db)]) : '',
      names: breaches.slice(0, mostNamed).map(({ what, name }) => `${readable(name)} (${what})`),
    }),
    tell(desk, newestAltered, 'log-altered', {
      count: faults.length,
      identity: faults.length > 0 ? identityOf(faults) : '',
      names: namesOf(faults),
    }),
  ])
  const failed = [newest, ...both].find(({ status }) => status === 'rejected')
  if (failed) throw (failed as PromiseRejectedResult).reason
}

async function tell(
  desk: Desk,
  action: Action,
  template: 'log-unprotected' | 'log-altered',
  { count, identity, names }: { count: number; identity: string; names: string[] },
): Promise<void> {
  const before = told.get(desk) ?? new Map<string, string>()
  if ((before.get(template) ?? '') === identity) return
  if (count > 0) {
    desk.log.error({ breaches: names }, 'the audit log, or what protects it, was altered')
    const ctx = systemCtx(desk, 'audit-protection', newId())
    // Each by itself: who drops the one shall not keep the other back.
    const recorded = transact(desk.db, (trx) =>
      record(trx, ctx, action, { outcome: 'failure', detail: { breaches: names, count } }),
    )
    const to = [
      'privacy-officer',
      ...(template === 'log-altered' ? (['administrator'] as const) : []),
    ] as const
    const mailed = transact(desk.db, (trx) =>
      tellOfficers(trx, ctx, { template, language: null }, 'audit', [...to]),
    )
    const queued = alertLog(ctx, names, identity, 'minute')
    const failed = (await Promise.allSettled([recorded, mailed, queued])).find(
      ({ status }) => status === 'rejected',
    )
    deliverSoon(desk)
    if (failed) throw (failed as PromiseRejectedResult).reason
  }
  told.set(desk, before.set(template, identity))
}
