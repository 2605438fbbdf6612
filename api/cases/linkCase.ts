import { act } from '../acts/act.ts'
import type { Trx } from '../core/db/transact.ts'
import { Invalid, NotYet } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { countLink } from './merge.ts'
import { caseReply } from './present.ts'
import { caseNumbers, linksOf } from './published.ts'
import * as schema from './schema.ts'
import { missingStrangerTo, onCase, onCaseWith } from './target.ts'
import { linkedAlready, noCaseOfNumber, samePatients } from './words.ts'

/** The id of the case that people call by a number. */
async function idOfNumber(trx: Trx, { number }: { id: string; number: number }): Promise<string | undefined> {
  const row = await caseNumbers(trx).where('number', '=', number).executeTakeFirst()
  return row?.id
}

/**
 * Puts a case under another of another patient: one incident, several patients. Each page shows of the other its number and who
 * works it, and nothing of whom it is about; opening it is a look of its own. One level: a parent has no parent (2026-11-26).
 */
export const linkCase = act({
  name: 'case.linked',
  letter: 'U',
  words: {
    en: 'Linked a support case to another patient’s case',
    es: 'Vinculó un caso de ayuda con el de otro paciente',
  },
  watch: 'work',
  verb: { en: 'Link to a parent case', es: 'Vincular a un caso principal' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/link',
  needs: 'cases.work',
  params: idParam,
  body: schema.link,
  labels: { number: { en: 'Number of the parent case', es: 'Número del caso principal' } },
  reply: schema.caseRow,
  on: onCaseWith(idOfNumber),
  guards: { openCase: true, queue: true, stranger: true },
  async do(trx, ctx, found) {
    const parent = found.other
    if (!parent) throw new Invalid({ number: noCaseOfNumber })
    if (parent.patient_id === found.patient_id) throw new Invalid({ number: samePatients })
    const kin = await missingStrangerTo(trx, ctx, parent)
    if (kin) throw new NotYet(kin)
    const [own, theirs] = [await linksOf(trx, found.id), await linksOf(trx, parent.id)]
    if (own.length > 0 || theirs.some(({ is }) => is === 'parent'))
      throw new Invalid({ number: linkedAlready })
    await trx
      .insertInto('case_link')
      .values({
        child_id: found.id,
        parent_id: parent.id,
        linked_by: ctx.actor.id,
        linked_at: ctx.now().toISOString(),
      })
      .execute()
    await countLink(trx, parent.id)
    return {
      reply: await caseReply(trx, ctx, found.id),
      about: { patientIds: [found.patient_id, parent.patient_id] },
      fields: ['links'],
      detail: { parent: parent.id },
    }
  },
})

/** Takes a case from under another. */
export const unlinkCase = act({
  name: 'case.unlinked',
  letter: 'U',
  words: {
    en: 'Removed the link of a support case to another patient’s case',
    es: 'Quitó el vínculo de un caso de ayuda con el de otro paciente',
  },
  watch: 'work',
  verb: { en: 'Remove the link', es: 'Quitar el vínculo' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/unlink',
  needs: 'cases.work',
  params: idParam,
  reply: schema.caseRow,
  on: onCase,
  guards: { queue: true, stranger: true, linked: true },
  async do(trx, ctx, found) {
    const [parent] = await linksOf(trx, found.id)
    await trx.deleteFrom('case_link').where('child_id', '=', found.id).execute()
    await countLink(trx, parent!.id)
    return {
      reply: await caseReply(trx, ctx, found.id),
      about: { patientIds: [found.patient_id, parent!.patientId] },
      fields: ['links'],
    }
  },
})
