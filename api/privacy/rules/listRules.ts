import { z } from '@hono/zod-openapi'
import { openView } from '../../acts/view.ts'
import { hourMs } from '../../core/calendar.ts'
import type { Tables } from '../../core/db/tables.ts'
import { readPolicy } from '../../core/policy.ts'
import type { Language } from '../../core/words.ts'
import { namesOfStaff } from '../../staff/published.ts'
import { type RuleOrWatch, ruleOrWatch } from '../lists.ts'
import { type Rule, rules } from '../monitor/catalog.ts'
import { privacyPolicy } from '../policy.ts'
import { ruleTexts, thresholdName } from '../ruleTexts.ts'
import { ruleRow } from '../schema.ts'
import { watchTexts } from '../words.ts'
import { boundsFor, isRule, readGoesBy } from './goesBy.ts'

const texts = (name: RuleOrWatch, language: Language) => {
  const text = isRule(name) ? ruleTexts[name] : watchTexts
  return { name: text.name[language], definition: text.definition[language] }
}
const labelOf = (name: RuleOrWatch, number: string, language: Language) =>
  isRule(name)
    ? thresholdName(number, language)
    : privacyPolicy[number as keyof typeof privacyPolicy].meaning[language]

/** Every rule with what it finds, the numbers it goes by, and the change that waits; first what all of them go by. */
export const listRules = openView({
  at: 'GET /api/privacy-rules',
  summary: 'The rules of unusual access',
  tag: 'Privacy alerts',
  needs: 'privacy.second',
  unrecorded: 'rules of the house and who set them; no person’s data',
  reply: z.array(ruleRow),
  async show({ desk, actor, language }) {
    const db = desk.db.read
    const [goBy, kept, waiting] = await Promise.all([
      readGoesBy(db),
      db.selectFrom('privacy_rule').selectAll().execute(),
      db.selectFrom('privacy_rule_change').selectAll().where('decided_at', 'is', null).execute(),
    ])
    const names = await namesOfStaff(db, [
      ...kept.flatMap((row) => [row.changed_by ?? [], row.confirmed_by ?? []].flat()),
      ...waiting.map((row) => row.asked_by),
    ])
    const nameOf = (id: string | null | undefined) => (id && names.get(id)) || null
    const { ruleAloneHours } = await readPolicy(db, privacyPolicy)
    const hoursAfter = (at: string) => new Date(Date.parse(at) + ruleAloneHours * hourMs).toISOString()
    const shownChange = (name: RuleOrWatch, row: Tables['privacy_rule_change'] | undefined) => {
      if (!row) return null
      const thresholds = JSON.parse(row.thresholds) as Record<string, number>
      return {
        id: row.id,
        enabled: row.enabled === 1,
        thresholds: Object.entries(thresholds).map(([number, value]) => ({
          name: number,
          label: labelOf(name, number, language),
          value,
        })),
        reason: row.reason,
        alone: row.alone === 1,
        lapsesAt: row.alone === 1 ? (row.lapsed_at ?? hoursAfter(row.asked_at)) : null,
        lapsed: row.lapsed_at !== null,
        askedBy: nameOf(row.asked_by) ?? '',
        askedAt: row.asked_at,
        mine: row.asked_by === actor.id,
      }
    }
    const reply = ruleOrWatch.map((name) => {
      const now = goBy[name]
      const row = kept.find(({ rule }) => rule === name)
      return {
        id: name,
        ...texts(name, language),
        explainedBy: isRule(name) ? (rules[name] as Rule).explainedBy : null,
        enabled: now.enabled,
        thresholds: Object.entries(boundsFor(name)).map(([number, [usual, least, most]]) => ({
          name: number,
          label: labelOf(name, number, language),
          value: now.thresholds[number]!,
          usual,
          least,
          most,
        })),
        changedAt: row?.changed_at ?? null,
        version: row?.version ?? 0,
        changedBy: nameOf(row?.changed_by),
        confirmedBy: nameOf(row?.confirmed_by),
        waiting: shownChange(
          name,
          waiting.find(({ rule }) => rule === name),
        ),
      }
    })
    return { reply }
  },
})
