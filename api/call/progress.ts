import type { Kysely } from 'kysely'
import type { CaseRow } from '../cases/published.ts'
import type { Tables } from '../core/db/tables.ts'
import { accountByPatient, historyOf } from '../logins/published.ts'
import { mailsSince, statusOf } from '../mail/published.ts'

// What a long attack leaves is more than anybody reads; that there was more is said.
const mostOfEach = 200

/** What happened to the patient's login since a case was opened and until it was closed, oldest first. */
export async function progressOf(
  db: Kysely<Tables>,
  row: Pick<CaseRow, 'patient_id' | 'opened_at' | 'closed_at' | 'signed_in_at'>,
) {
  const until = row.closed_at ?? undefined
  const [login, steps, mails] = await Promise.all([
    accountByPatient(db, row.patient_id),
    historyOf(db, row.patient_id, row.opened_at, mostOfEach, until),
    mailsSince(db, row.patient_id, row.opened_at, mostOfEach, until),
  ])
  return {
    accountStatus: login?.status ?? ('none' as const),
    lastSignInAt: (until ? row.signed_in_at : login?.last_sign_in_at) ?? null,
    signedInSinceOpened: row.signed_in_at !== null,
    cut: steps.length === mostOfEach || mails.length === mostOfEach,
    steps: steps.map(({ at, kind, reason }) => ({ at, kind, reason })).reverse(),
    mails: mails.map((m) => ({
      id: m.id,
      channel: m.channel,
      template: m.template,
      status: statusOf(m),
      lastError: m.last_error,
      at: m.created_at,
    })),
  }
}
