import type { Fault } from '../../audit/seal/faults.ts'
import { hospitalDay } from '../../core/calendar.ts'
import type { Ctx } from '../../core/context.ts'
import type { Trx } from '../../core/db/transact.ts'
import { readPolicy } from '../../core/policy.ts'
import { finding } from '../monitor/finding.ts'
import { raiseAlerts } from '../monitor/raiseAlerts.ts'
import { readRules } from '../monitor/ruleSettings.ts'

const rule = 'log-altered'

/** A name is whatever somebody called it. */
export const readable = (name: string) => name.replace(/[^\w: ]/g, '?').slice(0, 120)
const mostNamed = 20

/** What was found, in few words: of what is bound the table, of events the number in the log. */
export const namesOf = (faults: readonly Fault[]): string[] =>
  faults
    .slice(0, mostNamed)
    .map(({ kind, leafIndex, message }) =>
      readable(
        `${kind} ${kind === 'bound' ? message.split(':')[0] : leafIndex === null ? '' : `leaf ${leafIndex}`}`,
      ).trim(),
    )

/**
 * Puts what was found of the log into the queue, where an officer works it and closes it with a finding of their own: one alert, which
 * takes in what is found while it is open, each finding once. Whoever deletes it by SQL makes another of it: the log is bound to such
 * alerts (`bound.ts`), and that one is gone is found within a minute (2026-11-27).
 * @param by a round finds an altered event again and again: what was signed of it is known then
 */
export async function alertLog(
  trx: Trx,
  ctx: Ctx,
  found: readonly string[],
  by: 'minute' | 'round',
): Promise<void> {
  const { timeZone } = await readPolicy(trx)
  const { score } = (await readRules(trx))[rule].thresholds
  const day = hospitalDay(ctx.now(), timeZone)
  const one = finding(day, {}, { rule, score, evidence: { what: found.join(', ') } })
  const alike = await trx
    .selectFrom('privacy_finding as f')
    .innerJoin('privacy_alert as a', 'a.id', 'f.alert_id')
    .select(['f.day', 'f.evidence', 'a.status'])
    .where('f.rule', '=', rule)
    .execute()
  const isKnown = (status: string) => by === 'round' || status === 'open'
  if (alike.some(({ status, evidence }) => isKnown(status) && evidence === one.evidence)) return
  const n = alike.filter((known) => known.day === day).length
  await raiseAlerts(trx, ctx, [{ ...one, n }], 0)
}
