import { z } from '@hono/zod-openapi'
import { id, moment, text } from '../core/http/schema.ts'
import { rule } from '../core/words.ts'
import { typeNames } from '../fhir/types.ts'
import { isKeysAddress } from './keysAt.ts'
import { proofs } from './lists.ts'
import { areGood, notGood } from './redirects.ts'

/** What the provider calls a request of an app that waits for the patient's word; the browser that brought it has it as a cookie. */
export const asked = z.strictObject({ uid: z.string().regex(/^[\w-]{10,60}$/) })

export const allowing = z.strictObject({
  for: id.optional().openapi({
    description: 'Your proxy access, where the app is to read the record of somebody you act for',
  }),
})
export const goOn = z.object({
  continueAt: z.string().openapi({ description: 'Where the browser goes on to, back to the app' }),
})
export const request = z
  .object({
    name: z.string(),
    publisher: z.string(),
    types: z.array(z.enum(typeNames as [string, ...string[]])),
    /** Until when it may read: days where it goes on by itself, else minutes. */
    days: z.number().nullable(),
    minutes: z.number(),
    continueAt: z.string().nullable().openapi({ description: 'Where to go on, once it is decided' }),
  })
  .openapi('AppRequest')

export const mine = z
  .array(
    z.object({
      id,
      name: z.string(),
      publisher: z.string(),
      types: z.array(z.string()),
      allowedAt: moment,
      endsAt: moment,
      self: z
        .boolean()
        .openapi({ description: 'It reads your own record, not that of somebody you act for' }),
    }),
  )
  .openapi('MyApps')
export const nothing = z.object({})

const itsKeys = {
  jwks: z
    .string()
    .trim()
    .max(20_000)
    .optional()
    .openapi({ description: 'Of an app with a key: its public keys, as a JSON Web Key Set' }),
  jwksUri: z
    .string()
    .trim()
    .max(500)
    .refine(isKeysAddress, rule('must be an https address', 'debe ser una dirección https'))
    .optional()
    .openapi({
      description: 'Of an app with a key: or the https address at which it publishes them (`jwks_uri`)',
    }),
}
export const registering = z.strictObject({
  name: text(80),
  publisher: text(120),
  redirectUris: text(2000).refine(areGood, notGood).openapi({
    description: 'Where it has browsers sent back, each on a line of its own',
    example: 'https://app.example/callback',
  }),
  proves: z.enum(proofs).default('none').openapi({
    description:
      'How it shows that it is that app when it asks for tokens: `none` of a phone or a page, which keep no secret; a `secret`, or a `key`, of a server',
  }),
  ...itsKeys,
})
export const changing = z.strictObject({
  ...itsKeys,
  atOnce: z.boolean().default(false).openapi({
    description:
      'The old ones end now: others may know them. Else they count for some hours more, so that nobody is cut off',
  }),
})
export const registered = z
  .object({
    id,
    secret: z.string().nullable().openapi({ description: 'Shown this once; of an app with a secret' }),
  })
  .openapi('RegisteredApp')
export const revoked = z.object({ id })
export const appFilter = z.strictObject({ revoked: z.boolean().optional() })
export const appRow = z
  .object({
    id: id.openapi({ description: 'What the app says of itself: its client_id' }),
    name: z.string(),
    publisher: z.string(),
    redirectUris: z.array(z.string()),
    proves: z.enum(proofs),
    keysFrom: z.string().nullable().openapi({ description: 'Where it publishes its keys' }),
    oldUntil: moment
      .nullable()
      .openapi({ description: 'Until when the secret or keys it had before still count' }),
    registeredBy: z.string(),
    registeredAt: moment,
    revokedAt: moment.nullable(),
    patients: z.number().openapi({ description: 'Who allowed it and did not end it' }),
  })
  .openapi('App')
