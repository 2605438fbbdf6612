import type { Desk } from '../../api/core/context.ts'
import { insertRows } from '../../api/core/db/insertRows.ts'
import { transact } from '../../api/core/db/transact.ts'
import { findableBy, wordsIn } from '../../api/patients/findable.ts'
import { learnWords } from '../../api/patients/nameWords.ts'
import type { ContactPointRow } from '../../api/patients/tables.ts'
import { syntheticPatient } from '../../seed/patients.ts'
import { randomFrom } from '../../seed/random.ts'

const atOnce = 1_000
const syllables =
  'ba be bo bra ca cha co da del do fa fer ga gar go ha hen jo ka kel ko la len lo ma mac mi mor na ni nor o pa per ra ro sa sen son sto ta ter to va vi wal wa ya zi'.split(
    ' ',
  )

/**
 * People by what they are found by and nothing else, quickly; a third have a surname made up of syllables, since real
 * surnames are more than a generator knows.
 */
export async function makeCrowd(desk: Desk, people: number): Promise<void> {
  const random = randomFrom(5)
  const now = new Date()
  const first = syntheticPatient(random, 0, now, [{ id: '' }])
  const insertPatients = insertRows('patient', Object.keys(first.patient) as (keyof typeof first.patient)[])
  const insertContacts = insertRows(
    'contact_point',
    Object.keys(first.contacts[0]!) as (keyof ContactPointRow)[],
  )
  const insertTerms = insertRows('patient_term', ['term', 'words', 'birth_date', 'patient_id'])
  for (let done = 0; done < people; done += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, people - done) }, (_, i) => {
      const { patient, terms, contacts } = syntheticPatient(random, done + i, now, [{ id: '' }])
      if (!random.chance(1 / 3)) return { patient, terms, contacts }
      const made = Array.from({ length: random.int(2, 4) }, () => random.pick(syllables)).join('')
      const found = findableBy({
        familyName: made,
        givenName: patient.given_name,
        otherNames: [],
        mrn: patient.mrn,
      })
      const { id, birth_date } = patient
      return {
        contacts,
        patient: { ...patient, family_name: made, family_key: made, words: found.words },
        terms: found.terms.map((term) => ({ term, words: found.words, birth_date, patient_id: id })),
      }
    })
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
}
