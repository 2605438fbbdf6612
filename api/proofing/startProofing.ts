import { act } from '../acts/act.ts'
import { chosenChannel } from '../callers/chosenChannel.ts'
import { newVerification } from '../callers/newVerification.ts'
import { callersPolicy } from '../callers/policy.ts'
import { presentVerification } from '../callers/present.ts'
import { verification } from '../callers/schema.ts'
import { onCaller } from '../callers/target.ts'
import { hashToken, newToken } from '../core/access/keys.ts'
import { Conflict } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { deliverSoon } from '../mail/deliverMail.ts'
import { enqueueMail } from '../mail/enqueueMail.ts'
import { endUnfinished } from './endUnfinished.ts'
import { proofingPolicy } from './policy.ts'
import * as schema from './schema.ts'
import { noProvider } from './words.ts'

/**
 * Sends the patient to an outside provider who proves identities, by a link to a trusted channel: a verification of its own,
 * which proves nothing until the patient came back and a second person approved it. Like the way in person it wants no other
 * proof, and no wrong answer of the day closes it (2026-11-26). A newer link of a case ends the one before it.
 */
export const startProofing = act({
  name: 'caller.proofing-started',
  letter: 'E',
  words: {
    en: 'Sent a link to prove identity with an outside service',
    es: 'Envió un enlace para demostrar la identidad en un servicio externo',
  },
  watch: 'work',
  verb: {
    en: 'Send a link to prove identity online',
    es: 'Enviar un enlace para demostrar la identidad en línea',
  },
  tag: 'Callers',
  at: 'POST /api/patients/{id}/proofings',
  needs: 'callers.verify',
  status: 201,
  params: idParam,
  body: schema.start,
  reply: verification,
  on: onCaller,
  guards: { openCase: true, stranger: true, living: true },
  async do(trx, ctx, found, { caller, channelId }) {
    const { patient, supportCase, recent } = found
    const { config } = ctx.desk
    if (!config.proofing) throw new Conflict(noProvider)
    const channel = await chosenChannel(trx, ctx, found, channelId)
    const policy = await readPolicy(trx, { ...callersPolicy, ...proofingPolicy })
    const now = ctx.now().toISOString()
    const expires_at = new Date(ctx.now().getTime() + policy.proofingMinutes * 60_000).toISOString()
    await endUnfinished(trx, supportCase.id, now)
    const row = await newVerification(trx, ctx, found, policy, { caller, proofing: 'sent', expires_at })
    const token = newToken()
    await trx
      .insertInto('identity_proofing')
      .values({
        verification_id: row.id,
        token_hash: hashToken(token),
        contact_point_id: channel.id,
        state_hash: null,
        browser_hash: null,
        secrets: null,
        created_at: now,
        expires_at,
        finished_at: null,
      })
      .execute()
    await enqueueMail(trx, ctx, {
      template: 'identity-proofing',
      patientId: patient.id,
      contact: channel,
      caseId: supportCase.id,
      caseNumber: supportCase.number,
      language: patient.language,
      expiresAt: expires_at,
      values: { link: `${config.publicUrl}/portal/prove#token=${token}` },
    })
    return {
      reply: presentVerification(row, recent.wrong, policy),
      about: { object: { type: 'verification', id: row.id } },
      detail: { channel: channel.system },
      after: deliverSoon,
    }
  },
})
