import { openTimes } from '../api/appointments/times.ts'
import { bookVisit } from '../api/appointments/visits.ts'
import { joinWaitList } from '../api/appointments/waitList.ts'
import { dayPlus, hospitalDay, hourMs } from '../api/core/calendar.ts'
import type { Desk } from '../api/core/context.ts'
import { newId } from '../api/core/db/id.ts'
import { answerThread } from '../api/messages/answer.ts'
import { beginThread } from '../api/messages/write.ts'
import { askRefill } from '../api/refills/ask.ts'
import { grantRefill, refuseRefill } from '../api/refills/decide.ts'
import { perform } from './perform.ts'

/* What patients of one clinic wrote, asked for and booked in the last days. All of it is made up, and says so. */

const questions = [
  ['A made-up question about pills', 'This is a made-up message. May I take the new pills in the evening?'],
  ['A made-up question about a rash', 'This is a made-up message. The rash is back. Should I come in?'],
  ['Una pregunta inventada', 'Este mensaje es inventado. ¿Puedo comer antes del análisis?'],
  ['A made-up question about a letter', 'This is a made-up message. Could I have a letter for my school?'],
] as const
const medications = [
  'Lisinopril 10 mg (made up)',
  'Metformin 500 mg (made up)',
  'Albuterol inhaler (made up)',
]

/** @param staffId who of the role clinic signs in to the demo: the clinic with most patients becomes theirs */
export async function tellOfCare(desk: Desk, staffId: string, now: Date, zone: string): Promise<void> {
  const db = desk.db.write
  const clinic = await db
    .selectFrom('encounter')
    .select(['clinic_id', (eb) => eb.fn.countAll().as('n')])
    .where('clinic_id', 'is not', null)
    .groupBy('clinic_id')
    .orderBy('n', 'desc')
    .orderBy('clinic_id')
    .executeTakeFirst()
  if (!clinic?.clinic_id) return
  const clinicId = clinic.clinic_id
  await db.insertInto('staff_clinic').values({ staff_id: staffId, clinic_id: clinicId }).execute()
  const staff = { type: 'staff', id: staffId, name: 'clinic', role: 'clinic', sid: newId(), authTime: now }
  const before = (hours: number) => now.getTime() - hours * hourMs

  const providers = await db
    .selectFrom('provider')
    .select('id')
    .where('clinic_id', '=', clinicId)
    .orderBy('external_id')
    .limit(3)
    .execute()
  const today = hospitalDay(now, zone)
  for (const [i, { id: providerId }] of providers.entries())
    for (const days of [3, 4, 5, 6, 7, 10, 11, 12]) {
      const kind = (['follow-up', 'physical', 'lab'] as const)[i]!
      const times = { day: dayPlus(today, days), from: '09:00', until: '12:00', minutes: 30 }
      await perform(desk, openTimes, staff, before(100), { providerId, kind, ...times })
    }
  const free = await db
    .selectFrom('slot')
    .select('id')
    .where('clinic_id', '=', clinicId)
    .orderBy('starts_at')
    .orderBy('id')
    .execute()

  const patients = await db
    .selectFrom('portal_account as a')
    .innerJoin('encounter as e', 'e.patient_id', 'a.patient_id')
    .innerJoin('patient as p', 'p.id', 'a.patient_id')
    .select(['a.id', 'a.patient_id'])
    .distinct()
    .where('e.clinic_id', '=', clinicId)
    .where('a.status', '=', 'active')
    .where('p.deceased_at', 'is', null)
    .where('p.replaced_by', 'is', null)
    .where('p.inactive_since', 'is', null)
    .orderBy('a.id')
    .limit(24)
    .execute()
  for (const [i, { id, patient_id: patientId }] of patients.entries()) {
    const me = { type: 'patient', id, patientId, sid: newId() }
    const at = before(90 - i * 3)
    const slot = free[i * 3]
    if (slot) await perform(desk, bookVisit, me, at, { slotId: slot.id })
    if (i % 2 === 0) {
      const [subject, text] = questions[(i / 2) % questions.length]!
      const asked = { clinicId, subject, text, attachments: [] }
      const { threadId } = await perform(desk, beginThread, me, at, asked)
      if (i % 4 === 0) {
        const answer = { id: threadId, text: 'This answer is made up. Yes, you may.', version: 1 }
        await perform(desk, answerThread, staff, at + 5 * hourMs, answer)
      }
    }
    if (i % 3 === 0) {
      const medication = medications[(i / 3) % medications.length]!
      const refill = await perform(desk, askRefill, me, at + hourMs, { clinicId, medication })
      const decision = { id: refill.id, version: 1 }
      if (i % 9 === 0) await perform(desk, grantRefill, staff, at + 6 * hourMs, decision)
      if (i % 9 === 3)
        await perform(desk, refuseRefill, staff, at + 6 * hourMs, { ...decision, reason: 'too-soon' })
    }
    if (i % 8 === 7) {
      const days = { fromDay: dayPlus(today, 1), untilDay: dayPlus(today, 30) }
      await perform(desk, joinWaitList, me, at, { clinicId, kind: 'video', ...days })
    }
  }
}
