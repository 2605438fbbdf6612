import { type Kysely, sql } from 'kysely'

/** Approvals that wait are asked for all day; they are the few verifications that have not lapsed. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql.raw('create index verification_expires on verification (expires_at)').execute(db)
}
