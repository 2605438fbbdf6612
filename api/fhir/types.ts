import type { Kind } from '../records/lists.ts'
import type { Param, Params } from './match.ts'

const token = (path: string): Param => ({ type: 'token', path })
const text = (path: string): Param => ({ type: 'string', path })
const date = (path: string): Param => ({ type: 'date', path })
const orders = (path: string): Param => ({ type: 'date', path, orders: true })

/** What every type is searched by, beside `_id`, `patient` and `_count`. */
export const common: Params = { _lastUpdated: date('meta.lastUpdated') }

interface Type {
  /** The kind of record it is; without, a room of its own tells of it. Of Appointment both do. */
  kind?: Kind
  params: Params
}

/**
 * The resources that are read, and what each is searched by: what US Core (STU 6 and 7) requires of a server, where it is held
 * (2026-11-27).
 */
export const types = {
  Patient: {
    params: {
      identifier: token('identifier'),
      name: text('name.family|name.given'),
      family: text('name.family'),
      given: text('name.given'),
      gender: token('gender'),
      birthdate: date('birthDate'),
    },
  },
  Condition: {
    kind: 'problem',
    params: {
      category: token('category'),
      code: token('code'),
      'clinical-status': token('clinicalStatus'),
      'onset-date': orders('onsetDateTime'),
      'abatement-date': date('abatementDateTime'),
    },
  },
  AllergyIntolerance: {
    kind: 'allergy',
    params: { code: token('code'), 'clinical-status': token('clinicalStatus'), date: orders('recordedDate') },
  },
  MedicationRequest: {
    kind: 'medication',
    params: {
      status: token('status'),
      intent: token('intent'),
      code: token('medicationCodeableConcept'),
      authoredon: orders('authoredOn'),
    },
  },
  Immunization: {
    kind: 'immunization',
    params: {
      status: token('status'),
      'vaccine-code': token('vaccineCode'),
      date: orders('occurrenceDateTime'),
    },
  },
  Procedure: {
    kind: 'procedure',
    params: {
      status: token('status'),
      code: token('code'),
      date: orders('performedDateTime|performedPeriod.start'),
    },
  },
  Observation: {
    kind: 'result',
    params: {
      status: token('status'),
      category: token('category'),
      code: token('code'),
      date: orders('effectiveDateTime'),
    },
  },
  DiagnosticReport: {
    kind: 'report',
    params: {
      status: token('status'),
      category: token('category'),
      code: token('code'),
      date: orders('effectiveDateTime'),
    },
  },
  DocumentReference: {
    kind: 'document',
    params: {
      status: token('status'),
      category: token('category'),
      type: token('type'),
      date: orders('date'),
      period: date('context.period'),
    },
  },
  CareTeam: { kind: 'care-team', params: { status: token('status'), category: token('category') } },
  Encounter: {
    params: { status: token('status'), identifier: token('identifier'), date: orders('period.start') },
  },
  Appointment: { kind: 'appointment', params: { status: token('status'), date: orders('start') } },
} as const satisfies Record<string, Type>

export type TypeName = keyof typeof types
export const typeNames = Object.keys(types) as TypeName[]
export const typed = (name: TypeName): Type => types[name]
