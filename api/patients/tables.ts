import type { Generated } from 'kysely'
import type { Language } from '../core/words.ts'

declare module '../core/db/tables.ts' {
  interface Tables {
    /** `external_id` is issuer and number with a bar between, as FHIR writes a token; so of providers and visits. */
    clinic: { id: string; external_id: string; name: string; other_portal: string | null }
    provider: { id: string; external_id: string; name: string; clinic_id: string | null }
    patient: PatientRow
    /** The numbers of a patient's records; `system` is the issuer, `former` that the number is not in use any more. */
    patient_identifier: { system: string; value: string; patient_id: string; former: number }
    patient_term: { term: string; words: string; birth_date: string; patient_id: string }
    /** The words of all names, each once or, of two transactions at once, twice; numbered in the order they were taken in. */
    name_word: { id: Generated<number>; word: string }
    /** One row: which version made what patients are found by, for which home country, and how far an update has come. */
    patient_search: { made_as: number; upto: string; home_country: string }
    contact_point: ContactPointRow
    encounter: {
      id: string
      external_id: string
      patient_id: string
      clinic_id: string | null
      provider_id: string | null
      started_at: string
    }
    proxy_grant: ProxyGrantRow
    patient_preference: {
      patient_id: string
      language: Language | null
      news: 'email' | 'text' | 'none'
      paperless: number
      changed_at: string
    }
    patient_note: { id: string; patient_id: string; staff_id: string; text: string; created_at: string }
  }
}

export interface PatientRow {
  id: string
  mrn: string
  family_name: string
  given_name: string
  /** JSON lists: family names besides, given names in use besides, given names not in use any more. */
  other_names: string
  nicknames: string
  former_given_names: string
  suffix: string | null
  family_key: string
  given_key: string
  /** All words of the patient's names, each after a space. */
  words: string
  /** YYYY-MM-DD; the year, or year and month, where no more is known. */
  birth_date: string
  sex: string | null
  language: string | null
  race: string | null
  ethnicity: string | null
  payer: string | null
  street: string | null
  city: string | null
  state: string | null
  postal_code: string | null
  address_key: string | null
  /** Since when the address is on file, where it is not as old as the record. */
  address_since?: string | null
  /** The comparable form of the address that the desk's took the place of. */
  replaced_address?: string | null
  primary_provider_id: string | null
  /** JSON list of names and birth dates before the last changes of them, each with until when it was on file. */
  former_selves?: string | null
  /** The day of death, or its year or month alone; where the source tells none, the day it told of the death. */
  deceased_at: string | null
  /** Since when the source says that the record is not in use. */
  inactive_since: string | null
  replaced_by: string | null
  source_hash: string | null
  created_at: string
  updated_at: string
  version: number
}

export interface ContactPointRow {
  id: string
  patient_id: string
  system: 'phone' | 'email'
  value: string
  value_key: string
  on_file_since: string
  ended_at: string | null
  bounced_at: string | null
  /** The source's order, 1 first. */
  rank?: number | null
  /** 1 for a telephone that the source calls a mobile or one for texts. */
  takes_texts?: number
  /** 1 for one that the patient told the desk, and the source has not told yet. */
  put_at_desk?: number
}

export interface ProxyGrantRow {
  id: string
  patient_id: string
  proxy_patient_id: string | null
  proxy_name: string
  relationship: string
  status: 'pending' | 'active' | 'ended'
  /** For whom a pending one waits: the proxy confirms it, the desk or records grants what was asked for. */
  waiting_for: 'proxy' | 'records' | 'desk' | null
  ended_reason: string | null
  created_at: string
  ended_at: string | null
  /** What the proxy sees: all, or what a teenager's parent does. */
  access?: 'full' | 'limited'
  /** 1 where the patient was a minor when it was granted: then it follows the age policy. */
  for_minor?: number
  confirm_failures?: number
  /** The kind of paper it rests on, and who saw it; never a number. */
  paper?: string | null
  paper_seen_by?: string | null
  /** When the teenager agreed, in a call of their own. */
  assented_at?: string | null
  /** When somebody granted or changed it, and in which case. */
  changed_at?: string | null
  case_id?: string | null
}
