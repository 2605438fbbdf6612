import { type Kysely, sql } from 'kysely'

/**
 * How much of a day, and of a review of activity, is about each member of staff, as JSON by their ids: whoever reads the figures is
 * shown them without what is about themselves. Of days and reviews before that it is not known.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql.raw('alter table privacy_day add column flagged_of text').execute(db)
  await sql.raw('alter table activity_review add column about_staff text').execute(db)
}
