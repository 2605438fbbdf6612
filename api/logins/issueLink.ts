import { hashToken, newToken } from '../core/access/keys.ts'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict, Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { enqueueMail } from '../mail/enqueueMail.ts'
import { maskEmail } from '../patients/mask.ts'
import { channelsOf } from '../patients/queries.ts'
import type { ContactPointRow } from '../patients/tables.ts'
import { revokeLinks } from './queries.ts'
import { missing, noChannel, notOnFile } from './words.ts'

/** The e-mail address a link may go to: the one asked for, else the first that works. Never a new one. */
export async function chooseChannel(
  trx: Trx,
  patientId: string,
  channelId: string | undefined,
): Promise<ContactPointRow> {
  const channels = await channelsOf(trx, patientId)
  if (channelId && !channels.some((c) => c.id === channelId)) throw new Invalid({ channelId: notOnFile })
  const usable = channels.filter((c) => c.system === 'email' && c.bounced_at === null)
  const channel = channelId ? usable.find((c) => c.id === channelId) : usable[0]
  if (!channel) throw new Conflict(noChannel, { missing: [missing.channel] })
  return channel
}

/** Makes a single-use link, revokes those before it, and puts its mail in the outbox, all in the caller's transaction. */
export async function issueLink(
  trx: Trx,
  ctx: Ctx,
  account: { id: string; patient_id: string },
  kind: 'activation' | 'reset',
  channel: ContactPointRow,
  language: string | null,
  caseId: string | null,
): Promise<{ id: string; channel: string }> {
  const now = ctx.now()
  const { invitationHours, resetLinkMinutes } = await readPolicy(trx)
  const minutes = kind === 'activation' ? invitationHours * 60 : resetLinkMinutes
  const expiresAt = new Date(now.getTime() + minutes * 60_000).toISOString()
  const token = newToken()
  const tokenId = newId()
  await revokeLinks(trx, account, now.toISOString())
  await trx
    .insertInto('portal_token')
    .values({
      id: tokenId,
      token_hash: hashToken(token),
      account_id: account.id,
      kind,
      created_at: now.toISOString(),
      expires_at: expiresAt,
      failed_attempts: 0,
      used_at: null,
      revoked_at: null,
    })
    .execute()
  if (kind === 'activation')
    await ctx.desk.tell(trx, ctx, [
      {
        id: `offer:${tokenId}`,
        patientId: account.patient_id,
        kind: 'offered',
        at: now.toISOString(),
        value: Math.floor(Date.parse(expiresAt) / 1000),
      },
    ])
  // The secret stands in the fragment: it is never sent to a server, a log or another site.
  const path = kind === 'activation' ? `/portal/activate#code=${token}` : `/portal/reset#token=${token}`
  const id = await enqueueMail(trx, ctx, {
    template: kind,
    patientId: account.patient_id,
    contact: channel,
    caseId,
    language,
    expiresAt,
    values: { link: ctx.desk.config.publicUrl + path },
  })
  return { id, channel: maskEmail(channel.value) }
}
