import type { Kysely } from 'kysely'
import type { Tables } from '../../core/db/tables.ts'

type Reader = Kysely<Tables>

/** Goals that stand: of one place, or of all. */
export const standingGoals = (db: Reader, place?: string) =>
  db
    .selectFrom('adoption_goal')
    .selectAll()
    .where('ended_at', 'is', null)
    .$if(place !== undefined, (query) => query.where('place', '=', place!))
    .orderBy('set_at')
    .orderBy('id')
    .execute()

/** The latest that ended. */
export const endedGoals = (db: Reader, most: number) =>
  db
    .selectFrom('adoption_goal')
    .selectAll()
    .where('ended_at', 'is not', null)
    .orderBy('ended_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
