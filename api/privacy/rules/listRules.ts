import { z } from '@hono/zod-openapi'
import { openView } from '../../acts/view.ts'
import { staffNames } from '../../staff/published.ts'
import { ruleCodes } from '../lists.ts'
import { type Rule, rules } from '../monitor/catalog.ts'
import { readRules } from '../monitor/ruleSettings.ts'
import { ruleTexts, thresholdName } from '../ruleTexts.ts'
import { ruleRow } from '../schema.ts'

/** Every rule with what it finds, and the numbers it goes by. */
export const listRules = openView({
  at: 'GET /api/privacy-rules',
  summary: 'The rules of unusual access',
  tag: 'Privacy alerts',
  needs: 'privacy.review',
  unrecorded: 'rules of the house and who set them; no person’s data',
  reply: z.array(ruleRow),
  async show({ desk, language }) {
    const [settings, changers] = await Promise.all([
      readRules(desk.db.read),
      desk.db.read
        .selectFrom('privacy_rule as r')
        .innerJoin(staffNames(desk.db.read).as('s'), 's.id', 'r.changed_by')
        .select(['r.rule', 's.name'])
        .execute(),
    ])
    return {
      reply: ruleCodes.map((code) => {
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
          version: now.version,
          changedBy: changers.find((row) => row.rule === code)?.name ?? null,
        }
      }),
    }
  },
})
