import type { Factor } from '../../api/callers/compare.ts'
import type { VerificationRow } from '../../api/callers/tables.ts'
import { idAt } from '../idAt.ts'
import { type Calendar, minuteMs } from './calendar.ts'

/** A proof lives half an hour. */
export const proofMs = 30 * minuteMs

/** What is kept of a caller's answers: which agreed, and never what was said. */
export const verificationRow = (
  calendar: Calendar,
  at: number,
  about: { caseId: string; patientId: string; staffId: string; caller: string },
  answers: { proven: boolean; matched: readonly Factor[]; unmatched: readonly Factor[] },
): VerificationRow => ({
  id: idAt(at),
  case_id: about.caseId,
  patient_id: about.patientId,
  staff_id: about.staffId,
  caller: about.caller,
  matched: JSON.stringify(answers.matched),
  unmatched: JSON.stringify(answers.unmatched),
  tier: answers.proven ? 'T1' : 'T0',
  failed: answers.proven ? 0 : 1,
  hospital_day: calendar.text(calendar.dayOf(at)),
  created_at: new Date(at).toISOString(),
  expires_at: new Date(at + proofMs).toISOString(),
  channel_id: null,
  code_hash: null,
  code_expires_at: null,
  code_attempts: 0,
  codes_sent: 0,
  photo_document: null,
  seen_by: null,
  seen_at: null,
  approved_by: null,
  approved_at: null,
})
