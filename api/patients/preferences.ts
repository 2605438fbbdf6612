import type { Kysely } from 'kysely'
import type { Ctx } from '../core/context.ts'
import type { Tables } from '../core/db/tables.ts'
import type { Trx } from '../core/db/transact.ts'
import type { Language } from '../core/words.ts'

/** How a patient is told that something new is in the portal. What has to be told of a change to the account is told whatever this says. */
export const newsWays = ['email', 'text', 'none'] as const

export interface Preferences {
  /** In which they are written to; null is as the record has it. */
  language: Language | null
  news: (typeof newsWays)[number]
  /** They agreed to read in the portal what would be sent on paper (45 CFR 164.404(d)(1) wants such a word for notices). */
  paperless: boolean
}
const usual: Preferences = { language: null, news: 'email', paperless: false }

/** What a patient chose, or what holds until they do. */
export async function preferencesOf(db: Kysely<Tables>, patientId: string): Promise<Preferences> {
  const row = await db
    .selectFrom('patient_preference')
    .selectAll()
    .where('patient_id', '=', patientId)
    .executeTakeFirst()
  return row ? { language: row.language, news: row.news, paperless: row.paperless === 1 } : usual
}

export async function savePreferences(
  trx: Trx,
  ctx: Ctx,
  patientId: string,
  { language, news, paperless }: Preferences,
): Promise<void> {
  const row = { language, news, paperless: paperless ? 1 : 0, changed_at: ctx.now().toISOString() }
  await trx
    .insertInto('patient_preference')
    .values({ patient_id: patientId, ...row })
    .onConflict((conflict) => conflict.column('patient_id').doUpdateSet(row))
    .execute()
}
