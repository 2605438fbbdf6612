import { z } from '@hono/zod-openapi'
import { id, moment, text } from '../core/http/schema.ts'
import { takesNothing } from './trustedChannel.ts'
import { reasonsFound } from './whyFound.ts'

export const searchPatients = z
  .strictObject({
    filter: z.strictObject({ q: text(120) }),
    sort: z.tuple([z.enum(['name', 'familyName']), z.enum(['ASC', 'DESC'])]).optional(),
    range: z
      .tuple([z.number().int().min(0).max(99), z.number().int().min(0).max(99)])
      .refine(([from, to]) => to >= from, 'must not end before it begins')
      .optional(),
    /** It is still being typed: a number or address it ends in is not compared beside a name yet. */
    typing: z.boolean().optional(),
  })
  .openapi('PatientSearch', { example: { filter: { q: 'mar 1985' }, range: [0, 9] } })

export const patientNote = z
  .object({ id, text: z.string(), by: z.string(), at: moment })
  .openapi('PatientNote')

/** What a list shows of a patient: enough to choose, not enough to answer a question about them. */
export const patientRow = z
  .object({
    id,
    familyName: z.string(),
    givenName: z.string(),
    suffix: z.string().nullable(),
    birthYear: z.string(),
    mrnEnding: z.string(),
    city: z.string().nullable(),
    deceased: z.boolean(),
    /** Why they were found, where it was not by the very words of the name they go by. */
    why: z.enum(reasonsFound).nullable(),
    /** Whether they were born on the day that was typed; null where none was, or not all shown were compared. */
    born: z.boolean().nullable(),
    /** Put out of use by the hospital's system, or merged into another record. */
    inactive: z.boolean(),
  })
  .openapi({ description: 'Of one patient in a list' })

const channel = z.object({
  id,
  system: z.enum(['phone', 'email']),
  masked: z.string(),
  onFileSince: moment,
  bouncedAt: moment.nullable(),
  /** Why no code can be sent to it; null where one can, once it is on file long enough. Links go to email addresses only. */
  unreachable: z.enum(takesNothing).nullable(),
})

export const patient = z
  .object({
    id,
    familyName: z.string(),
    givenName: z.string(),
    suffix: z.string().nullable(),
    otherNames: z.array(z.string()),
    birthDate: z.string().openapi({ description: 'Masked: the year only', example: '1985-••-••' }),
    mrn: z.string().openapi({ description: 'Masked: the last three characters', example: '•••417' }),
    sex: z.string().nullable(),
    language: z.string().nullable(),
    address: z.string().nullable().openapi({ description: 'Masked: the city only' }),
    deceasedAt: z.string().nullable(),
    replacedBy: id.nullable(),
    /** The hospital's system has put the record out of use. */
    inactive: z.boolean(),
    channels: z.array(channel),
    proxies: z.array(
      z.object({
        id,
        name: z.string(),
        relationship: z.string(),
        status: z.enum(['pending', 'active', 'ended']),
        access: z.string(),
        /** For whom it waits: the proxy, the desk, records. */
        waitingFor: z.string().nullable(),
        endedReason: z.string().nullable(),
      }),
    ),
    /** Whose record this person sees, or saw, as a proxy; by whose page, without a name. */
    actsFor: z.array(
      z.object({ patientId: id, relationship: z.string(), status: z.enum(['pending', 'active', 'ended']) }),
    ),
    mails: z.array(
      z.object({
        id,
        channel: z.enum(['email', 'text']),
        template: z.string(),
        status: z.enum([
          'queued',
          'sending',
          'sent',
          'delivered',
          'failed',
          'bounced',
          'undelivered',
          'cancelled',
        ]),
        attempts: z.number(),
        lastError: z.string().nullable(),
        createdAt: moment,
        sentAt: moment.nullable(),
      }),
    ),
    notes: z.array(patientNote),
    version: z.number(),
  })
  .openapi({ description: 'What the registry has of a patient' })

export const revealable = ['birthDate', 'mrn', 'phone', 'email', 'address'] as const
export const reveal = z.strictObject({
  field: z.enum(revealable),
  reason: z.enum(['wrong-record-check', 'registration-correction', 'privacy-review', 'complaint']),
})
export const revealed = z.object({ field: z.enum(revealable), values: z.array(z.string()) })
