import type { Ctx } from '../core/context.ts'
import type { Trx } from '../core/db/transact.ts'
import { channelsOf, patientById } from '../patients/published.ts'
import { enqueueNotice } from './enqueueNotice.ts'

/**
 * Tells a patient that something new is in the portal, at the address that is on file now: what, and from whom, is read there
 * only. Whoever has no address that takes mail sees it when they sign in (2026-11-27).
 */
export async function tellOfNews(trx: Trx, ctx: Ctx, patientId: string): Promise<void> {
  const [patient, channels] = await Promise.all([patientById(trx, patientId), channelsOf(trx, patientId)])
  const contact = channels.find((one) => one.system === 'email' && one.bounced_at === null)
  if (!patient || !contact) return
  const link = `${ctx.desk.config.publicUrl}/portal/home`
  const { language } = patient
  await enqueueNotice(trx, ctx, { template: 'portal-news', patientId, contact, language, values: { link } })
}
