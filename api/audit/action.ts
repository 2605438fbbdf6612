import type { Language, Words } from '../core/words.ts'
import type { AuditEvent } from './event.ts'

/**
 * What the watch over access takes an event for. `look`: somebody saw a patient's data; `reveal`: a masked value too.
 * `report`: a patient's data, or who looked at it, through another door than the record; the rules of kinship and of watched records
 * ask of it, as they do of a search that showed hardly anybody else (2026-11-26).
 * `work`: something done for a patient that explains a look, when it stands in a case; `case-opened`, `proof` (that a
 * caller was verified), `login` (an act on a login), `reset` (one that sends a link) and `contact` (one that asks for another address
 * or number that links may go to) are work of a kind. `queued`: seen or
 * done because a queue put it before them, which explains itself as a case of their own does: nobody chooses by it whom to see.
 * A look whose detail says `outOfQueue` does not explain itself: what was found there was withheld, or waits no more (2026-11-26).
 * `queue`: a list of what waits, which is nobody's choice either, unless its detail says `outOfQueue`: then somebody asked it
 * for one patient, which is a look, and what they open of it that day explains itself no more (2026-11-26).
 * `list`: many, whom nobody chose; where its detail says `sought` it was asked for one patient, and is a report (2026-11-28).
 * `figures`: counts of people, of whom its detail says in `segment`; nobody's data, and yet a way to somebody's (2026-11-26).
 */
export type WatchedAs =
  | 'nothing'
  | 'search'
  | 'report'
  | 'look'
  | 'reveal'
  | 'work'
  | 'case-opened'
  | 'proof'
  | 'queued'
  | 'queue'
  | 'list'
  | 'login'
  | 'reset'
  | 'contact'
  | 'figures'

/** Something the log can hold. Each stands once, with the act or view that it is, or beside the job that does it. */
export interface Action {
  /** Never changes: events of years ago carry it. */
  name: string
  /** The FHIR AuditEvent action: create, read, update, delete, execute. */
  letter: 'C' | 'R' | 'U' | 'D' | 'E'
  /** What it is called, in words a patient understands; said of whoever did it. */
  words: Words
  /** What a list adds to them where it had a patient: said of that patient. */
  among?: Words
  watch: WatchedAs
  /**
   * It is about who may act for the patient, who are therefore not told of it in the portal: one who hears of a doubt about them may
   * take it out on the child or on the other parent (45 CFR 164.502(g)(5); 2026-11-28). The patient is.
   */
  withheldFrom?: 'proxies'
}

/** What an event is called. A list that had no patient says nothing of one (2026-11-27). */
export function whatOf(
  action: Pick<Action, 'words' | 'among'> | undefined,
  event: Pick<AuditEvent, 'action' | 'patientIds'>,
  language: Language,
): string {
  if (!action) return event.action
  const among = event.patientIds?.length ? action.among : undefined
  return among ? `${action.words[language]}; ${among[language]}` : action.words[language]
}

export const outcomes = ['success', 'failure', 'denied'] as const
export type Outcome = (typeof outcomes)[number]

/** The closed list of what the log can hold, by name. */
export type Actions = ReadonlyMap<string, Action>

const looks: readonly WatchedAs[] = ['look', 'reveal', 'queued', 'queue']
const works: readonly WatchedAs[] = ['work', 'case-opened', 'proof', 'login', 'reset', 'contact']
export const isLook = (watch: WatchedAs): boolean => looks.includes(watch)
export const isWork = (watch: WatchedAs): boolean => works.includes(watch)
export const isOnLogin = (watch: WatchedAs): boolean => ['login', 'reset', 'contact'].includes(watch)
