import { z } from '@hono/zod-openapi'
import { date, id, moment } from '../core/http/schema.ts'
import { actingFor } from '../patients/actsFor.ts'
import { appointmentStates, visitKinds, waitStates } from './lists.ts'

const kind = z.enum(visitKinds)
const place = {
  clinicId: id,
  clinic: z.string(),
  providerId: id,
  provider: z.string(),
  kind,
  timeZone: z
    .string()
    .openapi({ example: 'America/New_York', description: 'By whose clocks the clinic’s days go' }),
}
const when = { startsAt: moment, endsAt: moment }

export const slot = z.object({ id, ...place, ...when, day: date }).openapi('OpenTime')
export const slots = z
  .object({
    times: z.array(slot),
    next: id.nullable().openapi({ description: 'Give it as `after` for those that follow' }),
  })
  .openapi('OpenTimes')
const pageSize = z.coerce.number().int().min(1).max(100).default(25)
export const askSlots = z.strictObject({
  clinicId: id,
  kind,
  providerId: id.optional(),
  from: date.optional().openapi({ description: 'The first day, by the clinic’s clocks' }),
  until: date.optional().openapi({ description: 'The last day' }),
  after: id.optional(),
  limit: pageSize,
})
export const bookable = z
  .array(
    z.object({
      id,
      name: z.string(),
      timeZone: z.string(),
      providers: z.array(z.object({ id, name: z.string() })),
    }),
  )
  .openapi('BookableClinics')

export const visit = z
  .object({
    id,
    ...place,
    ...when,
    status: z.enum(appointmentStates),
    changeUntil: moment
      .nullable()
      .openapi({ description: 'Until when it can be moved or cancelled here; null where that is over' }),
  })
  .openapi('PortalVisit')
export const visits = z.object({ visits: z.array(visit), next: id.nullable() }).openapi('PortalVisits')
export const askVisits = z.strictObject({
  ...actingFor,
  which: z.enum(['upcoming', 'past']).default('upcoming'),
  after: id.optional(),
  limit: pageSize,
})
export const booking = z.strictObject({ slotId: id, ...actingFor })
export const moving = booking
export const calendarFile = z
  .object({ name: z.string(), mediaType: z.literal('text/calendar'), content: z.string() })
  .openapi('CalendarFile')

export const waiting = z.strictObject({
  clinicId: id,
  kind,
  providerId: id.optional().openapi({ description: 'Without it, anybody at the clinic' }),
  fromDay: date,
  untilDay: date,
  ...actingFor,
})
export const waitEntry = z
  .object({
    id,
    clinicId: id,
    clinic: z.string(),
    providerId: id.nullable(),
    kind,
    fromDay: date,
    untilDay: date,
    status: z.enum(waitStates),
    offer: z.object({ ...when, provider: z.string(), timeZone: z.string(), until: moment }).nullable(),
    since: moment,
  })
  .openapi('WaitListEntry')
export const waitEntries = z.array(waitEntry)
export const made = z.object({ id })

const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .openapi({ example: '09:00' })
export const opening = z.strictObject({
  providerId: id,
  kind,
  day: date,
  from: clock,
  until: clock,
  minutes: z.number().int().min(5).max(480),
})
export const opened = z.object({ opened: z.number(), skipped: z.number() }).openapi('TimesOpened')

export const withdrawing = z.strictObject({ providerId: id, day: date })
export const withdrawn = z.object({ withdrawn: z.number() }).openapi('TimesWithdrawn')

export const clinicVisitFilter = z.strictObject({
  day: date.optional(),
  status: z.enum(appointmentStates).optional(),
})
export const clinicVisit = z
  .object({
    id,
    patientId: id,
    patientName: z.string(),
    provider: z.string(),
    kind,
    status: z.enum(appointmentStates),
    timeZone: z.string(),
    ...when,
  })
  .openapi('ClinicVisit')
export const clinicWaitFilter = z.strictObject({ status: z.enum(waitStates).optional() })
export const clinicWait = z
  .object({
    id,
    patientId: id,
    patientName: z.string(),
    provider: z.string().nullable(),
    kind,
    fromDay: date,
    untilDay: date,
    status: z.enum(waitStates),
    offeredUntil: moment.nullable(),
    since: moment,
  })
  .openapi('ClinicWaitEntry')
