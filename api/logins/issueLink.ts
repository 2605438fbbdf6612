import { newToken } from '../core/access/keys.ts'
import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { Conflict, Invalid } from '../core/errors.ts'
import { readPolicy } from '../core/policy.ts'
import { enqueueMail } from '../mail/enqueueMail.ts'
import { maskEmail } from '../patients/mask.ts'
import { patientsPolicy } from '../patients/policy.ts'
import type { ContactPointRow } from '../patients/published.ts'
import { channelsToProve } from '../patients/sharedContacts.ts'
import { distrust } from '../patients/trustedChannel.ts'
import { channelShared, channelTooNew } from '../patients/words.ts'
import { putLink } from './links.ts'
import { loginsPolicy } from './policy.ts'
import { revokeLinks } from './revokeLinks.ts'
import type { OnLogin } from './target.ts'
import { missing, noChannel, notOnFile } from './words.ts'

/** The e-mail address a link may go to: the one asked for, else the first that is trusted. Never a new one. */
export async function chooseChannel(
  trx: Trx,
  ctx: Ctx,
  { patient, supportCase, tier }: Pick<OnLogin, 'patient' | 'supportCase' | 'tier'>,
  channelId: string | undefined,
): Promise<ContactPointRow> {
  const channels = await channelsToProve(trx, patient.id)
  const policy = await readPolicy(trx, patientsPolicy)
  const at = { now: ctx.now(), opened: supportCase.opened_at, seenInPerson: tier === 'T3' }
  const asked = channels.filter((c) => channelId === undefined || c.id === channelId)
  if (channelId && asked.length === 0) throw new Invalid({ channelId: notOnFile })
  const reasons = asked.map((c) => distrust(c, patient, at, policy))
  const trusted = asked[reasons.indexOf(undefined)]
  if (trusted) return trusted
  if (reasons.includes('shared')) throw new Invalid({ channelId: channelShared })
  if (reasons.includes('too-new')) throw new Invalid({ channelId: channelTooNew })
  throw new Conflict(noChannel, { missing: [missing.channel] })
}

/**
 * Makes a single-use link and puts its mail in the outbox, all in the caller's transaction. One sent in a case revokes those
 * before it; whichever is used first ends all.
 */
export async function issueLink(
  trx: Trx,
  ctx: Ctx,
  account: { id: string; patient_id: string },
  kind: 'activation' | 'reset',
  channel: ContactPointRow,
  language: string | null,
  supportCase: Pick<OnLogin['supportCase'], 'id' | 'number'> | null,
): Promise<{ id: string; channel: string }> {
  const now = ctx.now()
  const { invitationHours, resetLinkMinutes } = await readPolicy(trx, loginsPolicy)
  const minutes = kind === 'activation' ? invitationHours * 60 : resetLinkMinutes
  const expiresAt = new Date(now.getTime() + minutes * 60_000).toISOString()
  const token = newToken()
  // What a stranger asks for on the sign-in page takes no link away that an agent sent.
  if (supportCase !== null) await revokeLinks(trx, account, now.toISOString())
  await putLink(trx, ctx, account, { kind, secret: token, expiresAt, goesTo: { contactId: channel.id } })
  // The secret stands in the fragment: it is never sent to a server, a log or another site.
  const path = kind === 'activation' ? `/portal/activate#code=${token}` : `/portal/reset#token=${token}`
  const id = await enqueueMail(trx, ctx, {
    template: kind,
    patientId: account.patient_id,
    contact: channel,
    ...(supportCase && { caseId: supportCase.id, caseNumber: supportCase.number }),
    language,
    expiresAt,
    values: { link: ctx.desk.config.publicUrl + path },
  })
  return { id, channel: maskEmail(channel.value) }
}
