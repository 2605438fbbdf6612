import type { Kind } from './lists.ts'

export interface Coding {
  system: string
  code: string
  display?: string
}

/** One value of a result: of several, such as blood pressure, each has its name. */
export interface Value {
  name?: string
  codes?: Coding[]
  number?: number
  /** The value is less or more than the number: a bound of what was measured. */
  comparator?: '<' | '<=' | '>=' | '>'
  unit?: string
  text?: string
  /** The range that is usual, in the same unit. */
  low?: number
  high?: number
  range?: string
  /** The source's word for where it lies: H, L, HH, LL, N, A … (HL7 v3 ObservationInterpretation). */
  flag?: string
}

/** One thing of a record as it is kept, sealed: what all kinds have, and what some do. Dates are as the source writes them. */
export interface Entry {
  kind: Kind
  name: string
  codes: Coding[]
  /** Of what sort it is, as the source says: laboratory, vital signs, a note … */
  categories?: Coding[]
  /** The word of FHIR for how it stands: `active`, `resolved`, `final` … */
  status?: string
  /** How sure it is, where the source says other than `confirmed`: `refuted` was ruled out (FHIR's words). */
  verification?: string
  /** A medication that must not be given. */
  doNotPerform?: true
  /** Of a medication that is no order: `plan`, `proposal` … */
  intent?: string
  at?: string
  /** What day `at` is, where not the usual one of its kind: of a problem when it was recorded, of an allergy when it began. */
  dayIs?: 'recorded' | 'onset'
  until?: string
  values?: Value[]
  /** Reactions, how it is taken, what belongs to a report, who is in a team. */
  details?: string[]
  /** Who ordered, made or wrote it. */
  by?: string
  note?: string
  document?: { contentType: string; data?: string }
  /** Of a document: from when to when what it tells of was, as the source writes it. */
  period?: { start?: string; end?: string }
}

/** What a source says of one thing; `withdrawn` where it says that it was never so. */
export interface GivenEntry {
  /** Who calls it so. */
  issuer: string
  /** What it is called there, with its type. */
  value: string
  withdrawn: boolean
  /** When the source last changed it, by its own clock: ISO 8601 UTC. */
  saidAt?: string
  /** When, for order: ISO 8601 UTC; empty where nothing is said. */
  at: string
  entry: Entry
}
