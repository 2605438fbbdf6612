import type { z } from 'zod'
import { recordView } from '../audit/recordView.ts'
import type { StaffCtx } from '../core/context.ts'
import type { AccountRow, PatientRow } from '../core/db/tables.ts'
import { NotFound } from '../core/errors.ts'
import { maskEmail, maskEnd, maskPhone, maskUsername } from './mask.ts'
import { channelsOf, mailsOf, patientById, proxiesOf } from './queries.ts'
import type { patient as reply } from './schema.ts'

/** Finds the account's own facts; passed in so that the registry does not depend on the accounts. */
export type FindAccount = (patientId: string) => Promise<(AccountRow & { openSessions: number }) | undefined>

/** The patient page, everything that proves identity masked; the view is recorded before it leaves. */
export async function showPatient(
  ctx: StaffCtx,
  id: string,
  findAccount: FindAccount,
): Promise<z.input<typeof reply>> {
  const db = ctx.desk.db.read
  const row = await patientById(db, id)
  if (!row) throw new NotFound('patient')
  const [channels, proxies, mails, account] = await Promise.all([
    channelsOf(db, id),
    proxiesOf(db, id),
    mailsOf(db, id, 10),
    findAccount(id),
  ])
  await recordView(ctx, 'patient.shown', { patientIds: [id], object: { type: 'patient', id } })
  return {
    ...identity(row),
    channels: channels.map((c) => ({
      id: c.id,
      system: c.system,
      masked: c.system === 'email' ? maskEmail(c.value) : maskPhone(c.value),
      onFileSince: c.on_file_since,
      bouncedAt: c.bounced_at,
      reachable: c.system === 'email' && c.bounced_at === null,
    })),
    account: account
      ? {
          id: account.id,
          username: maskUsername(account.username),
          status: account.status,
          statusReason: account.status_reason,
          mustChangePassword: account.must_change_password === 1,
          invitedAt: account.invited_at,
          activatedAt: account.activated_at,
          lockedAt: account.locked_at,
          lastSignInAt: account.last_sign_in_at,
          openSessions: account.openSessions,
          version: account.version,
        }
      : null,
    proxies: proxies.map((p) => ({
      id: p.id,
      name: p.proxy_name,
      relationship: p.relationship,
      status: p.status,
      endedReason: p.ended_reason,
    })),
    mails: mails.map((m) => ({
      id: m.id,
      template: m.template,
      status: m.status,
      attempts: m.attempts,
      lastError: m.last_error,
      createdAt: m.created_at,
      sentAt: m.sent_at,
    })),
  }
}

function identity(row: PatientRow) {
  return {
    id: row.id,
    familyName: row.family_name,
    givenName: row.given_name,
    otherNames: JSON.parse(row.other_names) as string[],
    birthDate: `${row.birth_date.slice(0, 4)}-••-••`,
    mrn: maskEnd(row.mrn, 3),
    sex: row.sex,
    language: row.language,
    address: row.city,
    deceasedAt: row.deceased_at,
    replacedBy: row.replaced_by,
    version: row.version,
  }
}
