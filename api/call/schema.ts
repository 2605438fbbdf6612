import { z } from '@hono/zod-openapi'
import { verification } from '../callers/schema.ts'
import { caseFields } from '../cases/schema.ts'
import { id, moment } from '../core/http/schema.ts'

export const progress = z
  .object({
    accountStatus: z.string(),
    lastSignInAt: moment.nullable(),
    signedInSinceOpened: z.boolean(),
    steps: z.array(z.object({ at: moment, kind: z.string(), reason: z.string().nullable() })),
    mails: z.array(
      z.object({
        id,
        template: z.string(),
        status: z.string(),
        lastError: z.string().nullable(),
        at: moment,
      }),
    ),
  })
  .openapi('CaseProgress')

export const supportCase = z
  .object({
    ...caseFields,
    summary: z.string(),
    notes: z.array(z.object({ id, kind: z.string(), text: z.string(), by: z.string(), at: moment })),
    verifications: z.array(
      verification.extend({ caller: z.string(), by: z.string(), at: moment, live: z.boolean() }),
    ),
    progress,
    mark: z.string().openapi({ description: 'Differs once anything about the case does' }),
  })
  .openapi('Case')
