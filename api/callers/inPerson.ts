import { act } from '../acts/act.ts'
import { idParam } from '../core/http/schema.ts'
import { readPolicy } from '../core/policy.ts'
import { newVerification } from './newVerification.ts'
import { callersPolicy } from './policy.ts'
import { presentVerification } from './present.ts'
import * as schema from './schema.ts'
import { onCaller } from './target.ts'

const common = {
  letter: 'E',
  tag: 'Callers',
  params: idParam,
  reply: schema.verification,
} as const

/**
 * Records that the person stands at the desk with a photo ID: a verification of its own, which proves nothing until a
 * second person approves it. It wants no other proof, and no wrong answer of the day closes it: it is the way that is left to
 * whom the rest is closed (2026-11-26).
 */
export const recordSeenInPerson = act({
  ...common,
  name: 'caller.seen-in-person',
  words: { en: 'Checked a photo ID in person', es: 'Comprobó en persona una identificación con foto' },
  watch: 'proof',
  verb: { en: 'Record the photo ID', es: 'Registrar la identificación con foto' },
  at: 'POST /api/patients/{id}/seen-in-person',
  needs: 'callers.verify',
  status: 201,
  body: schema.inPerson,
  on: onCaller,
  guards: { openCase: true, stranger: true, proxy: true },
  async do(trx, ctx, found, { caller, document }) {
    const policy = await readPolicy(trx, callersPolicy)
    const seen = { photo_document: document, seen_by: ctx.actor.id, seen_at: ctx.now().toISOString() }
    const row = await newVerification(trx, ctx, found, policy, { caller, ...seen })
    return {
      reply: presentVerification(row, found.recent.wrong, policy),
      about: { object: { type: 'verification', id: row.id } },
      detail: { document, caller },
    }
  },
})
