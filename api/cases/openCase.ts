import { act } from '../acts/act.ts'
import type { Ctx } from '../core/context.ts'
import { newId } from '../core/db/id.ts'
import { phoneKey } from '../core/phone.ts'
import { readPolicy } from '../core/policy.ts'
import { forgetDraft } from './drafts/drafts.ts'
import { purposeOf } from './lists.ts'
import { casesPolicy } from './policy.ts'
import { caseReply } from './present.ts'
import { insertCase } from './queries.ts'
import * as schema from './schema.ts'
import { dueOf } from './serviceLevel.ts'
import { onCalling } from './target.ts'

/** Opens a case for a patient; everything done for the caller hangs on it. */
export const openCase = act({
  name: 'case.opened',
  letter: 'C',
  words: { en: 'Opened a support case', es: 'Abrió un caso de ayuda' },
  watch: 'case-opened',
  verb: { en: 'Open a case', es: 'Abrir un caso' },
  tag: 'Cases',
  at: 'POST /api/cases',
  needs: 'cases.work',
  status: 201,
  body: schema.openCase,
  reply: schema.caseRow,
  on: onCalling,
  guards: { stranger: true },
  async do(trx, ctx, patient, given) {
    const now = ctx.now()
    const policy = await readPolicy(trx, casesPolicy)
    const row = await insertCase(trx, {
      id: newId(),
      patient_id: patient.id,
      category: given.category,
      channel: given.channel,
      summary: given.summary,
      status: 'open',
      escalated_to: null,
      opened_by: ctx.actor.id,
      assigned_to: ctx.actor.id,
      opened_at: now.toISOString(),
      due_at: dueOf(policy, given.category, now),
      call_back_at: null,
      postponements: 0,
      priority: 'routine',
      waiting_until: null,
      closed_at: null,
      cause: null,
      outcome: null,
      resolve_seconds: null,
      signed_in_at: null,
      caller_key: callerKey(ctx, given.callerNumber, policy.homeCountry),
      reopened: 0,
      version: 1,
    })
    await forgetDraft(trx, ctx, 'summary', patient.id)
    return {
      reply: await caseReply(trx, ctx, row.id),
      about: { object: { type: 'case', id: row.id }, caseId: row.id, purpose: purposeOf(row.category) },
      tells: [
        {
          id: `call:${row.id}`,
          patientId: patient.id,
          kind: 'call',
          reason: row.channel,
          at: row.opened_at,
        },
      ],
    }
  },
})

/** What is kept of a number that calls come from: enough to see that it is the same one again. */
export const callerKey = (ctx: Ctx, number: string | undefined, home: string): string | null => {
  const key = number && phoneKey(number, home)
  return key ? ctx.desk.keys.mac('caller-number', key) : null
}
