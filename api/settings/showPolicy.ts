import { openView } from '../acts/view.ts'
import { readPolicy } from '../core/policy.ts'
import { type PolicyName, type PolicyNumber, policyNumbers } from '../core/policyNumbers.ts'
import * as schema from './schema.ts'

const rows = Object.entries(policyNumbers) as [PolicyName, PolicyNumber][]

/** Every number the hospital decides, with its bounds, what it means and what it rests on. */
export const showPolicy = openView({
  at: 'GET /api/policy',
  summary: 'What the hospital decided, with the bounds and sources of each value',
  tag: 'Settings',
  needs: 'settings.show',
  unrecorded: 'rules of the house, no person’s data',
  reply: schema.policy,
  async show({ desk, language }) {
    const { hospitalName, timeZone, mrnIssuers, ...values } = await readPolicy(desk.db.read)
    return {
      reply: {
        hospitalName,
        timeZone,
        mrnIssuers,
        rows: rows.map(([name, { about, meaning, usual, least, most, unit, source }]) => ({
          name,
          about,
          meaning: meaning[language],
          value: values[name],
          usual,
          least,
          most,
          unit,
          source: source ?? null,
        })),
      },
    }
  },
})
