import type { Action } from '../../audit/action.ts'
import { record } from '../../audit/record.ts'
import { hourMs } from '../../core/calendar.ts'
import { type Desk, systemCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { transactAgain } from '../../core/db/transact.ts'
import { readPolicy } from '../../core/policy.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { tellOfficers } from '../alerts/tellOfficers.ts'
import type { RuleOrWatch } from '../lists.ts'
import { privacyPolicy } from '../policy.ts'
import { afterOf, beforeOf, difference, putInForce } from './goesBy.ts'
import { holdRule } from './target.ts'

export const ruleLapsed: Action = {
  name: 'privacy-rule.lapsed',
  letter: 'U',
  words: {
    en: 'Put an alert rule back that one officer had changed alone, since no other confirmed it in time',
    es: 'Devolvió a lo anterior una regla de alerta que un responsable cambió en solitario, porque ningún otro la confirmó a tiempo',
  },
  watch: 'nothing',
}

/**
 * Puts back what one officer changed alone and no other confirmed in time. The change still waits, and no other of its rule can be made,
 * until another officer looked at it: a rule that was off for a night is never something nobody saw (2026-11-27).
 * @returns how many went back
 */
export async function lapseRules(desk: Desk): Promise<number> {
  const { ruleAloneHours } = await readPolicy(desk.db.read, privacyPolicy)
  const before = new Date(desk.clock().getTime() - ruleAloneHours * hourMs).toISOString()
  const due = await desk.db.read
    .selectFrom('privacy_rule_change')
    .selectAll()
    .where('decided_at', 'is', null)
    .where('lapsed_at', 'is', null)
    .where('alone', '=', 1)
    .where('asked_at', '<', before)
    .execute()
  let lapsed = 0
  for (const change of due)
    lapsed += await transactAgain(desk.db, async (trx) => {
      const ctx = systemCtx(desk, 'privacy-rules', newId())
      const now = ctx.now().toISOString()
      const rule = change.rule as RuleOrWatch
      const { version } = await holdRule(trx, desk, rule)
      // An officer may have decided, or another node have put it back.
      const { numUpdatedRows } = await trx
        .updateTable('privacy_rule_change')
        .set({ lapsed_at: now, rule_version: version + 1 })
        .where('id', '=', change.id)
        .where('decided_at', 'is', null)
        .where('lapsed_at', 'is', null)
        .executeTakeFirstOrThrow()
      if (numUpdatedRows !== 1n) return 0
      await putInForce(trx, rule, beforeOf(change), {
        reason: change.reason,
        changed_by: null,
        changed_at: now,
        confirmed_by: null,
        version: version + 1,
      })
      const { fields, detail } = difference(afterOf(change), beforeOf(change))
      await record(trx, ctx, ruleLapsed, {
        object: { type: 'privacy-rule', id: rule },
        fields,
        detail: { change: change.id, askedBy: change.asked_by, ...detail },
      })
      await tellOfficers(trx, ctx, { template: 'rule-lapsed', language: null }, 'privacy-rules', [
        'privacy-officer',
        'administrator',
      ])
      return 1
    })
  if (lapsed > 0) deliverSoon(desk)
  return lapsed
}
