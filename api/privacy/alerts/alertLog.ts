import type { Action } from '../../audit/action.ts'
import { record } from '../../audit/record.ts'
import { bindRecords } from '../../audit/seal/bindRecords.ts'
import type { Fault } from '../../audit/seal/faults.ts'
import { hospitalDay } from '../../core/calendar.ts'
import type { Ctx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { type Trx, transact } from '../../core/db/transact.ts'
import { readPolicy } from '../../core/policy.ts'
import { finding } from '../monitor/finding.ts'
import { raiseAlerts } from '../monitor/raiseAlerts.ts'
import { readRules } from '../monitor/ruleSettings.ts'

const rule = 'log-altered'

/** A name is whatever somebody called it. */
export const readable = (name: string) => name.replace(/[^\w: ]/g, '?').slice(0, 120)
/** How many of what was found are named. */
export const mostNamed = 20

/** What was found, in few words: of what is bound the table, of events the number in the log. */
export const namesOf = (faults: readonly Fault[]): string[] =>
  faults
    .slice(0, mostNamed)
    .map(({ kind, leafIndex, message }) =>
      readable(
        `${kind} ${kind === 'bound' ? message.split(':')[0] : leafIndex === null ? '' : `leaf ${leafIndex}`}`,
      ).trim(),
    )

export const logFound: Action = {
  name: 'privacy-alert.log-found',
  letter: 'U',
  words: {
    en: 'Entered what was found altered of the audit log in its alert',
    es: 'Anotó en su alerta lo que se encontró alterado del registro de auditoría',
  },
  watch: 'nothing',
}

/**
 * Puts what was found of the log into the queue, where an officer works it and closes it with a finding of their own: one alert, which
 * takes in what is found while it is open, each finding once. Whoever deletes it by SQL, or alters what it says, makes another of it: the
 * log is bound to such alerts (`bound.ts`), and that is found within a minute (2026-11-27). That one was told of before says a keyed
 * hash of all that is at fault: nobody can put one by hand that keeps the alert back, and what is altered next is another (2026-11-28).
 * @param identity of all that was found (`identityOf`)
 * @param by a round finds an altered event again and again: what was signed of it is known then
 */
export async function alertLog(
  ctx: Ctx,
  found: readonly string[],
  identity: string,
  by: 'minute' | 'round',
): Promise<void> {
  await transact(ctx.desk.db, (trx) => enter(trx, ctx, found, identity, by))
  await bindRecords(ctx.desk)
}

async function enter(
  trx: Trx,
  ctx: Ctx,
  found: readonly string[],
  identity: string,
  by: 'minute' | 'round',
): Promise<void> {
  const { timeZone } = await readPolicy(trx)
  const { score } = (await readRules(trx))[rule].thresholds
  const day = hospitalDay(ctx.now(), timeZone)
  const proof = ctx.desk.keys.mac('log-found', identity)
  const what = found.join(', ')
  const id = newId(ctx.now().getTime())
  const one = finding(day, {}, { rule, score, evidence: { what, proof, id } })
  const alike = await trx
    .selectFrom('privacy_finding as f')
    .leftJoin('privacy_alert as a', 'a.id', 'f.alert_id')
    .select(['f.day', 'f.n', 'f.evidence', 'a.status'])
    .where('f.rule', '=', rule)
    .execute()
  const isKnown = (status: string | null) => (by === 'round' ? status !== null : status === 'open')
  if (alike.some(({ status, evidence }) => isKnown(status) && evidence.includes(proof))) return
  const taken = new Set(alike.flatMap((known) => (known.day === day ? known.n : [])))
  let n = 0
  while (taken.has(n)) n++
  await raiseAlerts(trx, ctx, [{ ...one, n }], 0)
  const { alert_id } = await trx
    .selectFrom('privacy_finding')
    .select('alert_id')
    .where('rule', '=', rule)
    .where('day', '=', day)
    .where('n', '=', n)
    .executeTakeFirstOrThrow()
  const object = { type: 'privacy-alert', id: alert_id! } as const
  await record(trx, ctx, logFound, { object, detail: { finding: id, what } })
}
