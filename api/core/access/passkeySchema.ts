import { z } from '@hono/zod-openapi'
import { id, moment, text } from '../http/schema.ts'
import { rule } from '../words.ts'

/*
 * Web Authentication Level 3, as JSON. Bytes are base64url (5.1.8). A client sends of what its browser made only what is
 * checked here.
 */

const bytes = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[\w-]+$/, rule('must be base64url', 'debe ser base64url'))
// An id has 1,023 bytes at most (5.8.3).
const credentialId = bytes(1364)

export const passkeyName = text(60).refine(
  (name) => !/[\t\n\r]/.test(name),
  rule('must be a single line', 'debe ser una sola línea'),
)

export const named = z.strictObject({ name: passkeyName })

/** What `navigator.credentials.create` answered. */
export const created = z
  .strictObject({
    id: credentialId,
    clientDataJSON: bytes(4_000),
    attestationObject: bytes(16_000),
    transports: z.array(z.string().regex(/^[a-z-]{1,20}$/)).max(10),
  })
  .openapi('CreatedPasskey')

/** What was made, under the name its owner gives it. */
export const adding = z.strictObject({ name: passkeyName, credential: created })

/** What `navigator.credentials.get` answered. */
export const assertion = z
  .strictObject({
    id: credentialId,
    clientDataJSON: bytes(4_000),
    authenticatorData: bytes(4_000),
    signature: bytes(2_000),
  })
  .openapi('PasskeyAssertion')

const known = z.array(
  z.object({
    id: z.string(),
    type: z.literal('public-key'),
    transports: z.array(z.string()).optional(),
  }),
)
const timeout = z.number().openapi({ description: 'Milliseconds' })

/** What goes to `PublicKeyCredential.parseCreationOptionsFromJSON`. */
export const creationOptions = z
  .object({
    rp: z.object({ name: z.string(), id: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    challenge: z.string(),
    pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number() })),
    timeout,
    excludeCredentials: known,
    authenticatorSelection: z.object({
      residentKey: z.enum(['preferred', 'required']),
      requireResidentKey: z.boolean(),
      userVerification: z.literal('required'),
    }),
    attestation: z.literal('none'),
  })
  .openapi('PasskeyCreationOptions')

/** What goes to `PublicKeyCredential.parseRequestOptionsFromJSON`. */
export const requestOptions = z
  .object({
    challenge: z.string(),
    timeout,
    rpId: z.string(),
    allowCredentials: known,
    userVerification: z.literal('required'),
  })
  .openapi('PasskeyRequestOptions')

export const begun = z.object({ name: z.string(), options: creationOptions })
export const asked = z.object({ options: requestOptions })
export const added = z.object({ id })

/** A passkey as its owner sees it: nothing by which it is used. */
export const passkey = z
  .object({ id, name: z.string(), createdAt: moment, lastUsedAt: moment.nullable() })
  .openapi('Passkey')
