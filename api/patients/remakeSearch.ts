import { held } from '../core/db/lock.ts'
import type { Db } from '../core/db/open.ts'
import { prepared } from '../core/db/prepared.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { rowFindableBy } from './findable.ts'
import { contactKey } from './saveContacts.ts'
import { removeFindable, writeFindable } from './writeFindable.ts'

/** Raised whenever `writeFindable` writes other rows of the same record. */
const madeAs = 3
const atOnce = 500

/**
 * Makes what patients are found by anew where an earlier version made it, or another home country: after migrations, which know nothing of the
 * application, and before anybody searches. It goes on where it was broken off; several nodes may call it at once.
 * @returns how many patients were gone through
 */
export async function remakeSearch(db: Db, onProgress: (done: number) => void = () => {}): Promise<number> {
  let done = 0
  for (;;) {
    const some = await transact(db, (trx) => remakeSome(db, trx))
    if (some === 0) return done
    done += some
    onProgress(done)
  }
}

async function remakeSome(db: Db, trx: Trx): Promise<number> {
  const state = await held(db, trx.selectFrom('patient_search').selectAll()).executeTakeFirstOrThrow()
  const { homeCountry } = await readPolicy(trx)
  if (state.home_country !== homeCountry) {
    // Numbers are compared by the home country: all are made anew, from the first.
    await trx.updateTable('patient_search').set({ made_as: 0, upto: '', home_country: homeCountry }).execute()
    state.upto = ''
  } else if (state.made_as >= madeAs) return 0
  const patients = await trx
    .selectFrom('patient')
    .select(['id', 'family_name', 'given_name', 'other_names', 'mrn', 'birth_date'])
    .select(['suffix', 'nicknames', 'former_given_names', 'words'])
    .where('id', '>', state.upto)
    .orderBy('id')
    .limit(atOnce)
    .execute()
  const ids = patients.map((patient) => patient.id)
  if (ids.length === 0) {
    await trx.updateTable('patient_search').set({ made_as: madeAs, upto: '' }).execute()
    return 0
  }
  const contacts = Map.groupBy(
    await trx
      .selectFrom('contact_point')
      .select(['id', 'patient_id', 'system', 'value', 'value_key'])
      .where('patient_id', 'in', ids)
      .execute(),
    (contact) => contact.patient_id,
  )
  const made = []
  for (const patient of patients) {
    for (const contact of contacts.get(patient.id) ?? []) {
      const key = contactKey(contact, homeCountry)
      if (key !== contact.value_key) await setKey(trx, { id: contact.id, key })
    }
    await removeFindable(trx, patient)
    made.push({ ...patient, words: rowFindableBy(patient).words })
  }
  for (const { id, words } of made) await setWords(trx, { id, words })
  await writeFindable(trx, made)
  await trx
    .updateTable('patient_search')
    .set({ upto: ids.at(-1)! })
    .execute()
  return ids.length
}

const setKey = prepared((db, p: { id: string; key: string }) =>
  db.updateTable('contact_point').set({ value_key: p.key }).where('id', '=', p.id),
)

const setWords = prepared((db, p: { id: string; words: string }) =>
  db.updateTable('patient').set({ words: p.words }).where('id', '=', p.id),
)
