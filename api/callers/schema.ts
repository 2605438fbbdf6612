import { z } from '@hono/zod-openapi'
import { tiers } from '../acts/tiers.ts'
import { date, id, moment, sixDigits, text } from '../core/http/schema.ts'
import { rule } from '../core/words.ts'
import { factors } from './compare.ts'
import { callers, declineReasons, photoDocuments } from './lists.ts'

const answer = text(200).optional()
export const verify = z
  .strictObject({
    caseId: id,
    caller: z.enum(callers),
    answers: z
      .strictObject({
        givenName: answer,
        familyName: answer,
        birthDate: date.optional(),
        mrn: answer,
        phone: answer,
        email: answer,
        postalCode: answer,
        street: answer,
        lastVisitDate: date.optional(),
        primaryCareProvider: answer,
      })
      .refine(
        (answers) => Object.values(answers).some((value) => value !== undefined),
        rule('must hold at least one answer', 'debe contener al menos una respuesta'),
      ),
    /**
     * The caller said the first and last name that the page shows. Whoever verifies sees the name: to type it once more would
     * prove nothing that this does not. Everything else stays blind (2026-11-26).
     */
    nameAsShown: z.boolean().optional().openapi({
      description:
        'The caller said the first and last name that the record shows. Not beside a name that was typed',
    }),
  })
  .refine(({ nameAsShown, answers }) => !nameAsShown || !(answers.givenName || answers.familyName), {
    path: ['nameAsShown'],
    message: rule('must not stand beside a name that was typed', 'no debe ir junto a un nombre escrito'),
  })
  .openapi('CallerAnswers')

export const factor = z.enum(factors)
export const verification = z
  .object({
    id,
    tier: z.enum(tiers),
    matched: z.array(factor),
    unmatched: z.array(factor),
    /** Wrong answers that may still be given today; none unless the caller is proved or there are none left. */
    attemptsLeft: z.number().nullable(),
    expiresAt: moment,
    callBack: z.object({ sentTo: z.string(), expiresAt: moment, attemptsLeft: z.number() }).nullable(),
    inPerson: z.object({ document: z.string(), approved: z.boolean() }).nullable(),
    /** Proof by an outside provider: sent there, proved and to be approved, or failed. */
    proofing: z.object({ state: z.enum(['sent', 'proved', 'failed']), approved: z.boolean() }).nullable(),
  })
  .openapi('Verification')

/** The number the agent reads out, this once, and the page on which the patient confirms it. */
export const passkeyAsked = z
  .object({ number: z.string(), expiresAt: moment, page: z.string() })
  .openapi('PasskeyAsked')
export const sendCode = z.strictObject({ channelId: id })
export const confirmCode = z.strictObject({ code: sixDigits })
export const inPerson = z
  .strictObject({ caseId: id, caller: z.enum(callers), document: z.enum(photoDocuments) })
  .openapi('SeenInPerson')
export const approve = z.strictObject({})
export const decline = z
  .strictObject({ reason: z.enum(declineReasons), note: text(1000).optional() })
  .refine(({ reason, note }) => reason !== 'other' || note !== undefined, {
    path: ['note'],
    message: rule(
      'must say why, where no reason of the list fits',
      'debe decir por qué, si ningún motivo de la lista sirve',
    ),
  })
  .openapi('ApprovalDeclined')

/** An approval that waits, with what it rests on. */
export const approvalRow = z
  .object({
    id,
    caseId: id,
    caseNumber: z.number(),
    patientId: id,
    patientName: z.string(),
    category: z.string(),
    summary: z.string(),
    caller: z.string(),
    askedBy: z.string(),
    /** Asked by whoever looks: a colleague decides it. */
    yours: z.boolean(),
    askedAt: moment,
    expiresAt: moment,
    document: z.string().nullable(),
    /** An outside service proved who it is. */
    proofed: z.boolean(),
    /** What the caller answered right in the same case. */
    matched: z.array(factor),
    /** What was declined about the same patient within 24 hours, in whichever case, newest first. */
    declined: z.array(z.object({ reason: z.enum(declineReasons), by: z.string(), at: moment })),
  })
  .openapi('ApprovalRow')
export const approvalsWaiting = z
  .object({ waiting: z.number(), newest: moment.nullable() })
  .openapi('ApprovalsWaiting')
