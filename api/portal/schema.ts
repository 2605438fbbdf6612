import { z } from '@hono/zod-openapi'
import { date, id, moment, sixDigits, text } from '../core/http/schema.ts'
import { rule } from '../core/words.ts'

const secret = z
  .string()
  .trim()
  .min(10, rule('is not a whole link', 'no es un enlace completo'))
  .max(200, rule('is too long to be a link', 'es demasiado largo para ser un enlace'))
const password = z
  .string()
  .max(1000, rule('must have at most 1000 characters', 'debe tener como máximo 1000 caracteres'))

export const activate = z.strictObject({ code: secret, birthDate: date, password })
export const reset = z.strictObject({ token: secret, birthDate: date, password })
export const checkLink = z
  .strictObject({ code: secret.optional(), token: secret.optional() })
  .refine(
    (link) => (link.code === undefined) !== (link.token === undefined),
    rule('must hold either code or token', 'debe llevar o bien code o bien token'),
  )
export const linkState = z.object({ usable: z.boolean() })
export const passwordSet = z.object({ username: z.string() })
export const code = z.strictObject({ code: sixDigits })
export const totp = z.object({ secret: z.string(), uri: z.string() })
export const signIn = z.strictObject({
  username: text(254),
  password: password.min(1, rule('must not be empty', 'no debe estar vacía')),
  device: text(100).optional().openapi({ description: 'What the last sign-in on this device answered' }),
  /** From the authenticator, of logins that have one. */
  code: sixDigits.optional(),
})
export const signedIn = z.object({
  token: z.string(),
  expiresAt: moment,
  device: z.string().openapi({
    description:
      'Kept by the device and sent with its next sign-in. It opens nothing: it keeps the failures of strangers from shutting its owner out',
  }),
})
export const notMe = z.strictObject({ token: secret })
export const forgot = z.strictObject({ username: text(254) })
export const received = z.object({ message: z.string() })
export const nothing = z.object({})
export const me = z
  .object({
    givenName: z.string(),
    familyName: z.string(),
    username: z.string(),
    lastSignInAt: moment.nullable(),
    /** An authenticator is asked for at each sign-in. */
    secondFactor: z.boolean(),
  })
  .openapi('Me')
const proxyAccess = {
  id,
  relationship: z.string(),
  access: z.string(),
  status: z.enum(['pending', 'active']),
  waitingFor: z.string().nullable(),
  since: moment,
}
export const myProxies = z
  .object({
    actForMe: z.array(z.object({ ...proxyAccess, name: z.string() })),
    iActFor: z
      .array(z.object(proxyAccess))
      .openapi({ description: 'Without names: whoever acts for somebody knows for whom' }),
  })
  .openapi('MyProxies')
