import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { readPolicy } from '../core/policy.ts'
import { notLiving } from '../patients/living.ts'
import { preferencesOf } from '../patients/preferences.ts'
import { channelsOf } from '../patients/published.ts'
import { standing } from '../patients/survivor.ts'
import { unreachable } from '../patients/trustedChannel.ts'
import { enqueueNotice } from './enqueueNotice.ts'
import { mailPolicy } from './policy.ts'

/**
 * Tells a patient that something new is in the portal, the way they chose, at what is on file now: what, and from whom, is read there
 * only. Whoever chose a text message and has no telephone that takes one is written to; whoever has nothing that takes either, or
 * wants not to be told, sees it when they sign in (2026-11-27). Of a record that was merged it is whoever stands in its place who
 * reads it there, and of who died nobody (2026-11-28).
 * @param of whose record it stands in
 */
export async function tellOfNews(trx: Trx, ctx: Ctx, of: string): Promise<void> {
  const patient = await standing(trx, of)
  if (!patient || notLiving(patient)) return
  const { id: patientId, language } = patient
  const [channels, wants] = await Promise.all([channelsOf(trx, patientId), preferencesOf(trx, patientId)])
  if (wants.news === 'none') return
  const { config } = ctx.desk
  const texts = config.sms ? (await readPolicy(trx, mailPolicy)).homeCountry : undefined
  const reached = channels.filter((one) => !unreachable(one, texts))
  const by = (system: 'email' | 'phone') => reached.find((one) => one.system === system)
  const contact = (wants.news === 'text' ? by('phone') : undefined) ?? by('email')
  if (!contact) return
  const link = `${config.publicUrl}/portal/home`
  await enqueueNotice(trx, ctx, { template: 'portal-news', patientId, contact, language, values: { link } })
}
