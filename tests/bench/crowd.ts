import type { Desk } from '../../api/core/context.ts'
import { insertRows } from '../../api/core/db/insertRows.ts'
import { transact } from '../../api/core/db/transact.ts'
import { nameKey } from '../../api/core/normalize.ts'
import { findableBy, wordsIn } from '../../api/patients/findable.ts'
import { learnWords } from '../../api/patients/nameWords.ts'
import { formsOf } from '../../api/patients/nicknames.ts'
import type { ContactPointRow, PatientRow } from '../../api/patients/tables.ts'
import { syntheticPatient } from '../../seed/patients.ts'
import { type Random, randomFrom } from '../../seed/random.ts'

const atOnce = 1_000
const syllables =
  'ba be bo bra ca cha co da del do fa fer ga gar go ha hen jo ka kel ko la len lo ma mac mi mor na ni nor o pa per ra ro sa sen son sto ta ter to va vi wal wa ya zi'.split(
    ' ',
  )

/**
 * People by what they are found by and nothing else, quickly; a third have a surname made up of syllables, since real
 * surnames are more than a generator knows.
 * @param oneInSecond of so many people one has a second record, made another day
 * @returns the ids of each two records of one person
 */
export async function makeCrowd(
  desk: Desk,
  people: number,
  oneInSecond = Number.POSITIVE_INFINITY,
): Promise<[string, string][]> {
  const random = randomFrom(5)
  const twice: [string, string][] = []
  const now = new Date()
  const first = syntheticPatient(random, 0, now, [{ id: '' }])
  const insertPatients = insertRows('patient', Object.keys(first.patient) as (keyof typeof first.patient)[])
  const insertContacts = insertRows(
    'contact_point',
    Object.keys(first.contacts[0]!) as (keyof ContactPointRow)[],
  )
  const insertTerms = insertRows('patient_term', ['term', 'words', 'birth_date', 'patient_id'])
  for (let done = 0; done < people; done += atOnce) {
    const some: Made[] = []
    while (some.length < Math.min(atOnce, people - done)) {
      const one = somebody(random, done + some.length, now)
      const before = some.at(-1)
      if (before && Number.isFinite(oneInSecond) && random.chance(1 / oneInSecond)) {
        twice.push([before.patient.id, one.patient.id])
        some.push(secondOf(random, before, one))
      } else some.push(one)
    }
    await transact(desk.db, async (trx) => {
      await insertPatients(
        trx,
        some.map((one) => ({ ...one.patient, primary_provider_id: null })),
      )
      await insertContacts(
        trx,
        some.flatMap((one) => one.contacts),
      )
      await insertTerms(
        trx,
        some.flatMap((one) => one.terms),
      )
      await learnWords(
        trx,
        some.flatMap((one) => wordsIn(one.patient.words)),
      )
    })
  }
  return twice
}

type Made = ReturnType<typeof somebody>

function somebody(random: Random, n: number, now: Date) {
  const { patient, terms, contacts } = syntheticPatient(random, n, now, [{ id: '' }])
  if (!random.chance(1 / 3)) return { patient, terms, contacts }
  const made = Array.from({ length: random.int(2, 4) }, () => random.pick(syllables)).join('')
  return { contacts, ...named({ ...patient, family_name: made }) }
}

function named(patient: PatientRow) {
  const { id, family_name: familyName, given_name: givenName, birth_date, mrn } = patient
  const { words, terms } = findableBy({ familyName, givenName, otherNames: [], mrn })
  return {
    patient: { ...patient, words, family_key: nameKey(familyName), given_key: nameKey(givenName) },
    terms: terms.map((term) => ({ term, words, birth_date, patient_id: id })),
  }
}

/** So often each is otherwise in a second record; by nobody's data. */
const differs = { family: 0.1, given: 0.15, birth: 0.06, home: 0.3, channel: 0.35 } as const

/** A record of the same person as another, with the number and the channels of somebody who comes anew. */
function secondOf(random: Random, { patient, contacts }: Made, anew: Made): Made {
  const typed = (text: string) => {
    const at = random.int(1, text.length - 1)
    return text.slice(0, at) + random.pick(['', 'e', 'n', 's']) + text.slice(at + random.int(0, 1))
  }
  const moved = random.chance(differs.home)
  const short = [...formsOf(nameKey(patient.given_name))][0]
  const family = !random.chance(differs.family)
    ? patient.family_name
    : random.chance(0.5)
      ? anew.patient.family_name
      : typed(patient.family_name)
  const given = random.chance(differs.given)
    ? random.chance(0.5) && short
      ? short
      : typed(patient.given_name)
    : patient.given_name
  const [year, month, day] = patient.birth_date.split('-') as [string, string, string]
  const birth = !random.chance(differs.birth)
    ? patient.birth_date
    : Number(day) <= 12 && random.chance(0.3)
      ? [year, day, month].join('-')
      : [year, month, day.slice(0, 1) + random.int(1, 8)].join('-')
  const { street, city, postal_code, address_key } = moved ? anew.patient : patient
  const { id, mrn } = anew.patient
  const second = { ...patient, id, mrn, family_name: family, given_name: given, birth_date: birth }
  return {
    ...named({ ...second, street, city, postal_code, address_key }),
    contacts: anew.contacts.map((own) => {
      const like = contacts.find(({ system }) => system === own.system)
      return like && !random.chance(differs.channel)
        ? { ...own, value: like.value, value_key: like.value_key }
        : own
    }),
  }
}
