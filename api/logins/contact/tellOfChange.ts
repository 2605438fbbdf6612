import { dayBefore } from '../../core/calendar.ts'
import type { Ctx } from '../../core/context.ts'
import type { Trx } from '../../core/db/transact.ts'
import { readPolicy } from '../../core/policy.ts'
import { enqueueMail } from '../../mail/enqueueMail.ts'
import { enqueueNotice } from '../../mail/enqueueNotice.ts'
import { notLiving } from '../../patients/living.ts'
import { channelsOf, type PatientRow, patientById } from '../../patients/published.ts'
import { unreachable } from '../../patients/trustedChannel.ts'
import { noticeLink } from '../noticeLinks.ts'
import { notifyOwner } from '../notifyOwner.ts'
import { holdAccountByPatient } from '../published.ts'
import type { Asked } from './changes.ts'

interface Change {
  id: string
  caseId: string
  asked: Asked
  /** How long it waits. */
  hours: number
}

/**
 * Tells of a change that waits: at every address, by text message to the mobiles on file, and where the patient is to be
 * reached. Whoever reads it there stops the change and no more, since it may be a stranger's address that was misheard;
 * nobody but those on file can lock the login (2026-11-26).
 */
export async function tellOfChange(trx: Trx, ctx: Ctx, patient: PatientRow, change: Change): Promise<void> {
  const { id, caseId, asked, hours } = change
  const { language } = patient
  const values = { hours: String(hours) }
  await notifyOwner(trx, ctx, patient, 'contact-change-asked', { caseId, values })
  const { homeCountry } = await readPolicy(trx)
  const texts = ctx.desk.config.sms && homeCountry
  const about = { patient_id: patient.id, case_id: caseId }
  const notice = { patientId: patient.id, caseId, language }
  for (const contact of await channelsOf(trx, patient.id)) {
    if (contact.system !== 'phone' || unreachable(contact, texts)) continue
    const link = await noticeLink(trx, ctx, { ...about, notice: 'contact-change-asked' })
    const given = { ...notice, contact, values: { ...values, link } }
    await enqueueNotice(trx, ctx, { ...given, template: 'contact-change-asked' })
  }
  if (asked.system === 'address') return
  const to = { system: asked.system, value: asked.value, bounced_at: null }
  if (unreachable({ ...to, takes_texts: asked.system === 'phone' && asked.takesTexts ? 1 : 0 }, texts)) return
  const link = await noticeLink(trx, ctx, { ...about, notice: 'contact-change-new', only_change: id })
  await enqueueMail(trx, ctx, {
    ...notice,
    template: 'contact-change-new',
    contact: { id: null, ...to },
    values: { ...values, link },
  })
}

/**
 * Tells the owner of a login that a feed brought another contact. Who has no login is told nothing: there is none to take over,
 * and an invitation waits for the delay (2026-11-27).
 */
export async function tellOfFeed(trx: Trx, ctx: Ctx, { id }: Pick<PatientRow, 'id'>): Promise<void> {
  const login = await holdAccountByPatient(trx, ctx, id)
  if (!login || login.status === 'disabled') return
  const patient = await patientById(trx, id)
  if (!patient || notLiving(patient)) return
  await notifyOwner(trx, ctx, patient, 'contact-changed', { onFileBefore: dayBefore(ctx.now()) })
}
