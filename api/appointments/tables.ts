import type { appointmentStates, SlotState, VisitKind, WaitState } from './lists.ts'

declare module '../core/db/tables.ts' {
  interface Tables {
    /** By whose clocks a clinic's days go, where they are not the hospital's. */
    clinic_zone: { clinic_id: string; time_zone: string }
    slot: SlotRow
    appointment: AppointmentRow
    wait_entry: WaitRow
  }
}

/** A time somebody can be seen: FHIR's Slot, with clinic and provider of its Schedule. */
export interface SlotRow {
  id: string
  clinic_id: string
  provider_id: string
  kind: VisitKind
  /** The day by the clinic's clocks. */
  day: string
  starts_at: string
  ends_at: string
  status: SlotState
  /** The entry of the wait list it was offered to, and until when. */
  held_for: string | null
  held_until: string | null
  /** When its clinic, or the system it came from, withdrew it while somebody had it: given back, it is offered to nobody. */
  withdrawn_at: string | null
  made_by: string | null
  created_at: string
}

export interface AppointmentRow {
  id: string
  patient_id: string
  slot_id: string
  clinic_id: string
  provider_id: string
  kind: VisitKind
  status: (typeof appointmentStates)[number]
  starts_at: string
  ends_at: string
  /** The login that booked it: the patient's, or their proxy's. */
  booked_by: string
  /** How often it changed, as calendars count (RFC 5545, 3.8.7.4). */
  sequence: number
  created_at: string
  changed_at: string
}

export interface WaitRow {
  id: string
  patient_id: string
  clinic_id: string
  /** Null where any provider will do. */
  provider_id: string | null
  kind: VisitKind
  from_day: string
  until_day: string
  status: WaitState
  slot_id: string | null
  offered_until: string | null
  /** When a time was first offered to them. */
  offered_at: string | null
  asked_by: string
  created_at: string
  changed_at: string
}
