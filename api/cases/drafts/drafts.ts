import type { Kysely } from 'kysely'
import { daysAfter } from '../../core/calendar.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { readPolicy } from '../../core/policy.ts'
import type { DraftForm } from '../lists.ts'
import { casesPolicy } from '../policy.ts'

type Values = Readonly<Record<string, string>>
export interface Draft {
  values: Values
  at: string
}

const own = (db: Kysely<Tables>, staffId: string, form: DraftForm, aboutId: string) =>
  db
    .selectFrom('case_draft')
    .selectAll()
    .where('staff_id', '=', staffId)
    .where('form', '=', form)
    .where('about_id', '=', aboutId)

/** What its writer has typed and not sent; nothing where the seal does not open, as with a key that was lost. */
export async function readDraft(ctx: StaffCtx, form: DraftForm, aboutId: string): Promise<Draft | null> {
  const row = await own(ctx.desk.db.read, ctx.actor.id, form, aboutId).executeTakeFirst()
  if (!row) return null
  try {
    return { values: JSON.parse(ctx.desk.keys.open(row.sealed)) as Values, at: row.updated_at }
  } catch {
    return null
  }
}

/** Keeps what is typed; of one form and case only the last. @returns whether it is the first of it */
export async function keepDraft(
  trx: Trx,
  ctx: StaffCtx,
  form: DraftForm,
  aboutId: string,
  values: Values,
): Promise<boolean> {
  const kept = { sealed: ctx.desk.keys.seal(JSON.stringify(values)), updated_at: ctx.now().toISOString() }
  const begun = (await own(trx, ctx.actor.id, form, aboutId).executeTakeFirst()) === undefined
  await trx
    .insertInto('case_draft')
    .values({ staff_id: ctx.actor.id, form, about_id: aboutId, ...kept })
    .onConflict((oc) => oc.columns(['staff_id', 'form', 'about_id']).doUpdateSet(kept))
    .execute()
  return begun
}

/** Forgets a draft: it was sent, or its writer wants it no more. @returns whether there was one */
export async function forgetDraft(
  trx: Trx,
  ctx: StaffCtx,
  form: DraftForm,
  aboutId: string,
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('case_draft')
    .where('staff_id', '=', ctx.actor.id)
    .where('form', '=', form)
    .where('about_id', '=', aboutId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Forgets the drafts that nobody went on with. */
export async function forgetDrafts(db: Kysely<Tables>, now: Date): Promise<void> {
  const { draftDays } = await readPolicy(db, casesPolicy)
  await db.deleteFrom('case_draft').where('updated_at', '<', daysAfter(now, -draftDays)).execute()
}
