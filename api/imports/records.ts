import type { HospitalClock } from '../core/calendar.ts'
import type { NamedPlace } from '../patients/places.ts'
import type { GivenContact, Identifier } from '../patients/record.ts'
import type { GivenVisit } from '../patients/saveVisits.ts'
import type { GivenEntry } from '../records/entry.ts'
import type { ColumnMap, MappedField } from './csv/columnMap.ts'

/** Where something stands: the line of a text file from 1, or the entry of a Bundle from 1. */
export interface Place {
  file: string
  line?: number
  entry?: number
}

/** What a record could not bring with it: the field and the rule it broke, never the value. */
export interface Warning {
  field: string
  rule: string
}
export type Warn = (field: string, rule: string) => void

/**
 * A person read from a source, before it is checked. `undefined` is what the format does not carry; what it carries and
 * has none of is null or empty.
 */
export interface SourcePatient {
  /** What other records of the import call this one: by its server where that is known (`callOf`). */
  id: string | undefined
  /** The numbers of the person's records, the one people know first. */
  numbers: Identifier[]
  familyName: string | undefined
  givenName: string | undefined
  firstNameOnly?: true
  suffix?: string | null
  otherNames?: string[]
  nicknames?: string[]
  formerGivenNames?: string[]
  birthDate: string | undefined
  sex?: string | null
  language?: string | null
  race?: string | null
  ethnicity?: string | null
  payer?: string | null
  street?: string | null
  city?: string | null
  state?: string | null
  postalCode?: string | null
  /** As the source writes it; it says how the postal code is written. */
  country?: string | null
  contacts?: GivenContact[]
  kindsTold?: GivenContact['system'][]
  /** What it says beside a date, or without. */
  deceased?: boolean
  deceasedAt?: string | null
  active?: boolean
  /** What the record that took this one's place is called. */
  replacedBy?: string
  primaryProvider?: NamedPlace | null
  visits: GivenVisit[]
}

/** A record of a source as it was read. */
export type SourceItem = Place & { warnings?: Warning[] } & (
    | {
        patient: SourcePatient
        /** The names of those fields that a map of columns filled. */
        fields?: MappedField[]
      }
    /** A visit that stands apart from its patient. */
    | { visit: GivenVisit; of: PatientReference }
    | { payer: string; of: PatientReference }
    /** What is said of a patient's health. */
    | { clinical: GivenEntry; of: PatientReference }
    /** A record that could not be read. */
    | { fault: string }
    /** Nothing but what is to be said of the place. */
    | { nothing: true }
    /** A file that could not, or not wholly, be read. */
    | { fileFault: string }
    /** A file that holds nothing that is read here. */
    | { leftAlone: string }
  )

/**
 * By what the source calls them, by a number, or as the Patient at an entry of the same Bundle, which was read just before; where
 * something is only taken back, as whoever it was said of.
 */
export type PatientReference =
  | { id: string }
  | { number: Identifier }
  | { entry: number }
  | { whoeverItWasSaidOf: true }

/** By what a source is read. */
export interface ReadRules {
  /** Whose numbers they are that a record does not say an issuer of. */
  source: string | undefined
  /** The systems whose numbers are medical record numbers; nothing where it is any that the feed says is one. */
  mrnIssuers: readonly string[] | undefined
  /** Those of them whose numbers on file are not of nine digits, as a social security number is. */
  shortNumbered?: readonly string[] | undefined
  /** Which column of a CSV of somebody’s own making is what. */
  columnMap?: ColumnMap | undefined
  clock: HospitalClock
  /** Which lists and fields a Patient of the source had so far (`fhir/patient.ts`). */
  carried: Set<string>
  /** The home country: whose telephone numbers and postal codes are written without it (ISO 3166-1 alpha-2). */
  home: string
  today: string
}

/** The issuer of numbers of a source that nobody named. */
export const unnamedSource = 'urn:portal-desk:source'
