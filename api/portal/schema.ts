import { z } from '@hono/zod-openapi'
import { date, moment, text } from '../core/http/schema.ts'

const secret = z.string().trim().min(10, 'is not a whole link').max(200)
const password = z.string().max(1000)

export const activate = z.strictObject({ code: secret, birthDate: date, password })
export const reset = z.strictObject({ token: secret, birthDate: date, password })
export const checkLink = z
  .strictObject({ code: secret.optional(), token: secret.optional() })
  .refine(
    (link) => (link.code === undefined) !== (link.token === undefined),
    'must hold either code or token',
  )
export const linkState = z.object({ usable: z.boolean() })
export const passwordSet = z.object({ username: z.string() })
export const signIn = z.strictObject({
  username: text(254),
  password: z.string().min(1, 'must not be empty').max(1000),
})
export const signedIn = z.object({ token: z.string(), expiresAt: moment })
export const forgot = z.strictObject({ username: text(254) })
export const received = z.object({ message: z.string() })
export const nothing = z.object({})
export const me = z
  .object({
    givenName: z.string(),
    familyName: z.string(),
    username: z.string(),
    lastSignInAt: moment.nullable(),
  })
  .openapi('Me')
