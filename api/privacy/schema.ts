import { z } from '@hono/zod-openapi'
import { date, id, moment, text } from '../core/http/schema.ts'
import { rule } from '../core/words.ts'
import { disclosurePurposes, emergencyReasons, ruleOrWatch } from './lists.ts'

export const disclosureGiven = z
  .strictObject({
    disclosedOn: date,
    /** Of several disclosures to one recipient for one purpose: the last, and how many (45 CFR 164.528(b)(3)). */
    lastOn: date.optional(),
    times: z.number().int().min(1).max(100_000).default(1),
    recipient: text(200),
    recipientAddress: text(300).optional(),
    description: text(1000),
    purpose: z.enum(disclosurePurposes),
  })
  .refine((given) => given.lastOn === undefined || given.lastOn >= given.disclosedOn, {
    path: ['lastOn'],
    message: rule('must not be before the first disclosure', 'no debe ser anterior a la primera'),
  })
  .refine((given) => given.times > 1 === (given.lastOn !== undefined), {
    path: ['lastOn'],
    message: rule(
      'is needed with more than one disclosure, and only then',
      'hace falta con más de una divulgación, y solo entonces',
    ),
  })

/** What was added to something signed, the oldest first. */
export const shownAdditions = z.array(z.object({ id, by: z.string(), at: moment, text: z.string() }))

export const withdrawal = z.strictObject({ reason: text(300) })

export const disclosure = z
  .object({
    id,
    patientId: id,
    disclosedOn: z.string(),
    lastOn: z.string().nullable(),
    times: z.number(),
    recipient: z.string(),
    recipientAddress: z.string().nullable(),
    description: z.string(),
    purpose: z.string(),
    recordedBy: z.string(),
    createdAt: moment,
    withdrawnAt: moment.nullable(),
    withdrawnReason: z.string().nullable(),
    suspendedUntil: z
      .string()
      .nullable()
      .openapi({ description: 'The last day an agency asked to leave it out of what the patient is given' }),
  })
  .openapi('Disclosure')

export const accountingQuery = z.strictObject({ from: date.optional(), to: date.optional() })

export const accounting = z
  .object({
    patient: z.object({ id, name: z.string(), mrn: z.string() }),
    from: z.string(),
    to: z.string(),
    madeAt: moment,
    disclosures: z.array(disclosure),
  })
  .openapi('AccountingOfDisclosures')
export type Accounting = z.output<typeof accounting>

export const emergency = z
  .strictObject({
    mrn: text(60),
    birthDate: date,
    reason: z.enum(emergencyReasons),
    explanation: text(1000).refine(
      (value) => value.length >= 10,
      rule(
        'must say what happened, in 10 characters or more',
        'debe decir qué ocurrió, en 10 caracteres o más',
      ),
    ),
  })
  .openapi('EmergencyAccess')
export const emergencyOpened = z.object({ patientId: id, expiresAt: moment }).openapi('EmergencyAccessOpened')

export const ruleParam = z.strictObject({ rule: z.enum(ruleOrWatch) })
export const ruleRow = z
  .object({
    id: z.enum(ruleOrWatch),
    name: z.string(),
    definition: z.string(),
    explainedBy: z.enum(['nothing', 'independent', 'told', 'own-case', 'any-relation']).nullable(),
    enabled: z.boolean(),
    thresholds: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        value: z.number(),
        usual: z.number(),
        least: z.number(),
        most: z.number(),
      }),
    ),
    changedAt: moment.nullable(),
    changedBy: z.string().nullable(),
    confirmedBy: z.string().nullable().openapi({ description: 'The second officer' }),
    /** A change that waits for another officer. */
    waiting: z
      .object({
        id,
        enabled: z.boolean(),
        thresholds: z.array(z.object({ name: z.string(), label: z.string(), value: z.number() })),
        reason: z.string(),
        alone: z.boolean().openapi({ description: 'It was put in force at once by one officer' }),
        lapsesAt: moment.nullable().openapi({
          description: 'When it goes back by itself, or went back, unless another officer confirms it',
        }),
        lapsed: z.boolean().openapi({ description: 'It went back, and waits to be looked at' }),
        askedBy: z.string(),
        askedAt: moment,
        mine: z.boolean(),
      })
      .nullable(),
    /** 0 while nobody has changed it. */
    version: z.number(),
  })
  .openapi('PrivacyRule')
/** What a change of a rule answers. */
export const ruleDone = z
  .object({ id: z.enum(ruleOrWatch), change: id, version: z.number() })
  .openapi('PrivacyRuleDone')

export const ruleDecision = z.strictObject({ id })

export const ruleChange = z.strictObject({
  enabled: z.boolean(),
  thresholds: z.record(z.string(), z.number().int()),
  reason: text(500),
  version: z.number().int(),
})
