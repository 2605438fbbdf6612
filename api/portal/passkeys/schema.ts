import { z } from '@hono/zod-openapi'
import { keptLength } from '../../core/access/device.ts'
import { assertion, creationOptions, passkey, requestOptions } from '../../core/access/passkeySchema.ts'
import { moment, sixDigits, text } from '../../core/http/schema.ts'

export const nothingAsked = z.strictObject({})
export const toMake = z.object({ options: creationOptions })
export const toProve = z.object({ options: requestOptions })
export const mine = z.object({ passkeys: z.array(passkey) })
export const signIn = z.strictObject({
  passkey: assertion,
  device: text(keptLength)
    .optional()
    .openapi({ description: 'What the last sign-in on this device answered' }),
})
export const number = z.strictObject({ number: sixDigits })
export const confirm = z.strictObject({ number: sixDigits, passkey: assertion })
export const confirmed = z.object({ at: moment })
