import type { Room } from '../acts/catalogue.ts'
import { duplicatesSearched } from './commands.ts'
import { keepApart, merge, unmerge } from './decisions.ts'
import { countOfPairs, listPairs } from './listPairs.ts'
import { keptApartFrom, waitingWith } from './queries.ts'
import { showPair } from './showPair.ts'

export const duplicates: Room = {
  acts: [merge, keepApart, unmerge],
  views: [listPairs, countOfPairs, showPair],
  actions: [duplicatesSearched],
  undecided: [
    {
      kind: 'duplicate',
      waits: async (db, patientId) => (await waitingWith(db, patientId)).length > 0,
      others: waitingWith,
      apart: keptApartFrom,
    },
  ],
  named: {
    duplicate: {
      type: 'duplicate-pair',
      patients: async (db, id) =>
        (
          await db
            .selectFrom('duplicate_pair')
            .select(['patient_id', 'other_patient_id'])
            .where('id', '=', id)
            .execute()
        ).flatMap((row) => [row.patient_id, row.other_patient_id ?? []].flat()),
    },
  },
}
