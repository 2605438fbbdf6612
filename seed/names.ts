import { fakerEN_US, fakerES_MX, fakerPL, fakerVI, fakerZH_CN } from '@faker-js/faker'

type Locale = typeof fakerEN_US

// A generic first name is the fallback: not every locale separates female from male.
const firstNames = (faker: Locale, sex: 'female' | 'male') => {
  const names = faker.rawDefinitions.person?.first_name
  return [...(names?.[sex] ?? []), ...(names?.generic ?? [])] as string[]
}
const lastNames = (faker: Locale) => (faker.rawDefinitions.person?.last_name?.generic ?? []) as string[]

const locale = (faker: Locale, language: string, weight: number) => ({
  language,
  weight,
  female: firstNames(faker, 'female'),
  male: firstNames(faker, 'male'),
  family: lastNames(faker),
})

/** Where a synthetic hospital's names come from, and how often. */
export const populations = [
  locale(fakerEN_US, 'en', 0.72),
  locale(fakerES_MX, 'es', 0.18),
  locale(fakerPL, 'pl', 0.04),
  locale(fakerVI, 'vi', 0.04),
  locale(fakerZH_CN, 'zh', 0.02),
]

export const streets = [
  'Oak',
  'Maple',
  'Cedar',
  'Elm',
  'Washington',
  'Lake',
  'Hill',
  'Walnut',
  'Spring',
  'North',
  'Ridge',
  'Church',
  'Willow',
  'Mill',
  'Sunset',
  'Railroad',
  'Jackson',
  'River',
  'Highland',
  'Park',
]
export const streetKinds = ['Street', 'Avenue', 'Road', 'Lane', 'Drive', 'Court']
export const towns = [
  ['Fairhaven', '01020'],
  ['Millbrook', '01033'],
  ['Ashford', '01047'],
  ['Greenfield', '01051'],
  ['Stonebridge', '01068'],
  ['Harwick', '01075'],
] as const
