import { z } from '@hono/zod-openapi'
import { roles } from '../../core/access/permissions.ts'
import { id, moment, text } from '../../core/http/schema.ts'
import { rule as phrase } from '../../core/words.ts'
import { inquiryRow } from '../inquiries/schema.ts'
import {
  alertMeasures,
  alertOutcomes,
  breachFactors,
  emergencyReasons,
  likelihoods,
  needsAssessment,
  ruleCodes,
} from '../lists.ts'

const rule = z.enum(ruleCodes)
const version = z.number().int()
const person = z.object({ id, name: z.string() })

const alertFields = {
  id,
  staff: person.extend({ role: z.enum(roles) }).nullable(),
  patient: person.nullable(),
  /** The alert is about one telephone number that many calls came from. */
  caller: z.boolean(),
  status: z.enum(['open', 'signed']),
  score: z.number(),
  firstDay: z.string(),
  lastDay: z.string(),
  discoveredAt: moment,
  dueAt: moment,
  overdue: z.boolean(),
  assignedTo: person.nullable(),
  outcome: z.enum(alertOutcomes).nullable(),
  notifiedOn: z.string().nullable(),
  breachId: id.nullable(),
  /** What reviews of like alerts found, in words; null where there are too few, or policy says that it moves nothing. */
  foundBefore: z.string().nullable(),
  version: z.number(),
}

export const alertRow = z
  .object({ ...alertFields, rules: z.array(z.object({ code: rule, name: z.string() })) })
  .openapi('PrivacyAlertRow')

const factor = z.strictObject({ likelihood: z.enum(likelihoods), text: text(2000) })
export const factors = Object.fromEntries(breachFactors.map((name) => [name, factor])) as Record<
  (typeof breachFactors)[number],
  typeof factor
>
export const assessment = z.object(factors).extend({ lowProbability: z.boolean() })

export const alert = z
  .object({
    ...alertFields,
    /** What there is that may explain the access, in words. */
    context: z.array(z.string()),
    /** The cases that come into it: of the access, or those one number called about. */
    cases: z.array(z.object({ id, number: z.number() })),
    findings: z.array(
      z.object({
        rule,
        name: z.string(),
        definition: z.string(),
        day: z.string(),
        score: z.number(),
        evidence: z.string(),
      }),
    ),
    /** Whose records it is about, where it is about one person and many patients, and how many more. */
    patients: z.array(person.extend({ events: z.number() })),
    morePatients: z.number(),
    /** What was written when the record was opened by emergency access. */
    emergencies: z.array(z.object({ at: moment, reason: z.enum(emergencyReasons), text: z.string() })),
    assessment: assessment.nullable(),
    measure: z.enum(alertMeasures).nullable(),
    conclusion: z.string().nullable(),
    signedBy: z.string().nullable(),
    signedAt: moment.nullable(),
    notes: z.array(z.object({ id, by: z.string(), at: moment, text: z.string() })),
    /** What an employee or manager was asked by a link, and answered. */
    inquiries: z.array(inquiryRow),
    /** Other alerts about the same person, newest first. */
    others: z.array(
      z.object({ id, lastDay: z.string(), score: z.number(), outcome: z.enum(alertOutcomes).nullable() }),
    ),
  })
  .openapi('PrivacyAlert')

/** What an act on an alert answers: enough to go on; who wants all of it opens it, which is recorded. */
export const alertDone = z
  .object({ id, status: alertFields.status, version: alertFields.version })
  .openapi('PrivacyAlertDone')

export const alertFilter = z.strictObject({
  status: z.enum(['open', 'signed']).optional(),
  mine: z.boolean().optional(),
  unassigned: z.boolean().optional(),
  overdue: z.boolean().optional(),
  toNotify: z.boolean().optional(),
  staffId: z.uuid().optional(),
  patientId: z.uuid().optional(),
  rule: rule.optional(),
})

export const assign = z.strictObject({ staffId: id.nullable(), version })
export const note = z.strictObject({ text: text(4000) })
export const assess = z
  .strictObject({ ...factors, lowProbability: z.boolean(), version })
  .refine(
    (given) => !given.lowProbability || breachFactors.every((name) => given[name].likelihood !== 'high'),
    {
      path: ['lowProbability'],
      message: phrase(
        'cannot be concluded while a factor is rated high',
        'no se puede concluir mientras un factor sea alto',
      ),
    },
  )
export const sign = z
  .strictObject({
    outcome: z.enum(alertOutcomes),
    measure: z.enum(alertMeasures),
    conclusion: text(4000),
    version,
  })
  .refine((given) => needsAssessment(given.outcome) || given.measure !== 'sanction', {
    path: ['measure'],
    message: phrase(
      'cannot be a sanction where nothing was violated',
      'no puede ser una sanción si no hubo infracción',
    ),
  })
export const overview = z
  .object({
    scoredTo: z.string().nullable(),
    days: z.array(
      z.object({
        day: z.string(),
        accesses: z.number(),
        explained: z.number(),
        unexplained: z.number(),
        flagged: z.number(),
      }),
    ),
    open: z.number(),
    unassigned: z.number(),
    overdue: z.number(),
    toNotify: z.number(),
  })
  .openapi('PrivacyOverview')
