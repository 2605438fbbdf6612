import { z } from '@hono/zod-openapi'
import { tiers } from '../acts/tiers.ts'
import { id, moment, text } from '../core/http/schema.ts'
import { disableReasons, enableReasons, loginStates } from './lists.ts'
import { raises, signalNames } from './risk/lists.ts'

const actOn = {
  caseId: id,
  verificationId: id
    .optional()
    .openapi({ description: 'The verification that reached the tier the act asks for' }),
}
export const actBody = z.strictObject({ ...actOn, reason: text(300) })
export const linkBody = z.strictObject({ ...actOn, reason: text(300), channelId: id.optional() })
export const disableBody = z.strictObject({ ...actOn, reason: z.enum(disableReasons) })
export const enableBody = z.strictObject({ ...actOn, reason: z.enum(enableReasons) })

export const actDone = z
  .object({
    act: z.enum([
      'invite',
      'unlock',
      'send-reset-link',
      'send-username',
      'end-sessions',
      'reset-second-factor',
      'disable',
      'enable',
    ]),
    at: moment,
    account: z.object({
      id,
      status: z.enum(loginStates),
      version: z.number(),
    }),
    mail: z.object({ id, channel: z.string() }).nullable(),
    sessionsEnded: z.number(),
  })
  .openapi('ActDone')

export const contactAsked = z
  .object({
    act: z.enum(['change-email', 'change-phone', 'change-address']),
    at: moment,
    change: z.object({ id, system: z.enum(['email', 'phone', 'address']), takesEffectAt: moment }),
  })
  .openapi('ContactChangeAsked')
export const changesWithdrawn = z
  .object({ at: moment, withdrawn: z.number() })
  .openapi('ContactChangesWithdrawn')

export const diagnosis = z
  .object({
    causes: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        evidence: z.array(z.string()),
        remedy: z.object({ act: z.string(), title: z.string(), tier: z.enum(tiers) }),
        escalateTo: z.string().optional(),
        /** An open case of the patient is in that queue already. */
        transferred: z.boolean(),
      }),
    ),
  })
  .openapi('Diagnosis')

export const proxyDone = z
  .object({
    act: z.enum(['grant-proxy', 'change-proxy', 'end-proxy']),
    at: moment,
    proxy: z.object({ id }),
  })
  .openapi('ProxyDone')
export const custodyDoubt = z
  .object({ act: z.literal('doubt-custody'), at: moment })
  .openapi('CustodyDoubted')

/** A signal that speaks up: what it takes, why, and what the agent does. */
export const risk = z
  .object({
    name: z.enum(signalNames),
    raises: z.enum(raises),
    title: z.string(),
    why: z.string(),
    todo: z.string(),
  })
  .openapi('Risk')
