import { act } from '../../acts/act.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { fill, type Words } from '../../core/words.ts'
import type { RuleCode } from '../lists.ts'
import { type Rule, rules } from '../monitor/catalog.ts'
import { readRules } from '../monitor/ruleSettings.ts'
import * as schema from '../schema.ts'
import { mustStayOn, noSuchNumber, outOfBounds, ruleChanged } from '../words.ts'
import { onRule } from './target.ts'

/** A rule's state as the log says it: `enabled=true`, `score=70`. */
const said = (enabled: boolean, thresholds: Readonly<Record<string, number>>): string[] =>
  Object.entries({ enabled, ...thresholds }).map(([name, value]) => `${name}=${value}`)

/** What a person reported, or opened against the usual permission, is always told. */
const staysOn: readonly RuleCode[] = ['break-glass', 'glass-for-kin', 'reported-not-me']

/** Changes what a rule goes by, or turns it off; days scored from then on go by it. The log says from what to what. */
export const changeRule = act({
  name: 'privacy-rule.changed',
  letter: 'U',
  words: { en: 'Changed an alert rule', es: 'Cambió una regla de alerta' },
  watch: 'nothing',
  verb: { en: 'Change the rule', es: 'Cambiar la regla' },
  tag: 'Privacy alerts',
  at: 'PUT /api/privacy-rules/{rule}',
  needs: 'privacy.review',
  fresh: true,
  params: schema.ruleParam,
  body: schema.ruleChange,
  reply: schema.ruleDone,
  on: onRule,
  guards: { version: true },
  async do(trx, ctx, found, { rule, enabled, thresholds, reason }) {
    const known = (rules[rule] as Rule).thresholds
    const errors: Record<string, Words> = {}
    for (const [name, value] of Object.entries(thresholds)) {
      if (!Object.hasOwn(known, name)) {
        errors[`thresholds.${name}`] = noSuchNumber
        continue
      }
      const [, least, most] = known[name]!
      if (value < least || value > most) errors[`thresholds.${name}`] = fill(outOfBounds, { least, most })
    }
    if (!enabled && staysOn.includes(rule)) errors.enabled = mustStayOn
    if (Object.keys(errors).length) throw new Invalid(errors)
    const before = (await readRules(trx))[rule]
    const from = said(before.enabled, before.thresholds)
    // A number that is not given is the usual one again.
    const usual = Object.fromEntries(Object.entries(known).map(([name, [value]]) => [name, value]))
    const to = said(enabled, { ...usual, ...thresholds })
    const row = {
      enabled: enabled ? 1 : 0,
      thresholds: JSON.stringify(thresholds),
      reason,
      changed_by: ctx.actor.id,
      changed_at: ctx.now().toISOString(),
    }
    const version = found.version + 1
    await keepRule(trx, rule, { ...row, version })
    return {
      reply: { id: rule, enabled, version },
      fields: to.filter((one) => !from.includes(one)).map((one) => one.split('=')[0]!),
      detail: {
        from: from.filter((one) => !to.includes(one)),
        to: to.filter((one) => !from.includes(one)),
      },
    }
  },
})

/** @throws Conflict when somebody made the first change of a rule at the same moment: there was no row to hold. */
async function keepRule(trx: Trx, rule: RuleCode, row: Omit<Tables['privacy_rule'], 'rule'>): Promise<void> {
  if (row.version > 1) {
    await trx.updateTable('privacy_rule').set(row).where('rule', '=', rule).execute()
    return
  }
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('privacy_rule')
    .values({ rule, ...row })
    .onConflict((oc) => oc.column('rule').doNothing())
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) throw new Conflict(ruleChanged)
}
