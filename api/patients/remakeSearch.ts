import { held } from '../core/db/lock.ts'
import type { Db } from '../core/db/open.ts'
import { prepared } from '../core/db/prepared.ts'
import { type Trx, transact } from '../core/db/transact.ts'
import { rowFindableBy } from './findable.ts'
import { writeFindable } from './writeFindable.ts'

/** Raised whenever `writeFindable` writes other rows of the same record. */
const madeAs = 2
const atOnce = 500

/**
 * Makes what patients are found by anew where an earlier version made it: after migrations, which know nothing of the
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
  const state = await held(
    db,
    trx.selectFrom('patient_search').select(['made_as', 'upto']),
  ).executeTakeFirstOrThrow()
  if (state.made_as >= madeAs) return 0
  const patients = await trx
    .selectFrom('patient')
    .select(['id', 'family_name', 'given_name', 'other_names', 'mrn', 'birth_date'])
    .select(['suffix', 'nicknames', 'former_given_names'])
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
      .select(['patient_id', 'system', 'value'])
      .where('patient_id', 'in', ids)
      .where('ended_at', 'is', null)
      .execute(),
    (contact) => contact.patient_id,
  )
  await trx.deleteFrom('patient_term').where('patient_id', 'in', ids).execute()
  const made = patients.map((patient) => {
    const valuesOf = (system: 'phone' | 'email') =>
      (contacts.get(patient.id) ?? []).filter((c) => c.system === system).map((c) => c.value)
    const contacted = { phones: valuesOf('phone'), emails: valuesOf('email') }
    return { id: patient.id, birthDate: patient.birth_date, ...rowFindableBy(patient, contacted) }
  })
  for (const { id, words } of made) await setWords(trx, { id, words })
  await writeFindable(trx, made)
  await trx
    .updateTable('patient_search')
    .set({ upto: ids.at(-1)! })
    .execute()
  return ids.length
}

const setWords = prepared((db, p: { id: string; words: string }) =>
  db.updateTable('patient').set({ words: p.words }).where('id', '=', p.id),
)
