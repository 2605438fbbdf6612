import { createContext, useContext, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { AuditQuestion } from '../core/logMethods.ts'

/** What another page asks the log, handed over by the router and in no address. */
export interface Handed {
  question?: AuditQuestion
  columns?: string[]
}

// What leads to one person, or may be a name somebody typed: it stands in no address, since histories are kept on disk.
const personal = ['patientId', 'actorId', 'caseId', 'sessionId', 'requestId', 'ip', 'q'] as const

/** Without what was left empty. */
export const withoutEmpty = (question: AuditQuestion): AuditQuestion =>
  Object.fromEntries(
    Object.entries(question).filter(
      ([, value]) => value != null && value !== '' && [value].flat().length > 0,
    ),
  )

/** A question in its two parts: what may stand in the address, and what may not. */
export function parted(question: AuditQuestion): { open: AuditQuestion; named: AuditQuestion } {
  const all = Object.entries(withoutEmpty(question))
  const names = (name: string) => (personal as readonly string[]).includes(name)
  return {
    open: Object.fromEntries(all.filter(([name]) => !names(name))),
    named: Object.fromEntries(all.filter(([name]) => names(name))),
  }
}

/**
 * The part of the question that stands in no address. It is remembered by the part that does: both change in one step,
 * so that each question is asked, and recorded, once; and who goes back finds the question they had.
 */
export function useNamed(first: AuditQuestion) {
  const [params] = useSearchParams()
  const [named, setNamed] = useState<Record<string, AuditQuestion>>({ '': first })
  const now = named[params.get('filter') ?? ''] ?? {}
  const remember = (open: AuditQuestion, part: AuditQuestion) =>
    setNamed((known) => ({ ...known, [JSON.stringify(open)]: part }))
  return [now, remember] as const
}

interface Asking {
  /** All that is asked now. */
  question: AuditQuestion
  ask: (question: AuditQuestion) => void
}

export const AskingContext = createContext<Asking>({ question: {}, ask: () => {} })
export const useAsking = () => useContext(AskingContext)
