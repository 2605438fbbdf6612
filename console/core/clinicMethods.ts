import type { z } from 'zod'
import type { response } from '../../api/appointments/response.ts'
import type { clinicVisit, clinicWait } from '../../api/appointments/schema.ts'
import type { clinicThread, clinicWhole, file } from '../../api/messages/schema.ts'
import type { clinicRefill, clinicWhole as wholeRefill } from '../../api/refills/schema.ts'
import { get, type Reading } from './http.ts'

export type ClinicThreadRow = z.output<typeof clinicThread>
export type ClinicThread = z.output<typeof clinicWhole>
export type ClinicRefillRow = z.output<typeof clinicRefill>
export type ClinicRefill = z.output<typeof wholeRefill>
export type ClinicVisit = z.output<typeof clinicVisit>
export type ClinicWait = z.output<typeof clinicWait>

/** What a clinic's pages ask. */
export const clinicMethods = {
  showClinicThread: (id: string, { background, signal }: Reading = {}) =>
    get<ClinicThread>(`/clinic-threads/${id}`, background, signal),
  clinicAttachment: (id: string) => get<z.output<typeof file>>(`/clinic-attachments/${id}`),
  showClinicRefill: (id: string, { background, signal }: Reading = {}) =>
    get<ClinicRefill>(`/clinic-refills/${id}`, background, signal),
  clinicResponse: (of: 'messages' | 'refills' | 'visits') =>
    get<z.output<typeof response>>(`/clinic-response/${of}`, true),
}
