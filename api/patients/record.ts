/** A number of a patient's record and who issued it; the number alone says nothing. */
export interface Identifier {
  system: string
  value: string
  /** Not in use any more: it finds the record and proves nothing. */
  former?: boolean
}

/** The system of numbers taken in when their issuer was not kept (before 2026-11-26). */
export const unknownIssuer = 'mrn'

/** A telephone or an e-mail address; `endedAt` where the source says that it is not theirs any more. */
export interface GivenContact {
  system: 'phone' | 'email'
  value: string
  rank?: number | null
  /** A telephone that the source calls a mobile, or one for texts. */
  takesTexts?: true
  endedAt?: string | null
}

/**
 * A person as a registry knows them, whatever the source's format was. What a source does not carry is `undefined` and
 * stays as it is on file; what it carries and says there is none of is null or empty.
 */
export interface PatientRecord {
  mrn: string
  mrnIssuer: string
  /** Further numbers of records. */
  identifiers: Identifier[]
  familyName: string
  /** Empty for people with one name. */
  givenName: string
  /** The given name is the first alone: the source has none of the others. */
  firstNameOnly?: true
  suffix?: string | null
  /** Family names besides: former ones, maiden names. */
  otherNames?: string[]
  /** Given names in use besides. */
  nicknames?: string[]
  formerGivenNames?: string[]
  /** YYYY-MM-DD, YYYY-MM or YYYY. */
  birthDate: string
  sex?: string | null
  language?: string | null
  race?: string | null
  ethnicity?: string | null
  payer?: string | null
  street?: string | null
  city?: string | null
  state?: string | null
  postalCode?: string | null
  contacts?: GivenContact[]
  /** The kinds of contact that the source tells of, where that is not both. */
  kindsTold?: GivenContact['system'][]
  /** Whether the source says that the person died, or lives. */
  deceased?: boolean
  deceasedAt?: string | null
  /** Whether the source says that the record is in use, or is not. */
  active?: boolean
  primaryProviderId?: string | null
}

/** All numbers of a record, the one people know first. */
export const numbersOf = (record: PatientRecord): Identifier[] => [
  { system: record.mrnIssuer, value: record.mrn },
  ...record.identifiers,
]
