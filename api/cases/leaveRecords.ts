import { undecidedOf } from '../acts/undecided.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict } from '../core/errors.ts'
import { fill } from '../core/words.ts'
import { queueOf, worksQueue } from './lists.ts'
import type { CaseRow } from './tables.ts'
import { undecidedWords, waitsForRecords } from './words.ts'

/*
 * What the end of a case does to what hangs on it (2026-11-27):
 *
 * - What records alone decides about its patient keeps it: a correction, a doubt about custody, two records that may be one, a record
 *   of the feed that may be another person’s. Until all of it is decided no case of that patient leaves records’ queues, neither
 *   closed nor given back nor handed on, whichever case it was asked in; merged into another it stays in them.
 *   So a thing that was asked in a case always finds one there, and nobody has to be held but the case.
 * - What the caller proved, and what rests on it, ends with it: answers, codes, a passkey or a proofing under way, an approval that
 *   waits, a view as the patient. Each asks whether the case is open; reopened, it is proved anew (`call/reopenCase.ts`).
 * - What the patient was told of goes on: a change of contact in its delay, a link, a letter, a proxy to be confirmed. Each has its own
 *   term, and its notice the way to stop it.
 */

type Held = Pick<CaseRow, 'patient_id' | 'status' | 'escalated_to'>

/** Whether a case is with records, and something of its patient waits for their decision. */
export async function undecidedIn(trx: Trx, ctx: Ctx, row: Held) {
  return worksQueue('records', queueOf(row.status, row.escalated_to))
    ? undecidedOf(ctx.desk.catalogue.undecided, trx, row.patient_id)
    : []
}

/** Why a held case does not leave records’ queues yet. @param to the queue it would be in, null for none or the desk’s */
export async function refuseLeaving(
  trx: Trx,
  ctx: Ctx,
  row: Held,
  to: string | null,
): Promise<Conflict | undefined> {
  if (worksQueue('records', to)) return undefined
  const kinds = await undecidedIn(trx, ctx, row)
  if (kinds.length === 0) return undefined
  const list = (language: 'en' | 'es') => kinds.map((kind) => undecidedWords[kind][language]).join('; ')
  return new Conflict({
    ...waitsForRecords,
    en: fill(waitsForRecords, { what: list('en') }).en,
    es: fill(waitsForRecords, { what: list('es') }).es,
  })
}
