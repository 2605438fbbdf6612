import type { Room } from '../acts/catalogue.ts'
import { patientImported, recordPutAside } from './actions.ts'
import { discard, keepOurs, makeNew, takeOver } from './conflicts/decisions.ts'
import { listConflicts } from './conflicts/listConflicts.ts'
import { hasConflict } from './conflicts/queries.ts'
import { showConflict } from './conflicts/showConflict.ts'
import { timesImported } from './fhir/times.ts'

export const imports: Room = {
  acts: [takeOver, makeNew, keepOurs, discard],
  views: [listConflicts, showConflict],
  actions: [patientImported, recordPutAside, timesImported],
  undecided: [{ kind: 'conflict', waits: hasConflict }],
  named: {
    'record-conflict': {
      patients: async (db, id) =>
        (
          await db
            .selectFrom('record_conflict')
            .select(['patient_id', 'other_patient_id'])
            .where('id', '=', id)
            .execute()
        ).flatMap((row) => [row.patient_id, row.other_patient_id ?? []].flat()),
    },
  },
}
