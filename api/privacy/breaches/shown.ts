import { z } from '@hono/zod-openapi'
import { id, moment } from '../../core/http/schema.ts'
import { assessment } from '../alerts/schema.ts'
import { shownAdditions } from '../schema.ts'
import * as lists from './lists.ts'
import { draft } from './schema.ts'

/* What is shown of breaches, and what their acts answer. Days are YYYY-MM-DD, by the hospital's calendar. */

const duty = z.object({
  duty: z.enum(lists.breachDuties),
  residence: z.string().nullable(),
  dueOn: z.string(),
  doneOn: z.string().nullable(),
  people: z.number(),
  left: z.number(),
  /** Days until it is due; negative where it is late. */
  daysLeft: z.number(),
})

const head = {
  id,
  alertId: id.nullable(),
  source: z.enum(lists.breachSources),
  summary: z.string(),
  kind: z.enum(lists.breachKinds),
  location: z.enum(lists.breachLocations),
  occurredFrom: z.string(),
  occurredTo: z.string(),
  discoveredOn: z.string(),
  status: z.enum(lists.breachStates),
  outcome: z.enum(lists.breachOutcomes).nullable(),
  people: z.number(),
  toldOn: z.string().nullable(),
  settledOn: z.string().nullable(),
  nextDue: z.string(),
  daysLeft: z.number(),
  hhsOn: z.string().nullable(),
  version: z.number(),
}
export const breachRow = z.object(head).openapi('BreachRow')
export const breachFilter = z.strictObject({
  waiting: z.boolean().optional(),
  second: z.boolean().optional(),
  overdue: z.boolean().optional(),
  /** Breaches discovered in that year, as the log of 45 CFR 164.408(c) has them. */
  year: z.number().int().min(2000).max(2200).optional(),
})

const sheet = z.object({
  language: z.enum(lists.letterLanguages),
  to: z.string(),
  lines: z.array(z.string()),
  hello: z.string(),
  hospital: z.string(),
  day: z.string(),
  parts: z.array(z.object({ title: z.string(), text: z.string() })),
})
export type Sheet = z.output<typeof sheet>
export const printed = z
  .object({
    id,
    version: z.number(),
    letters: z.array(sheet),
    withoutAddress: z.number(),
    inPortal: z.number(),
  })
  .openapi('BreachLettersPrinted')

const person = z.object({ id, name: z.string() })

export const breach = z
  .object({
    ...head,
    knownOn: z.string(),
    shouldHaveKnownOn: z.string().nullable(),
    dataKinds: z.array(z.enum(lists.dataKinds)),
    others: z.number(),
    associate: z.string().nullable(),
    associateIsAgent: z.boolean(),
    associateFoundOn: z.string().nullable(),
    assessment: assessment.nullable(),
    exception: z.enum(lists.breachExceptions).nullable(),
    conclusion: z.string().nullable(),
    signedBy: person.nullable(),
    signedAt: moment.nullable(),
    secondBy: person.nullable(),
    secondAt: moment.nullable(),
    delay: z
      .object({
        kind: z.enum(lists.delayKinds),
        saidOn: z.string(),
        until: z.string(),
        official: z.string(),
        reason: z.string(),
      })
      .nullable(),
    duties: z.array(duty),
    drafts: z.array(z.object({ language: z.enum(lists.letterLanguages), ...draft })),
    /** The first some hundred; all are counted. */
    affected: z.array(
      z.object({
        id,
        name: z.string(),
        mrn: z.string(),
        residence: z.string().nullable(),
        told: z.enum(['told', 'unreachable', 'waiting']),
        toldOn: z.string().nullable(),
      }),
    ),
    toEnter: z.number().openapi({
      description: 'People affected for whom the register of disclosures has no entry of it',
    }),
    notices: z.array(
      z.object({
        id,
        patient: person.nullable(),
        method: z.enum([...lists.personalMethods, ...lists.publicMethods]),
        recipient: z.string(),
        residence: z.string().nullable(),
        onDay: z.string().nullable(),
        reference: z.string().nullable(),
        returnedOn: z.string().nullable(),
        withdrawn: z.boolean(),
        recordedBy: z.string(),
        letter: z.boolean(),
      }),
    ),
    additions: shownAdditions,
  })
  .openapi('Breach')

/** What an act on a breach answers. */
export const breachDone = z
  .object({ id, status: z.enum(lists.breachStates), version: z.number() })
  .openapi('BreachDone')
export const letters = z.object({ letters: z.array(sheet) }).openapi('BreachLetters')
