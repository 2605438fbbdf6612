import { type Kysely, sql } from 'kysely'

/**
 * Who was born on a day is found by one index, which holds the words of their names too. The other one told namesakes of one
 * day apart, and each new person paid for it: a fifth of all that an import writes among a million.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`drop index patient_birth`.execute(db)
}
