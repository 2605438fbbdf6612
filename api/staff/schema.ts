import { z } from '@hono/zod-openapi'
import { permissions, roles } from '../core/access/permissions.ts'
import { id, moment, text } from '../core/http/schema.ts'

export const enrolmentParam = z.strictObject({ token: z.string().min(20).max(100) })
export const choosePassword = z.strictObject({ password: z.string().max(1000) })
export const totpSecret = z.object({ totp: z.object({ secret: z.string(), uri: z.string() }) })
export const code = z.strictObject({
  code: z.string().trim().min(6, 'must be a code of 6 digits, or a recovery code').max(40),
})
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })
export const credentials = z.strictObject({
  email: text(254),
  password: z.string().min(1, 'must not be empty').max(1000),
})
export const secondFactorWanted = z.object({ state: z.literal('second-factor') })
export const signedIn = z
  .object({
    staff: z.object({ id, name: z.string(), role: z.enum(roles), permissions: z.array(z.enum(permissions)) }),
    authTime: moment,
    endsAt: moment.openapi({ description: 'When the session ends, whatever is done' }),
    idleMinutes: z.number().openapi({ description: 'After how long without activity it ends before' }),
    hospital: z.object({ name: z.string(), timeZone: z.string() }),
  })
  .openapi('SignedInStaff')
export const staffMember = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    status: z.enum(['invited', 'active', 'disabled']),
    lastSignInAt: moment.nullable(),
    createdAt: moment,
    version: z.number(),
  })
  .openapi('StaffMember')
export const changeStatus = z.strictObject({ version: z.number().int() })
export const nothing = z.object({})

export const accessReviews = z
  .object({
    quarter: z.string(),
    reviews: z.array(z.object({ id, quarter: z.string(), begunAt: moment, finishedAt: moment.nullable() })),
  })
  .openapi('AccessReviews')
export const accessReview = z
  .object({
    id,
    quarter: z.string(),
    begunAt: moment,
    begunBy: z.string(),
    finishedAt: moment.nullable(),
    finishedBy: z.string().nullable(),
    items: z.array(
      z.object({
        staffId: id,
        name: z.string(),
        email: z.string(),
        role: z.enum(roles),
        lastSignInAt: moment.nullable(),
        unused: z.array(z.enum(permissions)),
        decision: z.enum(['certified', 'revoked']).nullable(),
        reason: z.string().nullable(),
        decidedBy: z.string().nullable(),
        decidedAt: moment.nullable(),
        own: z.boolean(),
      }),
    ),
  })
  .openapi('AccessReview')
export const decision = z
  .strictObject({ staffId: id, decision: z.enum(['certified', 'revoked']), reason: text(300).optional() })
  .refine(({ decision, reason }) => decision === 'certified' || reason !== undefined, {
    path: ['reason'],
    message: 'is needed where access is revoked',
  })
