import { act } from '../../acts/act.ts'
import type { StaffCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import type { Trx } from '../../core/db/transact.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { tellOfficers } from '../alerts/tellOfficers.ts'
import type { RuleOrWatch } from '../lists.ts'
import * as schema from '../schema.ts'
import { completed, difference, type GoesBy, putInForce, readGoesBy, requireAllowed } from './goesBy.ts'
import { hasOtherOfficer, onRule, ruleActs } from './target.ts'

const common = {
  ...ruleActs,
  params: schema.ruleParam,
  body: schema.ruleChange,
  reply: schema.ruleDone,
  on: onRule,
  guards: { version: true, noneWaits: true },
} as const

/** Keeps what was asked for. @returns what the log says of it */
async function keep(
  trx: Trx,
  ctx: StaffCtx,
  rule: RuleOrWatch,
  given: GoesBy & { reason: string; version: number },
  alone: boolean,
) {
  requireAllowed(rule, given)
  const { enabled, thresholds } = (await readGoesBy(trx))[rule]
  const before = { enabled, thresholds }
  const after = completed(rule, given)
  const now = ctx.now()
  const id = newId(now.getTime())
  await trx
    .insertInto('privacy_rule_change')
    .values({
      id,
      rule,
      enabled: after.enabled ? 1 : 0,
      thresholds: JSON.stringify(after.thresholds),
      before: JSON.stringify(before),
      rule_version: given.version,
      reason: given.reason,
      alone: alone ? 1 : 0,
      lapsed_at: null,
      asked_by: ctx.actor.id,
      asked_at: now.toISOString(),
      decision: null,
      decided_by: null,
      decided_at: null,
    })
    .execute()
  const { fields, detail } = difference(before, after)
  return { id, after, fields, detail: { change: id, ...detail } }
}

/**
 * Asks that a rule go by something else, or be turned off. Nothing changes by it until another officer confirms; where there is none,
 * administrators are written to, of whom one is the second then.
 */
export const askRuleChange = act({
  ...common,
  name: 'privacy-rule.asked',
  words: { en: 'Proposed a change of an alert rule', es: 'Propuso cambiar una regla de alerta' },
  verb: { en: 'Propose the change', es: 'Proponer el cambio' },
  at: 'PUT /api/privacy-rules/{rule}',
  async do(trx, ctx, { rule, version }, given) {
    const { id, fields, detail } = await keep(trx, ctx, rule, given, false)
    const isAlone = !(await hasOtherOfficer(trx, ctx.actor.id, ctx.now()))
    if (isAlone)
      await tellOfficers(trx, ctx, { template: 'rule-change-asked', language: null }, 'privacy-rules', [
        'administrator',
      ])
    return {
      reply: { id: rule, change: id, version },
      fields,
      detail,
      ...(isAlone && { after: deliverSoon }),
    }
  },
})

/**
 * The same in force at once, where no second officer can be waited for: one rule floods the queue, or a leak must be watched
 * tonight. It is not silent: every officer and administrator is written to, and it waits for another officer's word as any change
 * does; who declines it puts back what was in force before. Its maker cannot take it back, and so have changed a rule for an hour that
 * nobody looked at; what nobody else confirms goes back by itself (`lapseRules.ts`), and waits on (2026-11-27).
 */
export const changeRuleAlone = act({
  ...common,
  name: 'privacy-rule.changed-alone',
  words: {
    en: 'Changed an alert rule alone, to be confirmed by another officer',
    es: 'Cambió en solitario una regla de alerta, pendiente de otro responsable',
  },
  verb: { en: 'Change at once and tell everyone responsible', es: 'Cambiar ya y avisar a los responsables' },
  at: 'POST /api/privacy-rules/{rule}/alone',
  async do(trx, ctx, { rule, version }, given) {
    const { id, after, fields, detail } = await keep(trx, ctx, rule, given, true)
    await putInForce(trx, rule, after, {
      reason: given.reason,
      changed_by: ctx.actor.id,
      changed_at: ctx.now().toISOString(),
      confirmed_by: null,
      version: version + 1,
    })
    await trx
      .updateTable('privacy_rule_change')
      .set({ rule_version: version + 1 })
      .where('id', '=', id)
      .execute()
    await tellOfficers(trx, ctx, { template: 'rule-changed-alone', language: null }, 'privacy-rules', [
      'privacy-officer',
      'administrator',
    ])
    return { reply: { id: rule, change: id, version: version + 1 }, fields, detail, after: deliverSoon }
  },
})
