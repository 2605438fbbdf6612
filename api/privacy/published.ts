import { prepared } from '../core/db/prepared.ts'

/*
 * What other rooms may read of privacy: whether a record is under watch. Why it is, and since when, is the officer's to know.
 */

const underWatch = prepared((db, p: { patientId: string; day: string }) =>
  db
    .selectFrom('watched_patient')
    .select('id')
    .where('patient_id', '=', p.patientId)
    .where('from_day', '<=', p.day)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', p.day)]))
    .limit(1),
)

/** @param day the hospital's day, YYYY-MM-DD */
export const isWatched = async (
  db: Parameters<typeof underWatch>[0],
  patientId: string,
  day: string,
): Promise<boolean> => (await underWatch(db, { patientId, day })).length > 0
