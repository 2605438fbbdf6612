import { z } from '@hono/zod-openapi'
import { openView } from '../acts/view.ts'
import { moment } from '../core/http/schema.ts'
import { clauses } from './clauseTexts.ts'
import { stateOf } from './state.ts'

const state = z.object({
  sealed: z.number(),
  protectedAsInstalled: z.boolean(),
  verifiedAt: moment.nullable(),
  verifiedOk: z.boolean().nullable(),
  anchors: z.number(),
  anchorsFailing: z.number(),
  receivers: z.number(),
  receiversFailing: z.number(),
  backup: z.enum(['off', 'none', 'current', 'late']),
  backupAt: moment.nullable(),
  drill: z.enum(['off', 'none', 'current', 'late', 'failed']),
  drilledAt: moment.nullable(),
  alertsOpen: z.number(),
  alertsOverdue: z.number(),
  /** `changed`: not what was reviewed last. */
  riskAnalysis: z.enum(['none', 'current', 'changed', 'late']),
  risks: z.number(),
  risksHigh: z.number(),
  risksReviewedAt: moment.nullable(),
  risksReviewedBy: z.string().nullable(),
  /** Those who can sign in, and of them those whose privacy or security training is not recent. */
  staff: z.number(),
  staffToTrain: z.number(),
})

export const posture = z
  .object({
    state,
    clauses: z.array(
      z.object({
        clause: z.string(),
        asks: z.string(),
        state: z.enum(['kept', 'partly', 'elsewhere']),
        gap: z.string().nullable(),
        pages: z.array(z.string()),
        acts: z.array(z.string()),
        tests: z.array(z.string()),
        commands: z.array(z.string()),
      }),
    ),
  })
  .openapi('Posture')

/** Clause by clause what stands here, and how the measures are at this moment. */
export const showPosture = openView({
  at: 'GET /api/posture',
  summary: 'What the law asks, clause by clause, and how it stands',
  tag: 'Evidence',
  needs: 'access.review',
  unrecorded: 'rules of the house and the state of its measures; only who reviewed the risks is named',
  reply: posture,
  async show({ desk, actor, language }) {
    const { actions } = desk.catalogue
    return {
      reply: {
        state: await stateOf(desk, actor.id),
        clauses: clauses.map((one) => ({
          clause: one.clause,
          asks: one.asks[language],
          state: one.state,
          gap: one.gap?.[language] ?? null,
          pages: [...(one.pages ?? [])],
          acts: (one.acts ?? []).map((name) => actions.get(name)?.words[language] ?? name),
          tests: [...(one.tests ?? [])],
          commands: [...(one.commands ?? [])],
        })),
      },
    }
  },
})
