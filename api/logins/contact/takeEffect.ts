import type { Action } from '../../audit/action.ts'
import { record } from '../../audit/record.ts'
import { type Ctx, type Desk, systemCtx } from '../../core/context.ts'
import { held } from '../../core/db/lock.ts'
import { type Trx, transact } from '../../core/db/transact.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { notLiving } from '../../patients/living.ts'
import type { PatientRow } from '../../patients/published.ts'
import { putAddress, putContact } from '../../patients/putContact.ts'
import { holdPatient } from '../../patients/target.ts'
import { endCodesByPost } from '../byPost.ts'
import { endLinksTo } from '../closeAccess.ts'
import { notifyOwner } from '../notifyOwner.ts'
import { type AccountRow, holdAccountByPatient } from '../published.ts'
import { type Asked, askedIn, type ContactChange, endChange, onFile } from './changes.ts'

export const contactChanged: Action = {
  name: 'contact.changed',
  letter: 'U',
  words: { en: 'Changed the contact information as asked', es: 'Cambió los datos de contacto como se pidió' },
  watch: 'nothing',
}
export const changeLapsed: Action = {
  name: 'contact.change-lapsed',
  letter: 'U',
  words: {
    en: 'Dropped a change of contact: the record had changed meanwhile',
    es: 'Descartó un cambio de contacto: el expediente había cambiado entre tanto',
  },
  watch: 'nothing',
}

export const changeUnreadable: Action = {
  name: 'contact.change-unreadable',
  letter: 'U',
  words: {
    en: 'Dropped a change of contact: what was asked for cannot be read any more',
    es: 'Descartó un cambio de contacto: lo que se pidió ya no se puede leer',
  },
  watch: 'nothing',
}

const atOnce = 50

/** Makes the changes of contact whose delay is over; each once, whichever node gets it. @returns how many were made */
export async function takeEffect(desk: Desk): Promise<number> {
  const due = await desk.db.read
    .selectFrom('contact_change')
    .select(['id', 'patient_id'])
    .where('state', '=', 'waiting')
    .where('due_at', '<=', desk.clock().toISOString())
    .orderBy('due_at')
    .limit(atOnce)
    .execute()
  let made = 0
  for (const one of due) if (await transact(desk.db, (trx) => takeOne(trx, desk, one))) made++
  if (due.length) deliverSoon(desk)
  return made
}

type Due = Pick<ContactChange, 'id' | 'patient_id'>

async function takeOne(trx: Trx, desk: Desk, { id, patient_id }: Due): Promise<boolean> {
  const ctx = systemCtx(desk, 'contact-changes', id)
  // The patient first, as acts do: a feed, a withdrawal and an owner who says no take turns with this.
  const patient = await holdPatient(trx, ctx, patient_id)
  const login = await holdAccountByPatient(trx, ctx, patient_id)
  const asked = trx.selectFrom('contact_change').selectAll().where('id', '=', id)
  const row = await held(desk.db, asked.where('state', '=', 'waiting')).executeTakeFirst()
  if (!row) return false
  const change = askedIn(ctx, row)
  const why = change && (await inTheWay(trx, patient, login, row))
  const now = ctx.now().toISOString()
  const about = {
    patientIds: [patient.id],
    object: { type: 'contact-change', id },
    caseId: row.case_id,
    fields: [row.system],
  }
  if (!change || why) {
    const reason = why ?? 'unreadable'
    await endChange(trx, row, change ? 'lapsed' : 'unreadable', now)
    await record(trx, ctx, change ? changeLapsed : changeUnreadable, {
      ...about,
      outcome: 'failure',
      detail: { reason },
    })
    await desk.tell(trx, ctx, [{ patientId: patient.id, kind: 'contact-change-ended', reason }])
    return false
  }
  await make(trx, ctx, patient, row, change)
  await endChange(trx, row, 'done', now)
  await record(trx, ctx, contactChanged, about)
  await desk.tell(trx, ctx, [{ patientId: patient.id, kind: 'contact-changed', reason: row.system }])
  // Made at once it was told at the new address by nothing before, which may have been misheard: a stranger there would lock the login
  // (2026-11-28).
  const onFileBefore = row.due_at === row.asked_at ? row.asked_at : undefined
  await notifyOwner(trx, ctx, patient, 'contact-changed', { caseId: row.case_id, onFileBefore })
  return true
}

/**
 * Why a change is not made after all. A feed that brought another value meanwhile has the word: the source may have been told
 * since, and what was asked rested on what was on file then (2026-11-26).
 */
async function inTheWay(
  trx: Trx,
  patient: PatientRow,
  login: AccountRow | undefined,
  row: ContactChange,
): Promise<string | undefined> {
  if (notLiving(patient)) return 'record-not-in-use'
  if (login?.status === 'disabled') return 'login-disabled'
  return (await onFile(trx, patient, row.system)) === row.on_file ? undefined : 'overtaken'
}

async function make(
  trx: Trx,
  ctx: Ctx,
  patient: PatientRow,
  row: ContactChange,
  asked: Asked,
): Promise<void> {
  if (asked.system === 'address') {
    await endCodesByPost(trx, ctx, patient.id)
    return putAddress(trx, ctx, patient, asked)
  }
  const { system, value } = asked
  const takesTexts = asked.system === 'phone' && asked.takesTexts
  const put = { system, value, takesTexts, since: row.asked_at, endsOld: row.ends_old === 1 }
  const ended = await putContact(trx, ctx, patient, put)
  if (ended.length) await endLinksTo(trx, ctx, patient.id, ended)
}
