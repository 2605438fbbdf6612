import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'
import { type RuleCode, ruleCodes } from '../lists.ts'
import { type Rule, rules, type Thresholds } from './catalog.ts'

export interface RuleSetting<C extends RuleCode = RuleCode> {
  enabled: boolean
  thresholds: Thresholds<C>
  changedAt: string | null
  /** 0 while nobody has changed it. */
  version: number
}

export type RuleSettings = { [C in RuleCode]: RuleSetting<C> }

/** Every rule as it stands: its defaults, with what officers changed. */
export async function readRules(db: Kysely<Tables>): Promise<RuleSettings> {
  const rows = await db.selectFrom('privacy_rule').selectAll().execute()
  const changed = new Map(rows.map((row) => [row.rule, row]))
  return Object.fromEntries(
    ruleCodes.map((code) => {
      const row = changed.get(code)
      const thresholds = Object.entries((rules[code] as Rule).thresholds).map(([name, [value]]) => [
        name,
        value,
      ])
      return [
        code,
        {
          enabled: row ? row.enabled === 1 : true,
          thresholds: { ...Object.fromEntries(thresholds), ...(row && JSON.parse(row.thresholds)) },
          changedAt: row?.changed_at ?? null,
          version: row?.version ?? 0,
        },
      ]
    }),
  ) as unknown as RuleSettings
}
