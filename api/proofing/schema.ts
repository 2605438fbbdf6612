import { z } from '@hono/zod-openapi'
import { id, text } from '../core/http/schema.ts'

const secret = text(200)
/** The patient alone: nobody is proved by somebody else's identity. */
export const start = z
  .strictObject({ caseId: id, caller: z.literal('patient'), channelId: id })
  .openapi('IdentityProofing')
export const begin = z.strictObject({ token: secret })
export const begun = z.object({ url: z.string() })
/** What the provider sent the browser back with (RFC 6749, 4.1.2; RFC 9207). */
export const finish = z.strictObject({
  state: secret,
  code: text(4000).optional(),
  iss: text(500).optional(),
  error: text(200).optional(),
})
export const finished = z.object({ proved: z.literal(true) })
