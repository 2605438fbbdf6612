import { z } from '@hono/zod-openapi'
import { date, id, moment, text } from '../../core/http/schema.ts'
import { rule } from '../../core/words.ts'
import { accountingMethods, disclosurePurposes } from '../lists.ts'

export const requested = z
  .strictObject({
    receivedOn: date,
    /** Of which days; the years of policy up to the day it was received where it does not say. */
    from: date.optional(),
    to: date.optional(),
  })
  .refine((given) => given.from === undefined || given.from <= (given.to ?? given.receivedOn), {
    path: ['from'],
    message: rule('must not be after the end', 'no debe ser posterior al final'),
  })
export const extended = z.strictObject({ reason: text(500) })
export const answered = z.strictObject({ method: z.enum(accountingMethods) })

export const suspended = z.strictObject({
  kind: z.enum(['oral', 'written']),
  saidOn: date,
  until: date,
  /** The agency and the official who asked. */
  official: text(200),
  /** What they said: how the accounting would impede what they do. */
  reason: text(1000),
})
export const suspensionDone = z.object({ id, until: z.string() }).openapi('DisclosureSuspended')

export const accountingDone = z.object({ id, dueOn: z.string() }).openapi('AccountingRequestDone')

export const accountingRow = z
  .object({
    id,
    patient: z.object({ id, name: z.string() }),
    receivedOn: z.string(),
    from: z.string(),
    to: z.string(),
    dueOn: z.string(),
    overdue: z.boolean(),
    extendedOn: z.string().nullable(),
    extendedReason: z.string().nullable(),
    /** The first within twelve months is without charge (45 CFR 164.528(c)(2)). */
    free: z.boolean(),
    state: z.enum(['open', 'answered', 'withdrawn']),
    recordedBy: z.string(),
    answeredAt: moment.nullable(),
    answeredBy: z.string().nullable(),
    method: z.enum(accountingMethods).nullable(),
    /** Entries that a suspension kept out of what was given. */
    leftOut: z.number().nullable(),
    withdrawnReason: z.string().nullable(),
  })
  .openapi('AccountingRequest')
export const accountingFilter = z.strictObject({
  /** Neither answered nor withdrawn. */
  open: z.boolean().optional(),
  patientId: z.uuid().optional(),
})

/** What the patient was given, as it was given. */
export const accountingCopy = z
  .object({
    patient: z.object({ name: z.string(), mrn: z.string() }),
    from: z.string(),
    to: z.string(),
    madeOn: z.string(),
    disclosures: z.array(
      z.object({
        disclosedOn: z.string(),
        lastOn: z.string().nullable(),
        times: z.number(),
        recipient: z.string(),
        recipientAddress: z.string().nullable(),
        description: z.string(),
        purpose: z.enum(disclosurePurposes),
      }),
    ),
  })
  .openapi('AccountingCopy')
export type AccountingCopy = z.output<typeof accountingCopy>
export const accountingShown = accountingRow
  .extend({ copy: accountingCopy.nullable() })
  .openapi('AccountingRequestShown')
