import { act } from '../../acts/act.ts'
import { escalateCase, handOver } from '../../cases/escalateCase.ts'
import { answerIn } from '../../cases/giveBackCase.ts'
import { addCaseNote } from '../../cases/note.ts'
import { caseReply } from '../../cases/present.ts'
import { caseRow, giveBack as giveBackBody } from '../../cases/schema.ts'
import { aboutCase, onCase } from '../../cases/target.ts'
import { newId } from '../../core/db/id.ts'
import { held } from '../../core/db/lock.ts'
import { Conflict } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { ageAt } from '../../patients/ageAt.ts'
import { patientsPolicy } from '../../patients/policy.ts'
import { onLogins } from '../done.ts'
import { openDoubts } from '../published.ts'
import { actBody, custodyDoubt } from '../schema.ts'
import { refuseDoubted } from './refuseDoubted.ts'
import { noCustodyOfAdults, noDoubtHere } from './words.ts'

/**
 * Takes down that who may act for a patient is in doubt, and hands the case to records. It takes no proof, since all that it
 * does is to keep the desk from granting anything; access that there is stays, so that nobody cuts a parent off by a call
 * (2026-11-26).
 */
export const doubtCustody = act({
  ...onLogins,
  name: 'proxy.custody-doubted',
  letter: 'C',
  words: {
    en: 'Took down a doubt about who may act for a patient',
    es: 'Anotó una duda sobre quién puede representar a un paciente',
  },
  watch: 'work',
  withheldFrom: 'proxies',
  verb: { en: 'Report a doubt about custody', es: 'Anotar una duda de custodia' },
  at: 'POST /api/patients/{id}/acts/doubt-custody',
  body: actBody,
  reply: custodyDoubt,
  guards: { openCase: true, queue: true, stranger: true, living: true },
  async do(trx, ctx, { patient, supportCase }, { reason }) {
    const policy = await readPolicy(trx, patientsPolicy)
    if (ageAt(patient, ctx.now(), policy) >= policy.adultAge) throw new Conflict(noCustodyOfAdults)
    const doubted = await refuseDoubted(trx, patient.id)
    if (doubted) throw doubted
    const row = {
      id: newId(),
      patient_id: patient.id,
      case_id: supportCase.id,
      raised_by: ctx.actor.id,
      raised_at: ctx.now().toISOString(),
      settled_by: null,
      settled_at: null,
    }
    await trx.insertInto('custody_doubt').values(row).execute()
    await addCaseNote(trx, ctx, supportCase.id, 'doubt-custody', reason)
    const handed = await handOver(trx, ctx, supportCase, 'health-information-management')
    const object = { type: 'case', id: supportCase.id }
    return {
      reply: { act: 'doubt-custody' as const, at: row.raised_at },
      about: { object: { type: 'custody-doubt', id: row.id } },
      also: [[escalateCase, { ...aboutCase(supportCase), object, ...handed }]],
    }
  },
})

/**
 * Records has looked at the papers: the doubt stands no more, and the case goes back with the answer. In whichever case of the
 * patient they have before them, since the one it was raised in may be with somebody else.
 */
export const settleCustody = act({
  name: 'proxy.custody-settled',
  letter: 'U',
  words: {
    en: 'Settled a doubt about who may act for a patient',
    es: 'Resolvió una duda sobre quién puede representar a un paciente',
  },
  watch: 'work',
  withheldFrom: 'proxies',
  verb: { en: 'Settle the doubt about custody', es: 'Resolver la duda de custodia' },
  tag: 'Cases',
  at: 'POST /api/cases/{id}/settle-custody',
  needs: 'conflicts.decide',
  params: idParam,
  body: giveBackBody,
  labels: { note: { en: 'Answer to the help desk', es: 'Respuesta a la mesa de ayuda' } },
  reply: caseRow,
  on: onCase,
  guards: { openCase: true, from: ['escalated'], queue: true, stranger: true, version: true },
  async do(trx, ctx, found, { note }) {
    const stands = openDoubts(trx).where('patient_id', '=', found.patient_id)
    const row = await held(ctx.desk.db, stands).executeTakeFirst()
    if (!row) throw new Conflict(noDoubtHere)
    await trx
      .updateTable('custody_doubt')
      .set({ settled_by: ctx.actor.id, settled_at: ctx.now().toISOString() })
      .where('id', '=', row.id)
      .execute()
    const noteId = await addCaseNote(trx, ctx, found.id, 'custody-settled', note)
    const { fields, detail } = await answerIn(trx, ctx, found, noteId)
    return { reply: await caseReply(trx, ctx, found.id), fields: [...fields, 'custody'], detail }
  },
})
