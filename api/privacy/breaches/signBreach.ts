import { act } from '../../acts/act.ts'
import { idParam } from '../../core/http/schema.ts'
import { addTo } from '../additions.ts'
import { changeBreach } from './changeBreach.ts'
import * as schema from './schema.ts'
import * as shown from './shown.ts'
import { onBreaches } from './target.ts'

const common = { ...onBreaches, params: idParam, reply: shown.breachDone } as const

/** Keeps the four factors of 45 CFR 164.402(2), or the exception of 164.402(1) that applies. */
export const assessBreach = act({
  ...common,
  name: 'breach.assessed',
  words: {
    en: 'Assessed the four factors of a possible breach',
    es: 'Evaluó los cuatro factores de una posible violación de datos',
  },
  verb: { en: 'Save the assessment', es: 'Guardar la evaluación' },
  at: 'POST /api/breaches/{id}/assessment',
  body: schema.assessed,
  guards: { notOwn: true, from: ['open'], version: true },
  async do(trx, ctx, row, { id: _id, version: _version, exception, ...assessment }) {
    return {
      reply: await changeBreach(trx, ctx, row, {
        assessment: JSON.stringify(assessment),
        exception: exception ?? null,
      }),
      fields: ['assessment'],
      detail: { lowProbability: assessment.lowProbability, ...(exception && { exception }) },
    }
  },
})

/** The first signature. What is no breach is concluded by it; a breach waits for a second reviewer. */
export const signBreach = act({
  ...common,
  name: 'breach.signed',
  words: {
    en: 'Signed the assessment of a possible breach',
    es: 'Firmó la evaluación de una posible violación de datos',
  },
  verb: { en: 'Sign the assessment', es: 'Firmar la evaluación' },
  at: 'POST /api/breaches/{id}/sign',
  fresh: true,
  body: schema.signed,
  guards: { notOwn: true, from: ['open'], version: true, assessed: true },
  async do(trx, ctx, row, { outcome, conclusion }) {
    return {
      reply: await changeBreach(trx, ctx, row, {
        status: outcome === 'breach' ? 'signed' : 'concluded',
        outcome,
        conclusion,
        signed_by: ctx.actor.id,
        signed_at: ctx.now().toISOString(),
      }),
      fields: ['outcome', 'conclusion'],
      detail: { outcome },
    }
  },
})

/** The second signature; who does not agree gives it back to be assessed anew, and says why. */
export const countersignBreach = act({
  ...common,
  name: 'breach.countersigned',
  words: {
    en: 'Reviewed a signed breach as second reviewer',
    es: 'Revisó una violación de datos firmada como segundo revisor',
  },
  verb: { en: 'Sign as second reviewer', es: 'Firmar como segundo revisor' },
  at: 'POST /api/breaches/{id}/countersign',
  fresh: true,
  body: schema.countersigned,
  guards: { notOwn: true, secondPerson: true, from: ['signed'], version: true },
  async do(trx, ctx, row, { agrees, reason }) {
    if (reason) await addTo(trx, ctx, 'breach', row.id, reason)
    const second = { second_by: ctx.actor.id, second_at: ctx.now().toISOString() }
    return {
      reply: await changeBreach(
        trx,
        ctx,
        row,
        agrees
          ? { ...second, status: 'concluded' }
          : { status: 'open', outcome: null, conclusion: null, signed_by: null, signed_at: null },
      ),
      fields: ['status'],
      detail: { agrees },
    }
  },
})

/** Takes down that law enforcement asked for a delay: who, when, why, and until when (45 CFR 164.412). */
export const delayBreach = act({
  ...common,
  name: 'breach.delayed',
  words: {
    en: 'Recorded that law enforcement asked to delay breach notices',
    es: 'Registró que las autoridades pidieron aplazar los avisos de una violación de datos',
  },
  verb: { en: 'Record a delay', es: 'Registrar un aplazamiento' },
  at: 'POST /api/breaches/{id}/delay',
  body: schema.delayed,
  guards: { notOwn: true, version: true, past: 'saidOn', delayWithin: true },
  async do(trx, ctx, row, { kind, saidOn, until, official, reason }) {
    return {
      reply: await changeBreach(trx, ctx, row, {
        delay_kind: kind,
        delay_said_on: saidOn,
        delay_until: until,
        delay_official: official,
        delay_reason: reason,
      }),
      fields: ['delay'],
      detail: { kind, until },
    }
  },
})

/** Adds to what was signed; what stands there stays as it was signed. */
export const addToBreach = act({
  ...common,
  name: 'breach.added-to',
  words: { en: 'Added to the record of a breach', es: 'Añadió algo al registro de una violación de datos' },
  verb: { en: 'Add to the record', es: 'Añadir al registro' },
  at: 'POST /api/breaches/{id}/additions',
  body: schema.addition,
  guards: { notOwn: true, from: ['signed', 'concluded'] },
  async do(trx, ctx, row, { text }) {
    await addTo(trx, ctx, 'breach', row.id, text)
    return { reply: row, fields: ['additions'] }
  },
})
