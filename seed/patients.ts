import { dayMs } from '../api/core/calendar.ts'
import { newId } from '../api/core/db/id.ts'
import type { Tables } from '../api/core/db/tables.ts'
import { addressKey, emailKey, nameKey } from '../api/core/normalize.ts'
import { phoneKey } from '../api/core/phone.ts'
import { findableBy } from '../api/patients/findable.ts'
import { populations, streetKinds, streets, towns } from './names.ts'
import type { Random } from './random.ts'

export interface SyntheticPatient {
  patient: Tables['patient']
  identifier: Tables['patient_identifier']
  terms: Tables['patient_term'][]
  contacts: Tables['contact_point'][]
}

const races = [
  { name: 'white', weight: 62 },
  { name: 'black', weight: 14 },
  { name: 'asian', weight: 8 },
  { name: 'native', weight: 1 },
  { name: 'other', weight: 9 },
  { name: null, weight: 6 },
]
const ethnicities = [
  { name: 'nonhispanic', weight: 76 },
  { name: 'hispanic', weight: 18 },
  { name: null, weight: 6 },
]
const payers = [
  { name: 'commercial', weight: 48 },
  { name: 'Medicare', weight: 22 },
  { name: 'Medicaid', weight: 20 },
  { name: 'self-pay', weight: 5 },
  { name: null, weight: 5 },
]

const areas =
  '413 508 617 781 978 339 351 774 857 401 203 475 860 959 603 802 207 518 838 914 845 315 680 607 585'.split(
    ' ',
  )

/** One synthetic person. Phones are of the exchange 555 and addresses at example.test: neither reaches anybody. */
export function syntheticPatient(
  random: Random,
  n: number,
  now: Date,
  providers: readonly { id: string }[],
  /** How many days ago they came to the hospital, from and to. */
  known: readonly [number, number] = [60, 720],
): SyntheticPatient {
  const people = random.weighted(populations)
  const sex = random.chance(0.52) ? ('female' as const) : ('male' as const)
  const givenName = random.pick(people[sex])
  const familyName =
    people.language === 'es' && random.chance(0.7)
      ? `${random.pick(people.family)} ${random.pick(people.family)}`
      : random.pick(people.family)
  const [city, zip] = random.pick(towns)
  const age = Math.floor(random.next() ** 0.8 * 92)
  const birthDate = new Date(now.getTime() - (age * 365.25 + random.int(1, 364)) * dayMs)
    .toISOString()
    .slice(0, 10)
  const mrn = `${String(700_000 + n)}`
  const street = `${random.int(1, 480)} ${random.pick(streets)} ${random.pick(streetKinds)}${random.chance(0.2) ? ` Apt ${random.int(1, 40)}` : ''}`
  const since = new Date(now.getTime() - random.int(...known) * dayMs).toISOString()
  // Few people share one: what many share proves nobody. Which code and exchange costs no draw, as below.
  const phone = `(${areas[n % areas.length]}) 555-${20 + (Math.floor(n / areas.length) % 80)}${random.digits(2)}`
  const email = `p${mrn}@example.test`
  const hasEmail = random.chance(0.9)
  const id = newId()
  const words = findableBy({
    familyName,
    givenName,
    otherNames: [],
    mrn,
  })
  const contact = (system: 'phone' | 'email', value: string): Tables['contact_point'] => ({
    id: newId(),
    patient_id: id,
    system,
    value,
    value_key: system === 'phone' ? phoneKey(value, 'US') : emailKey(value),
    on_file_since: since,
    ended_at: null,
    bounced_at: null,
    rank: null,
    // Three in four have a mobile; which ones costs no draw, so that every hospital of a seed stays as it was.
    takes_texts: system === 'phone' && n % 4 !== 0 ? 1 : 0,
  })
  return {
    patient: {
      id,
      mrn,
      family_name: familyName,
      given_name: givenName,
      other_names: '[]',
      nicknames: '[]',
      former_given_names: '[]',
      suffix: null,
      family_key: nameKey(familyName),
      given_key: nameKey(givenName),
      words: words.words,
      birth_date: birthDate,
      sex,
      language: people.language,
      race: random.weighted(races).name,
      ethnicity: random.weighted(ethnicities).name,
      payer: random.weighted(payers).name,
      street,
      city,
      state: 'MA',
      postal_code: zip,
      address_key: addressKey(street, zip),
      primary_provider_id: random.chance(0.8) ? random.pick(providers).id : null,
      deceased_at:
        age > 75 && random.chance(0.08)
          ? new Date(now.getTime() - random.int(10, 600) * dayMs).toISOString().slice(0, 10)
          : null,
      inactive_since: null,
      replaced_by: null,
      source_hash: null,
      created_at: since,
      updated_at: since,
      version: 1,
    },
    identifier: { system: 'mrn', value: mrn, patient_id: id, former: 0 },
    terms: words.terms.map((term) => ({ term, words: words.words, birth_date: birthDate, patient_id: id })),
    contacts: [contact('phone', phone), ...(hasEmail ? [contact('email', email)] : [])],
  }
}
