import type { Action } from './action.ts'
import { actTexts } from './actTexts.ts'

/**
 * Every act the log can hold, and the FHIR AuditEvent action it is (C create, R read, U update, D delete,
 * E execute). An act that is not here does not compile.
 */
export const actions = {
  'patient.imported': 'U',
  'portal.acted': 'E',
  'adoption.shown': 'R',
  'adoption.annotated': 'C',
  'adoption.annotation-removed': 'D',
  'adoption.goal-set': 'U',
  'adoption.events-imported': 'C',
  'adoption.rebuilt': 'E',
} as const

export type AuditAction = keyof typeof actions

export const undeclared: readonly Action[] = (Object.keys(actions) as AuditAction[]).map((name) => ({
  name,
  letter: actions[name],
  words: actTexts[name],
  watch: 'nothing' as const,
}))
