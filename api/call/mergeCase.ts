import { act } from '../acts/act.ts'
import { endVerificationsIn } from '../callers/endVerifications.ts'
import { merge } from '../cases/merge.ts'
import { caseReply } from '../cases/present.ts'
import { hasMerged } from '../cases/published.ts'
import { mergeCase as body, caseRow } from '../cases/schema.ts'
import { missingQueue, onCaseWith } from '../cases/target.ts'
import { caseClosed, isItself, mergedElsewhere, notThisPatients, openedLater } from '../cases/words.ts'
import { Invalid, NotYet } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'

/**
 * Ends a second case about the same call in the first one, which shows what is in both. Never the first in the second: the
 * patient has waited since the first was opened, and a case that is late would be late no more (2026-11-26).
 */
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
  on: onCaseWith((_trx, { into }: { id: string; into: string }) => into),
  guards: { openCase: true, queue: true, stranger: true, version: true },
  async do(trx, ctx, found) {
    const into = found.other
    if (into?.id === found.id) throw new Invalid({ into: isItself })
    if (into?.patient_id !== found.patient_id) throw new Invalid({ into: notThisPatients })
    if (into.status === 'closed') throw new Invalid({ into: caseClosed })
    const missing = missingQueue(ctx.actor.role, into)
    if (missing) throw new NotYet(missing)
    if (into.opened_at > found.opened_at) throw new Invalid({ into: openedLater })
    // What was merged into this one would be two cases away from where it is shown.
    if (await hasMerged(trx, found.id)) throw new Invalid({ into: mergedElsewhere })
    const now = ctx.now().toISOString()
    await merge(trx, ctx, found, into)
    await endVerificationsIn(trx, found.id, now)
    return {
      reply: await caseReply(trx, ctx, found.id),
      fields: ['status', 'mergedInto'],
      detail: { into: into.id },
    }
  },
})
