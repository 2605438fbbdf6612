import { z } from '@hono/zod-openapi'
import { sealProblems } from '../audit/seal/refuse.ts'
import { id, moment } from '../core/http/schema.ts'

export const proof = z
  .object({
    eventId: id,
    leafIndex: z.number(),
    body: z.string().nullable(),
    proof: z.string().openapi({ description: 'c2sp.org/tlog-proof@v1' }),
  })
  .openapi('InclusionProof')

export const integrity = z
  .object({
    origin: z.string().nullable(),
    verifierKey: z.string().nullable(),
    size: z.number(),
    checkpoint: z.string().nullable(),
    sealedAt: moment.nullable(),
    pending: z.number(),
    oldestPendingAt: moment.nullable(),
    problem: z.enum([...sealProblems, 'not-sealing', 'unprotected', 'newest-altered']).nullable(),
    targets: z.array(
      z.object({
        target: z.string(),
        size: z.number(),
        pushedAt: moment.nullable(),
        failedAt: moment.nullable(),
        error: z.string().nullable(),
      }),
    ),
    lastVerification: z
      .object({
        at: moment,
        ok: z.boolean(),
        size: z.number(),
        faults: z.array(z.string()),
        index: z.boolean(),
      })
      .nullable()
      .openapi({ description: 'Of the whole log: the last round, or the last command' }),
    round: z
      .object({ beganAt: moment, verified: z.number(), size: z.number() })
      .nullable()
      .openapi({ description: 'The round under way: up to which event it has verified, of how many' }),
  })
  .openapi('AuditIntegrity')

const word = z.object({ id: z.string(), name: z.string() })
export const words = z
  .object({ acts: z.array(word), purposes: z.array(word), objectTypes: z.array(word) })
  .openapi('AuditWords')
