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
  /** Of text: how it is written, how long it may be, and what it rests on. */
  help?: string
  most?: number
  source?: string
  /** What is stored and not allowed; `value` is in force instead. */
  broken?: string
}

/** All that can be set, whose house this is first. */
export const settingsOf = (policy: Policy, say: Say): Setting[] =>
  all(policy, say).map((setting) => ({
    ...setting,
    broken: policy.broken.find(({ name }) => name === setting.id)?.stored,
  }))

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether a setting is meant by what somebody looks for: each word in its meaning, name, value or source. */
export function matches(setting: Setting, wanted: string): boolean {
  const { id, meaning, value, source, number } = setting
  const text = plain([id, meaning, value, source, number?.source].join(' '))
  return plain(wanted)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

const all = (
  {
    hospitalName,
    timeZone,
    mrnIssuers,
    nineDigitIssuers,
    homeCountry,
    serviceHours,
    holidays,
    sharedNumbers,
    rows,
  }: Policy,
  say: Say,
): Setting[] => [
  {
    id: 'hospitalName',
    about: 'hospital',
    meaning: say('desk.policy.hospitalName'),
    value: hospitalName,
    most: 80,
  },
  {
    id: 'timeZone',
    about: 'hospital',
    meaning: say('desk.policy.timeZone'),
    value: timeZone,
    help: say('desk.policy.timeZoneHelp'),
    most: 80,
  },
  {
    id: 'mrnIssuers',
    about: 'hospital',
    meaning: say('desk.policy.mrnIssuers'),
    value: mrnIssuers,
    help: say('desk.policy.mrnIssuersHelp'),
    source: say('desk.policy.mrnIssuersSource'),
    most: 2000,
  },
  {
    id: 'nineDigitIssuers',
    about: 'hospital',
    meaning: say('desk.policy.nineDigitIssuers'),
    value: nineDigitIssuers,
    help: say('desk.policy.nineDigitIssuersHelp'),
    most: 2000,
  },
  {
    id: 'homeCountry',
    about: 'hospital',
    meaning: say('desk.policy.homeCountry'),
    value: homeCountry,
    help: say('desk.policy.homeCountryHelp'),
    source: 'ISO 3166-1, ITU-T E.164',
    most: 2,
  },
  {
    id: 'serviceHours',
    about: 'cases',
    meaning: say('desk.policy.serviceHours'),
    value: serviceHours,
    help: say('desk.policy.serviceHoursHelp'),
    most: 300,
  },
  {
    id: 'holidays',
    about: 'cases',
    meaning: say('desk.policy.holidays'),
    value: holidays,
    help: say('desk.policy.holidaysHelp'),
    most: 700,
  },
  {
    id: 'sharedNumbers',
    about: 'callers',
    meaning: say('desk.policy.sharedNumbers'),
    value: sharedNumbers,
    help: say('desk.policy.sharedNumbersHelp'),
    most: 2000,
  },
  ...rows.map((row) => ({
    id: row.name,
    about: row.about,
    meaning: row.meaning,
    value: row.value,
    number: row,
  })),
]
