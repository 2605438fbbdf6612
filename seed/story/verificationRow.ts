import type { Factor } from '../../api/callers/compare.ts'
import { unproven } from '../../api/callers/newVerification.ts'
import { callersPolicy } from '../../api/callers/policy.ts'
import type { VerificationRow } from '../../api/callers/tables.ts'
import { idAt } from '../idAt.ts'
import { type Calendar, minuteMs } from './calendar.ts'

const proofMinutes = callersPolicy.verificationMinutes.usual
/** How long a proof lives. */
export const proofMs = proofMinutes * minuteMs

/** What is kept of a caller's answers: which agreed, and never what was said. */
export const verificationRow = (
  calendar: Calendar,
  at: number,
  about: { caseId: string; patientId: string; staffId: string; caller: string },
  answers: { proven: boolean; matched: readonly Factor[]; unmatched: readonly Factor[] },
): VerificationRow => ({
  ...unproven(
    {
      id: idAt(at),
      case_id: about.caseId,
      patient_id: about.patientId,
      staff_id: about.staffId,
      caller: about.caller,
      hospital_day: calendar.text(calendar.dayOf(at)),
    },
    new Date(at),
    proofMinutes,
  ),
  matched: JSON.stringify(answers.matched),
  unmatched: JSON.stringify(answers.unmatched),
  tier: answers.proven ? 'T1' : 'T0',
  failed: answers.proven ? 0 : 1,
})
