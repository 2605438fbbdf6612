import type { z } from 'zod'
import { requireFresh } from '../acts/requireFresh.ts'
import { record } from '../audit/record.ts'
import type { StaffCtx } from '../core/context.ts'
import { transactOnce } from '../core/db/transact.ts'
import { Invalid } from '../core/errors.ts'
import { type RuleCode, ruleCodes } from './lists.ts'
import { type Rule, rules } from './monitor/catalog.ts'
import { readRules } from './monitor/ruleSettings.ts'
import { ruleTexts, thresholdName } from './ruleTexts.ts'
import type { ruleChange, ruleRow } from './schema.ts'

/** Every rule with what it finds, and the numbers it goes by. */
export async function listRules({ desk, language }: StaffCtx): Promise<z.input<typeof ruleRow>[]> {
  const [settings, changers] = await Promise.all([
    readRules(desk.db.read),
    desk.db.read
      .selectFrom('privacy_rule as r')
      .innerJoin('staff as s', 's.id', 'r.changed_by')
      .select(['r.rule', 's.name'])
      .execute(),
  ])
  return ruleCodes.map((code) => {
    const { thresholds, explainedBy } = rules[code] as Rule
    const now = settings[code]
    return {
      id: code,
      name: ruleTexts[code].name[language],
      definition: ruleTexts[code].definition[language],
      explainedBy,
      enabled: now.enabled,
      thresholds: Object.entries(thresholds).map(([name, [usual, least, most]]) => ({
        name,
        label: thresholdName(name, language),
        value: (now.thresholds as Record<string, number>)[name]!,
        usual,
        least,
        most,
      })),
      changedAt: now.changedAt,
      changedBy: changers.find((row) => row.rule === code)?.name ?? null,
    }
  })
}

/**
 * Changes what a rule goes by, or turns it off; days scored from then on go by it. The log holds the new numbers.
 * @throws Invalid for a number the rule does not have or that is out of bounds.
 */
export async function changeRule(
  ctx: StaffCtx,
  code: RuleCode,
  { enabled, thresholds, reason }: z.output<typeof ruleChange>,
) {
  await requireFresh(ctx)
  const known = (rules[code] as Rule).thresholds
  const errors: Record<string, string> = {}
  for (const [name, value] of Object.entries(thresholds)) {
    const bounds = known[name]
    if (!bounds) errors[`thresholds.${name}`] = 'is not a number of this rule'
    else if (value < bounds[1] || value > bounds[2])
      errors[`thresholds.${name}`] = `must be from ${bounds[1]} to ${bounds[2]}`
  }
  if (!enabled && code === 'break-glass') errors.enabled = 'must stay on: every emergency access is reviewed'
  if (Object.keys(errors).length) throw new Invalid(errors)
  await transactOnce(ctx, async (trx) => {
    const row = {
      enabled: enabled ? 1 : 0,
      thresholds: JSON.stringify(thresholds),
      reason,
      changed_by: ctx.actor.id,
      changed_at: ctx.now().toISOString(),
    }
    await trx
      .insertInto('privacy_rule')
      .values({ rule: code, ...row })
      .onConflict((oc) => oc.column('rule').doUpdateSet(row))
      .execute()
    await record(trx, ctx, 'privacy-rule.changed', {
      object: { type: 'privacy-rule', id: code },
      fields: ['enabled', ...Object.keys(thresholds)],
      detail: { enabled, ...thresholds },
    })
    return {}
  })
  return (await listRules(ctx)).find((rule) => rule.id === code)!
}
