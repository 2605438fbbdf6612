import { z } from '@hono/zod-openapi'
import { id, moment, text } from '../core/http/schema.ts'
import { rule } from '../core/words.ts'
import { wordsOf } from './findByWords.ts'
import { caseCauses, caseOutcomes, priorities, queues } from './lists.ts'
import { caseFilter } from './narrow.ts'
import { neededBy, shortAnswer } from './neededTexts.ts'
import { answerNeeded, noSuchAnswer, noSuchQuestion } from './words.ts'

const slug = z
  .string()
  .max(40)
  .regex(
    /^[a-z]+([-_][a-z]+)*$/,
    rule(
      'must be words in lower case joined by hyphens',
      'deben ser palabras en minúsculas unidas por guiones',
    ),
  )

export const openCase = z
  .strictObject({
    patientId: id,
    category: slug,
    channel: slug,
    summary: text(2000),
    /** As the telephone shows it; only a keyed hash is kept. */
    callerNumber: text(40)
      .refine(
        (value) => value.replace(/\D/g, '').length >= 7,
        rule('must have at least 7 digits', 'debe tener al menos 7 cifras'),
      )
      .optional(),
  })
  .openapi('NewCase', {
    example: {
      patientId: '019a9c50-7b1e-7000-9c1f-1b2d3c4e5f60',
      category: 'locked-out',
      channel: 'phone',
      summary: 'Locked after several tries',
    },
  })
const version = z.number().int()
export const reopenCase = z.strictObject({ reason: text(500), version })
export const mergeCase = z.strictObject({ into: id, version })
export const link = z.strictObject({ number: z.number().int().min(1).max(2_147_483_647) })
export const addNote = z.strictObject({ text: text(4000) })
export const escalate = z
  .strictObject({
    to: z.enum(queues),
    /** What the queue needs to know, by the names of its questions. */
    answers: z.record(z.string().max(40), text(shortAnswer)).optional(),
    /** What the questions do not ask. */
    note: text(2000).optional(),
    version,
  })
  .superRefine(({ to, answers = {} }, { addIssue }) => {
    const questions = neededBy(to)
    const refuse = (name: string, message: string) =>
      addIssue({ code: 'custom', path: ['answers', name], message })
    for (const name of Object.keys(answers)) if (!Object.hasOwn(questions, name)) refuse(name, noSuchQuestion)
    for (const [name, { required, choices }] of Object.entries(questions)) {
      const given = Object.hasOwn(answers, name) ? answers[name] : undefined
      if (given === undefined) {
        if (required) refuse(name, answerNeeded)
      } else if (choices && !Object.hasOwn(choices, given)) refuse(name, noSuchAnswer)
    }
  })
  .openapi({ example: { to: 'supervisor', answers: { decision: 'take-over' }, version: 1 } })
export const giveBack = z.strictObject({ note: text(2000), version })
export const onVersion = z.strictObject({ version })
export const postpone = z.strictObject({ dueAt: moment, note: text(2000), version })
export const wait = z.strictObject({ until: moment, note: text(2000), version })
export const setPriority = z.strictObject({ priority: z.enum(priorities), version })
export const assign = z.strictObject({ staffId: id.nullable(), version })
export const close = z.strictObject({ cause: z.enum(caseCauses), outcome: z.enum(caseOutcomes), version })

export const caseFields = {
  id,
  number: z.number(),
  patientId: id,
  patientName: z.string(),
  category: z.string(),
  channel: z.string(),
  status: z.enum(['open', 'escalated', 'closed']),
  escalatedTo: z.string().nullable(),
  openedBy: z.string(),
  assignedTo: z.string().nullable(),
  assigneeId: id.nullable(),
  openedAt: moment,
  /** When the patient is to be called back, where that was agreed, else when it is to be resolved. */
  dueAt: moment,
  toCallBack: z.boolean(),
  overdue: z.boolean(),
  priority: z.enum(priorities),
  /** Until when, at most, it waits for the patient; null while it does not. */
  waitingUntil: moment.nullable(),
  closedAt: moment.nullable(),
  cause: z.string().nullable(),
  outcome: z.string().nullable(),
  /** How often it was reopened. */
  reopened: z.number(),
  version: z.number(),
}
export const caseRow = z.object(caseFields).openapi('CaseRow')
export const queueCounts = z
  .object({
    mine: z.number(),
    unassigned: z.number(),
    due: z.number(),
    handed: z.number(),
    answered: z.number(),
    toCall: z.number(),
  })
  .openapi('QueueCounts')
export const takers = z.array(z.object({ id, name: z.string() })).openapi('CaseTakers')

/** A question to the list that names neither a case nor a patient. */
const question = caseFilter.omit({ id: true, patientId: true })
const place = z.number().int().min(0).max(999)
export const searchCases = z
  .strictObject({
    filter: question.extend({
      q: text(200).refine(
        (asked) => wordsOf(asked).length > 0,
        rule('must have a letter or a digit', 'debe tener una letra o una cifra'),
      ),
    }),
    range: z
      .tuple([place, place])
      .refine(
        ([from, to]) => to >= from && to - from < 100,
        rule('must ask for 1 to 100 rows', 'debe pedir de 1 a 100 filas'),
      )
      .optional(),
  })
  .openapi('CaseSearch', { example: { filter: { q: 'new phone' }, range: [0, 24] } })
export const foundCases = z.object({ data: z.array(caseRow), total: z.number() }).openapi('FoundCases')
export const viewGiven = z.strictObject({ name: text(60), filter: question })
export const viewRow = z.object({ id, name: z.string(), filter: question }).openapi('CaseView')
