import { z } from '@hono/zod-openapi'
import { keptLength } from '../core/access/device.ts'
import { date, id, moment, sixDigits, text } from '../core/http/schema.ts'
import { rule } from '../core/words.ts'
import { devices } from '../logins/lists.ts'

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
/** Of the second step, or of whoever lost it. */
const factorCode = z
  .string()
  .trim()
  .regex(
    /^(?:\d{6}|[A-Za-z2-9]{4}(?:[- ]?[A-Za-z2-9]{4}){3})$/,
    rule(
      'must be 6 digits, or a recovery code of four groups',
      'deben ser 6 cifras, o un código de recuperación de cuatro grupos',
    ),
  )
  .openapi({ example: '492817' })
export const spentCode = z.strictObject({ code: factorCode })
export const factorChannel = z.strictObject({
  channelId: id.optional().openapi({ description: 'Where to, while nothing is set up; one of `channels`' }),
})
export const codeSent = z.object({ sentTo: z.string().openapi({ example: 'r•••@e•••.org' }) })
export const recoveryCodes = z.object({
  recoveryCodes: z.array(z.string()).openapi({
    description: 'Shown this once; each signs in once in place of the second step',
    example: ['K7QM-2XPA-9RTW-HC4Z'],
  }),
})
export const secondFactor = z
  .object({
    method: z.enum(['totp', 'code']).nullable(),
    sentTo: z.string().nullable().openapi({ description: 'Where codes are sent', example: 'r•••@e•••.org' }),
    recoveryCodesLeft: z.int(),
    channels: z
      .array(
        z.object({
          id,
          system: z.enum(['email', 'phone']),
          shown: z.string().openapi({ example: 'r•••@e•••.org' }),
        }),
      )
      .openapi({ description: 'Where a code can be sent' }),
  })
  .openapi('SecondFactor')
const session = z.object({
  id,
  device: z.enum(devices).nullable().openapi({ description: 'What it began on, as far as that says so' }),
  address: z.string().nullable().openapi({ example: '203.0.113.7' }),
  startedAt: moment,
  lastSeenAt: moment,
  endsAt: moment,
  current: z.boolean().openapi({ description: 'The one that asks' }),
})
export const sessions = z.object({ sessions: z.array(session) }).openapi('MySessions')
export const sessionsEnded = z.object({ ended: z.int() })
export const totp = z.object({ secret: z.string(), uri: z.string() })
export const signIn = z.strictObject({
  username: text(254),
  password: password.min(1, rule('must not be empty', 'no debe estar vacía')),
  device: text(keptLength)
    .optional()
    .openapi({ description: 'What the last sign-in on this device answered' }),
  /** Of the second step, of logins that have one; or a recovery code. */
  code: factorCode.optional(),
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
    /** A second step is asked for at each sign-in. */
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
