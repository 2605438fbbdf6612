import { z } from '@hono/zod-openapi'
import { id, moment, text } from '../../core/http/schema.ts'
import { inquiryAnswers, inquiryTo } from '../lists.ts'

export const inquiryAsked = z.strictObject({ asked: z.enum(inquiryTo), question: text(1000) })

// In the body, never in the address: a proxy in front keeps addresses.
const token = z.string().min(20).max(100)
export const inquiryToken = z.strictObject({ token })
export const inquiryAnswered = z.strictObject({
  token,
  wasWork: z.enum(inquiryAnswers),
  answer: text(4000),
})

/** What whoever holds the link sees: whom it is about, the days, the question; no patient, no rule, no score. */
export const inquiryShown = z
  .object({
    asked: z.enum(inquiryTo),
    staffName: z.string(),
    firstDay: z.string(),
    lastDay: z.string(),
    question: z.string(),
    expiresAt: moment,
  })
  .openapi('PrivacyInquiry')

export const inquiryThanks = z.object({ answered: z.boolean() }).openapi('PrivacyInquiryAnswered')

/** As an officer sees it, in the alert. */
export const inquiryRow = z.object({
  id,
  asked: z.enum(inquiryTo),
  to: z.string(),
  question: z.string(),
  askedBy: z.string(),
  askedAt: moment,
  expiresAt: moment,
  answeredAt: moment.nullable(),
  wasWork: z.enum(inquiryAnswers).nullable(),
  answer: z.string().nullable(),
})
