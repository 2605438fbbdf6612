import type { Kysely } from 'kysely'
import { dayPlus, dayWriter } from '../core/calendar.ts'
import { asList, type List, oneOfList } from '../core/db/oneOf.ts'
import { prepared } from '../core/db/prepared.ts'
import type { Tables } from '../core/db/tables.ts'
import { idsMergedInto } from '../patients/survivor.ts'
import { isWaiting, notAbout } from './alerts/queries.ts'

export { withheldFrom } from './withheld.ts'

/*
 * What other rooms may read of privacy: whether a record is under watch, how many alerts wait, and what is withheld from whom. Why it is, and since when, is the officer's to know.
 */

const underWatch = prepared((db, p: { ids: List; day: string }) =>
  db
    .selectFrom('watched_patient')
    .select('id')
    .where(oneOfList(db, 'patient_id', 'text', p.ids))
    .where('from_day', '<=', p.day)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', p.day)]))
    .limit(1),
)

/**
 * Whether a record is under watch, or one that was merged into it: who watches a record watches a person.
 * @param day the hospital's day, YYYY-MM-DD
 */
export const isWatched = async (
  db: Parameters<typeof underWatch>[0],
  patientId: string,
  day: string,
): Promise<boolean> => {
  const ids = asList(db, [patientId, ...(await idsMergedInto(db, patientId))])
  return (await underWatch(db, { ids, day })).length > 0
}

/**
 * How many alerts wait for a review, and how many of those, or of breaches to notify of, are late; without those about whoever
 * reads, where that is one of the staff.
 */
export async function waitingAlerts(
  db: Parameters<typeof underWatch>[0],
  now: string,
  readerId?: string,
): Promise<{ open: number; overdue: number }> {
  const rows = await db
    .selectFrom('privacy_alert as a')
    .select(['a.status', 'a.due_at'])
    .where(isWaiting)
    .$if(readerId !== undefined, (query) => query.where(notAbout(readerId!)))
    .execute()
  return {
    open: rows.filter((row) => row.status === 'open').length,
    overdue: rows.filter((row) => row.due_at < now).length,
  }
}

/**
 * Of the records that staff opened since a day, each counted once by person, patient and day: how many were opened by emergency
 * access. Both up to the last day that was evaluated whole, since what was opened is counted only then.
 */
export async function openedInEmergency(
  db: Kysely<Tables>,
  fromDay: string,
  timeZone: string,
): Promise<{ count: number; of: number }> {
  const state = await db.selectFrom('privacy_state').select('scored_to').executeTakeFirst()
  const toDay = state?.scored_to
  if (!toDay) return { count: 0, of: 0 }
  const { opened } = await db
    .selectFrom('privacy_staff_day')
    .select(({ fn }) => fn.sum('opened').as('opened'))
    .where('day', '>=', fromDay)
    .where('day', '<=', toDay)
    .executeTakeFirstOrThrow()
  const rows = await db
    .selectFrom('break_glass')
    .select(['staff_id', 'patient_id', 'started_at'])
    // A day of the hospital begins up to a day before or after that of UTC.
    .where('started_at', '>=', dayPlus(fromDay, -1))
    .execute()
  const dayOf = dayWriter(timeZone)
  const broken = new Set(
    rows
      .map((row) => ({ ...row, day: dayOf(new Date(row.started_at)) }))
      .filter(({ day }) => day >= fromDay && day <= toDay)
      .map(({ staff_id, patient_id, day }) => `${staff_id} ${patient_id} ${day}`),
  )
  // Who broke the glass and then did not look has opened one all the same.
  return { count: broken.size, of: Math.max(broken.size, Number(opened ?? 0)) }
}
