import { act } from '../acts/act.ts'
import { endVerificationsIn } from '../callers/endVerifications.ts'
import { merge } from '../cases/merge.ts'
import { caseReply } from '../cases/present.ts'
import { hasMerged } from '../cases/published.ts'
import { mergeCase as body, caseRow } from '../cases/schema.ts'
import { holdCase, missingQueue, onCase } from '../cases/target.ts'
import { caseClosed, isItself, mergedElsewhere, notThisPatients } from '../cases/words.ts'
import { Invalid, NotYet } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { endUnfinished } from '../proofing/endUnfinished.ts'

/** Ends a second case about the same call in the first one, which shows what is in both. */
export const mergeCase = act({
  name: 'case.merged',
  letter: 'U',
  words: {
    en: 'Merged a support case into another of the same patient',
    es: 'Combinó un caso de ayuda con otro del mismo paciente',
  },
  watch: 'work',
  verb: { en: 'Merge into another case', es: 'Combinar con otro caso' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/merge',
  needs: 'cases.work',
  params: idParam,
  body,
  labels: { into: { en: 'Goes on as', es: 'Continúa como' } },
  reply: caseRow,
  on: onCase,
  guards: { openCase: true, queue: true, stranger: true, version: true },
  async do(trx, ctx, found, { into: intoId }) {
    if (intoId === found.id) throw new Invalid({ into: isItself })
    const into = await holdCase(trx, ctx, intoId)
    if (into?.patient_id !== found.patient_id) throw new Invalid({ into: notThisPatients })
    if (into.status === 'closed') throw new Invalid({ into: caseClosed })
    const missing = missingQueue(ctx.actor.role, into)
    if (missing) throw new NotYet(missing)
    // What was merged into this one would be two cases away from where it is shown.
    if (await hasMerged(trx, found.id)) throw new Invalid({ into: mergedElsewhere })
    const now = ctx.now().toISOString()
    await merge(trx, ctx, found, into)
    await endVerificationsIn(trx, found.id, now)
    await endUnfinished(trx, found.id, now)
    return {
      reply: await caseReply(trx, ctx, found.id),
      fields: ['status', 'mergedInto'],
      detail: { into: into.id },
    }
  },
})
