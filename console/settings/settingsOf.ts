import type { Policy } from '../core/dataProvider.ts'
import type { Say } from '../core/words/useWords.ts'

type PolicyNumber = Policy['rows'][number]

/** A setting as its row shows it. What is no number has no bounds. */
export interface Setting {
  id: string
  about: string
  meaning: string
  value: string | number
  number?: PolicyNumber
  help?: string
  /** What is stored and not allowed; `value` is in force instead. */
  broken?: string
}

/** All that can be set, whose house this is first. */
export const settingsOf = (policy: Policy, say: Say): Setting[] =>
  all(policy, say).map((setting) => ({
    ...setting,
    broken: policy.broken.find(({ name }) => name === setting.id)?.stored,
  }))

const all = ({ hospitalName, timeZone, rows }: Policy, say: Say): Setting[] => [
  { id: 'hospitalName', about: 'hospital', meaning: say('desk.policy.hospitalName'), value: hospitalName },
  {
    id: 'timeZone',
    about: 'hospital',
    meaning: say('desk.policy.timeZone'),
    value: timeZone,
    help: say('desk.policy.timeZoneHelp'),
  },
  ...rows.map((row) => ({
    id: row.name,
    about: row.about,
    meaning: row.meaning,
    value: row.value,
    number: row,
  })),
]
