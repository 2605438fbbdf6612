import type { FindingRow } from '../tables.ts'
import type { Context } from './explanation.ts'
import type { Hit } from './pairRules.ts'

export type NewFinding = Omit<FindingRow, 'alert_id'>

export const finding = (
  day: string,
  subject: { staffId?: string; patientId?: string; callerKey?: string },
  { rule, score, evidence }: Hit,
  context: Context = {},
): NewFinding => ({
  day,
  staff_id: subject.staffId ?? '',
  patient_id: subject.patientId ?? '',
  caller_key: subject.callerKey ?? '',
  rule,
  n: 0,
  score,
  evidence: JSON.stringify(evidence),
  context: JSON.stringify(context),
})

/** Findings of one subject stand or fall together. */
export const subjectOf = (f: { staff_id: string; patient_id: string; caller_key: string }) =>
  `${f.staff_id} ${f.patient_id} ${f.caller_key}`

/**
 * What findings of one subject weigh together, 0 to 100: each rule once, by its strongest finding, combined as the
 * chance that not all of several independent warnings are false.
 */
export function weigh(findings: readonly { rule: string; score: number }[]): number {
  const strongest = new Map<string, number>()
  for (const f of findings) strongest.set(f.rule, Math.max(strongest.get(f.rule) ?? 0, f.score))
  let doubt = 1
  for (const score of strongest.values()) doubt *= 1 - score / 100
  return Math.round((1 - doubt) * 100)
}
