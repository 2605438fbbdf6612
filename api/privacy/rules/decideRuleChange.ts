import { act } from '../../acts/act.ts'
import { decidedBy } from '../../acts/review.ts'
import { allows } from '../../core/access/permissions.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { tellOfficers } from '../alerts/tellOfficers.ts'
import * as schema from '../schema.ts'
import { afterOf, beforeOf, difference, putInForce } from './goesBy.ts'
import { onRuleChange, ruleActs } from './target.ts'

type Change = Tables['privacy_rule_change']

const common = {
  ...ruleActs,
  needs: 'privacy.second',
  params: schema.ruleParam,
  body: schema.ruleDecision,
  reply: schema.ruleDone,
  on: onRuleChange,
} as const

const decide = (trx: Trx, ctx: StaffCtx, { id }: Change, decision: NonNullable<Change['decision']>) =>
  trx
    .updateTable('privacy_rule_change')
    .set({ decision, ...decidedBy(ctx) })
    .where('id', '=', id)
    .execute()

/** Of what an administrator decided in the place of an officer, everybody responsible is told. */
async function tellOfStandIn(trx: Trx, ctx: StaffCtx) {
  if (allows(ctx.actor.role, 'privacy.review')) return {}
  await tellOfficers(
    trx,
    ctx,
    { template: 'rule-decided-by-administrator', language: null },
    'privacy-rules',
    ['privacy-officer', 'administrator'],
  )
  return { after: deliverSoon }
}

const isInForce = ({ alone, lapsed_at }: Change) => alone === 1 && lapsed_at === null

/** The second officer's word: the change takes effect, or, where it was made alone, stays. */
export const confirmRuleChange = act({
  ...common,
  name: 'privacy-rule.changed',
  words: {
    en: 'Confirmed a change of an alert rule, which is in force',
    es: 'Confirmó el cambio de una regla de alerta, que está en vigor',
  },
  verb: { en: 'Confirm the change', es: 'Confirmar el cambio' },
  at: 'POST /api/privacy-rules/{rule}/confirm',
  guards: { notAsker: true, noOtherOfficer: true, undecided: true, askerStands: true, unchanged: true },
  async do(trx, ctx, { rule, version, change }) {
    await decide(trx, ctx, change, 'confirmed')
    const next = isInForce(change) ? version : version + 1
    await putInForce(trx, rule, afterOf(change), {
      reason: change.reason,
      changed_by: change.asked_by,
      changed_at: isInForce(change) ? change.asked_at : ctx.now().toISOString(),
      confirmed_by: ctx.actor.id,
      version: next,
    })
    const { fields, detail } = difference(beforeOf(change), afterOf(change))
    return {
      reply: { id: rule, change: change.id, version: next },
      fields,
      detail: { change: change.id, askedBy: change.asked_by, ...detail },
      ...(await tellOfStandIn(trx, ctx)),
    }
  },
})

/** Whoever asked may withdraw it so, too, but not what they changed alone: that goes back to what it was before by another's word. */
export const declineRuleChange = act({
  ...common,
  name: 'privacy-rule.declined',
  words: {
    en: 'Declined or withdrew a change of an alert rule',
    es: 'Rechazó o retiró el cambio de una regla de alerta',
  },
  verb: { en: 'Decline the change', es: 'Rechazar el cambio' },
  at: 'POST /api/privacy-rules/{rule}/decline',
  guards: { notAloneMaker: true, noOtherOfficer: true, undecided: true },
  async do(trx, ctx, { rule, version, change }) {
    await decide(trx, ctx, change, 'declined')
    const inForce = isInForce(change)
    if (inForce)
      await putInForce(trx, rule, beforeOf(change), {
        reason: change.reason,
        changed_by: ctx.actor.id,
        changed_at: ctx.now().toISOString(),
        confirmed_by: null,
        version: version + 1,
      })
    const { fields, detail } = difference(afterOf(change), beforeOf(change))
    return {
      reply: { id: rule, change: change.id, version: inForce ? version + 1 : version },
      fields: inForce ? fields : [],
      detail: { change: change.id, askedBy: change.asked_by, ...(inForce && detail) },
      ...(await tellOfStandIn(trx, ctx)),
    }
  },
})
