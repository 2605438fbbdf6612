import { act } from '../../acts/act.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import { closeAccess } from '../../logins/closeAccess.ts'
import { giveUpNumbers } from '../../patients/giveUpNumbers.ts'
import { channelsOf, numbersOnFile } from '../../patients/published.ts'
import { numbersOf } from '../../patients/record.ts'
import { markReplaced } from '../../patients/updatePatient.ts'
import { takeOne } from '../takeOne.ts'
import { differing, sideOfRecord, sideOnFile } from './compare.ts'
import { decide } from './decide.ts'
import * as schema from './schema.ts'
import { idsOf, missingNumbers, onConflict } from './target.ts'

const common = {
  letter: 'U',
  watch: 'queued',
  tag: 'Records',
  needs: 'conflicts.decide',
  params: idParam,
  reply: schema.decided,
  on: onConflict,
} as const
const how = { en: 'How you know', es: 'Cómo lo sabe' }

/**
 * The same person: the record is taken over as an import takes one. Where its numbers belong to two patients, the source says by
 * it that the two are one: the one that is not chosen was replaced by the other, as where a feed says so itself. No number,
 * login or visit moves, so that it can be undone (2026-11-26).
 */
export const takeOver = act({
  ...common,
  name: 'record-conflict.taken-over',
  words: {
    en: 'Decided that a record set aside from the hospital’s system is this patient’s, and took it over',
    es: 'Decidió que un registro apartado del sistema del hospital es de este paciente y lo tomó',
  },
  verb: { en: 'Same person: take the record over', es: 'La misma persona: tomar el registro' },
  at: 'POST /api/record-conflicts/{id}/take-over',
  body: schema.takeOver,
  labels: { patientId: { en: 'Whose record it is', es: 'De quién es el registro' }, note: how },
  guards: { from: ['waiting'], stranger: true, version: true, fit: true, standing: true, unclaimed: true },
  async do(trx, ctx, found, { note }) {
    const { row, patients, said, chosen } = found
    const { homeCountry } = await readPolicy(trx)
    const [channels, numbers] = [await channelsOf(trx, chosen!.id), await numbersOnFile(trx, chosen!.id)]
    const fields = differing(sideOfRecord(said!.record, homeCountry), sideOnFile(chosen!, channels, numbers))
    const other = patients.find(({ id }) => id !== chosen!.id)
    const merges = row.reason === 'identifiers-of-two' && other !== undefined
    if (merges && (await markReplaced(trx, ctx, other.id, chosen!.id))) await closeAccess(trx, ctx, other.id)
    await takeOne(trx, ctx, said!.item, said!, chosen)
    // Its new numbers are held now that they are written: of two records with one new number, one is taken over.
    const claimed = await missingNumbers(trx, ctx.desk.db, found)
    if (claimed) throw claimed
    return {
      reply: await decide(trx, ctx, row, { decision: 'same-person', note, takenInto: chosen!.id }),
      fields: merges ? [...fields, 'replacedBy'] : fields,
      detail: { why: row.reason },
    }
  },
})

/** Another person: they get a record of their own, and with it the numbers that were taken for somebody else’s. */
export const makeNew = act({
  ...common,
  letter: 'C',
  name: 'record-conflict.made-new',
  words: {
    en: 'Decided that a record set aside from the hospital’s system is another person’s, who got a record of their own',
    es: 'Decidió que un registro apartado del sistema del hospital es de otra persona, que recibió su propio expediente',
  },
  verb: { en: 'Another person: create a record', es: 'Otra persona: crear un expediente' },
  at: 'POST /api/record-conflicts/{id}/make-new',
  body: schema.makeNew,
  labels: { note: how },
  guards: { from: ['waiting'], stranger: true, version: true, fit: true, unclaimed: true },
  async do(trx, ctx, { row, patients, said }, { note }) {
    const numbers = numbersOf(said!.record)
    let gaveUp = false
    for (const patient of patients) gaveUp = (await giveUpNumbers(trx, ctx, patient, numbers)) || gaveUp
    const made = await takeOne(trx, ctx, said!.item, said!, undefined)
    return {
      reply: await decide(trx, ctx, row, { decision: 'another-person', note, takenInto: made }),
      about: {
        patientIds: [...idsOf(row), made],
        object: { type: 'record-conflict', id: row.id },
      },
      fields: gaveUp ? ['numbers'] : [],
      detail: { why: row.reason },
    }
  },
})

/** The feed is wrong: what is on file stays, and the same record does not come here again. Another one does. */
export const keepOurs = act({
  ...common,
  name: 'record-conflict.kept',
  words: {
    en: 'Decided that a record set aside from the hospital’s system is wrong, and kept the patient’s record as it was',
    es: 'Decidió que un registro apartado del sistema del hospital es erróneo y conservó el expediente como estaba',
  },
  verb: { en: 'The source is wrong: keep ours', es: 'La fuente se equivoca: conservar el nuestro' },
  at: 'POST /api/record-conflicts/{id}/keep-ours',
  body: schema.keepOurs,
  labels: { because: { en: 'What is wrong at the source', es: 'Qué está mal en la fuente' }, note: how },
  guards: { from: ['waiting'], stranger: true, version: true, readable: true },
  async do(trx, ctx, { row }, { because, note }) {
    return {
      reply: await decide(trx, ctx, row, { decision: 'feed-wrong', because, note }),
      fields: ['decision'],
      detail: { why: row.reason, because },
    }
  },
})

/** Nobody can read it: it leaves the queue, and waits anew should the source send it again. */
export const discard = act({
  ...common,
  name: 'record-conflict.discarded',
  words: {
    en: 'Took a record set aside from the hospital’s system off the list, since it can no longer be opened',
    es: 'Quitó de la lista un registro apartado del sistema del hospital que ya no se puede abrir',
  },
  verb: { en: 'It cannot be opened: take it off the list', es: 'No se puede abrir: quitarlo de la lista' },
  at: 'POST /api/record-conflicts/{id}/discard',
  body: schema.discard,
  labels: { note: { en: 'Why it is taken off the list', es: 'Por qué se quita de la lista' } },
  guards: { from: ['waiting'], stranger: true, version: true, unreadable: true },
  async do(trx, ctx, { row }, { note }) {
    return {
      reply: await decide(trx, ctx, row, { decision: 'unreadable', note }),
      fields: ['decision'],
      detail: { why: row.reason },
    }
  },
})
