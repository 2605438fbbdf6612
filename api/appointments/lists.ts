/** What a visit is for, as clinics offer times: FHIR calls it the service type. */
export const visitKinds = ['new-patient', 'follow-up', 'physical', 'vaccination', 'lab', 'video'] as const
export type VisitKind = (typeof visitKinds)[number]

/** FHIR R4 Slot.status, as far as it is used. `busy-tentative` is held for whoever a time was offered to. */
export const slotStates = ['free', 'busy', 'busy-tentative', 'busy-unavailable'] as const
export type SlotState = (typeof slotStates)[number]

/** FHIR R4 Appointment.status, as far as it is used. */
export const appointmentStates = ['booked', 'cancelled'] as const

/** Who waits for a time, is offered one, took it, let it pass or waits no more. */
export const waitStates = ['waiting', 'offered', 'taken', 'lapsed', 'ended'] as const
export type WaitState = (typeof waitStates)[number]
