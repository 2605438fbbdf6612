import type { Undecided } from '../acts/undecided.ts'
import { openCorrections, openDoubts } from './published.ts'

/** What is asked of records about a patient’s record and about who acts for them. */
export const undecided = [
  {
    kind: 'correction',
    waits: async (db, patientId) =>
      (await openCorrections(db).where('patient_id', '=', patientId).executeTakeFirst()) !== undefined,
  },
  {
    kind: 'custody',
    waits: async (db, patientId) =>
      (await openDoubts(db).where('patient_id', '=', patientId).executeTakeFirst()) !== undefined,
  },
] as const satisfies readonly Undecided[]
