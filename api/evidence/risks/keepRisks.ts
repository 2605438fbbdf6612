import { act, type Target } from '../../acts/act.ts'
import { open } from '../../acts/review.ts'
import type { StaffCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { held } from '../../core/db/lock.ts'
import type { Tables } from '../../core/db/tables.ts'
import type { Trx } from '../../core/db/transact.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { missing, noRisk, noRisks, riskClosed } from '../words.ts'
import { hashOfRisks, openRisks } from './queries.ts'
import * as schema from './schema.ts'

type Risk = Tables['risk']

const common = {
  watch: 'nothing',
  tag: 'Risk analysis',
  needs: 'access.review',
  reply: schema.riskDone,
} as const

/** Levels are codes and stand in the log; what was typed does not. */
async function enter(trx: Trx, ctx: StaffCtx, given: schema.RiskGiven): Promise<string> {
  const now = ctx.now()
  const id = newId(now.getTime())
  const { dueOn, ...typed } = given
  await trx
    .insertInto('risk')
    .values({
      ...typed,
      id,
      due_on: dueOn,
      recorded_by: ctx.actor.id,
      recorded_at: now.toISOString(),
      closed_at: null,
      closed_by: null,
      closed_reason: null,
      replaced_by: null,
    })
    .execute()
  return id
}

const object = (id: string) => ({ object: { type: 'risk', id } })

/** Enters a risk in the security risk analysis (45 CFR 164.308(a)(1)(ii)(A)). */
export const recordRisk = act({
  ...common,
  name: 'risk.recorded',
  letter: 'C',
  words: { en: 'Entered a risk in the risk analysis', es: 'Anotó un riesgo en el análisis de riesgos' },
  verb: { en: 'Enter a risk', es: 'Anotar un riesgo' },
  at: 'POST /api/risks',
  status: 201,
  body: schema.riskGiven,
  async do(trx, ctx, _, given) {
    const id = await enter(trx, ctx, given)
    return {
      reply: { id },
      about: object(id),
      detail: { likelihood: given.likelihood, impact: given.impact },
    }
  },
})

const onRisk = {
  async load(trx, ctx, { id }) {
    const row = await held(
      ctx.desk.db,
      trx.selectFrom('risk').selectAll().where('id', '=', id),
    ).executeTakeFirst()
    if (!row) throw new NotFound(noRisk)
    return row
  },
  about: ({ id }) => object(id),
  guards: { open: open((row: Risk) => row.closed_at, riskClosed) },
} satisfies Target<{ id: string }, Risk>

const close = (trx: Trx, ctx: StaffCtx, id: string, how: Partial<Risk>) =>
  trx
    .updateTable('risk')
    .set({ closed_at: ctx.now().toISOString(), closed_by: ctx.actor.id, ...how })
    .where('id', '=', id)
    .execute()

/** Puts another assessment in its place; what was written before stays. */
export const reviseRisk = act({
  ...common,
  name: 'risk.revised',
  letter: 'U',
  words: { en: 'Assessed a risk anew', es: 'Volvió a evaluar un riesgo' },
  verb: { en: 'Assess anew', es: 'Evaluar de nuevo' },
  at: 'POST /api/risks/{id}/revise',
  params: idParam,
  body: schema.riskGiven,
  on: onRisk,
  guards: { open: true },
  async do(trx, ctx, row, { id: _, ...given }) {
    const id = await enter(trx, ctx, given)
    await close(trx, ctx, row.id, { replaced_by: id })
    return {
      reply: { id },
      detail: {
        by: id,
        from: [`likelihood=${row.likelihood}`, `impact=${row.impact}`],
        to: [`likelihood=${given.likelihood}`, `impact=${given.impact}`],
      },
    }
  },
})

/** Ends a risk that is none any more; it stays, and says why. */
export const closeRisk = act({
  ...common,
  name: 'risk.closed',
  letter: 'U',
  words: { en: 'Closed a risk', es: 'Cerró un riesgo' },
  verb: { en: 'Close', es: 'Cerrar' },
  at: 'POST /api/risks/{id}/close',
  params: idParam,
  body: schema.riskClosing,
  on: onRisk,
  guards: { open: true },
  async do(trx, ctx, row, { reason }) {
    await close(trx, ctx, row.id, { closed_reason: reason })
    return { reply: { id: row.id }, fields: ['closed'] }
  },
})

/** All risks that stand. Nothing is held: what is signed is what this transaction read, by its hash. */
const onAnalysis = {
  load: async (trx) => openRisks(trx),
  about: () => ({ object: { type: 'risk-analysis', id: 'risk-analysis' } }),
  guards: {
    /** There is something to review. */
    some: ({ found }, _wanted: true) => (found.length > 0 ? undefined : new Conflict(noRisks)),
    /** The last entry is somebody else's. */
    another: ({ found, ctx }, _wanted: true) =>
      found.at(-1)?.recorded_by === ctx.actor.id ? [missing.anotherReviewer] : undefined,
  },
} satisfies Target<unknown, Risk[]>

/** Signs that the analysis as it stands was gone through; the log keeps the hash of what was read. */
export const reviewRisks = act({
  ...common,
  name: 'risk-analysis.reviewed',
  letter: 'U',
  words: { en: 'Signed a review of the risk analysis', es: 'Firmó una revisión del análisis de riesgos' },
  verb: { en: 'Sign the review', es: 'Firmar la revisión' },
  at: 'POST /api/risk-reviews',
  status: 201,
  fresh: true,
  body: schema.reviewGiven,
  on: onAnalysis,
  guards: { some: true, another: true },
  async do(trx, ctx, risks, { conclusion }) {
    const now = ctx.now()
    const id = newId(now.getTime())
    const hash = hashOfRisks(risks)
    await trx
      .insertInto('risk_review')
      .values({
        id,
        conclusion,
        risks: risks.length,
        hash,
        reviewed_by: ctx.actor.id,
        reviewed_at: now.toISOString(),
      })
      .execute()
    return { reply: { id }, detail: { review: id, risks: risks.length, hash } }
  },
})
