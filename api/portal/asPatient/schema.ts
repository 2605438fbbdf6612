import { z } from '@hono/zod-openapi'
import { callers } from '../../callers/lists.ts'
import { passkey } from '../../core/access/passkeySchema.ts'
import { id, moment } from '../../core/http/schema.ts'
import { notice } from '../../incidents/schema.ts'
import { chosenPreferences } from '../preferences/schema.ts'
import { me, myProxies, secondFactor } from '../schema.ts'
import { consents } from './lists.ts'

export const beginning = z.strictObject({
  caseId: id,
  verificationId: id,
  consent: z.enum(consents),
})
export const viewBegun = z.object({ id, until: moment }).openapi('PatientViewBegun')
export const viewEnded = z.object({ id, endedAt: moment }).openapi('PatientViewEnded')
export const patientView = z
  .object({
    id,
    patientId: id,
    caseId: id,
    caseNumber: z.number(),
    patientName: z.string(),
    staffName: z.string(),
    consent: z.object({ by: z.enum(callers), how: z.enum(consents), at: moment }),
    until: moment,
    signIn: z
      .object({
        state: z.enum(['opens', 'code-wanted', 'password-withdrawn', 'refused']),
        says: z.string().nullable(),
      })
      .openapi({ description: 'What a sign-in with the right password answers' }),
    notices: z
      .array(notice)
      .openapi({ description: 'Outages and announcements that stand on each page of the portal' }),
    portal: z
      .object({
        me,
        proxies: myProxies,
        passkeys: z.array(passkey),
        secondFactor,
        preferences: z.object(chosenPreferences),
      })
      .nullable()
      .openapi({ description: 'What the portal shows then; nothing where it lets nobody in' }),
  })
  .openapi('PatientView')
