import { act } from '../../acts/act.ts'
import { Invalid, NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { fill } from '../../core/words.ts'
import { idsByMrn } from '../../patients/published.ts'
import { noAffected, unknownNumbers } from '../words.ts'
import { changeBreach } from './changeBreach.ts'
import { addPeople, factsOf } from './openBreach.ts'
import * as schema from './schema.ts'
import * as shown from './shown.ts'
import { onBreaches } from './target.ts'

const common = { ...onBreaches, params: idParam, reply: shown.breachDone } as const

/** Corrects what happened, when, and when it became known, until somebody signs it. */
export const describeBreach = act({
  ...common,
  name: 'breach.described',
  words: { en: 'Corrected what happened in a breach', es: 'Corrigió lo ocurrido en una violación de datos' },
  verb: { en: 'Save what happened', es: 'Guardar lo ocurrido' },
  at: 'POST /api/breaches/{id}/describe',
  body: schema.checked,
  guards: { notOwn: true, from: ['open'], version: true, past: 'knownOn' },
  async do(trx, ctx, row, given) {
    return { reply: await changeBreach(trx, ctx, row, factsOf(given)), fields: ['facts'] }
  },
})

const mostNamed = 10

/** Adds people affected by the numbers of their records; the lines of those that are nobody's are named by their place. */
export const addAffected = act({
  ...common,
  name: 'breach.people-added',
  words: {
    en: 'Added patients to those affected by a breach',
    es: 'Añadió pacientes a los afectados por una violación de datos',
  },
  verb: { en: 'Add patients', es: 'Añadir pacientes' },
  at: 'POST /api/breaches/{id}/people',
  body: schema.peopleAdded,
  // People come to light also after it was signed: they are notified like the rest.
  guards: { notOwn: true, version: true },
  async do(trx, ctx, row, { mrns }) {
    const lines = mrns.split('\n').map((line) => line.trim())
    const known = await idsByMrn(
      trx,
      lines.filter((line) => line !== ''),
    )
    const unknown = lines.flatMap((line, i) => (line === '' || known.has(line) ? [] : [i + 1]))
    if (unknown.length > 0)
      throw new Invalid({ mrns: fill(unknownNumbers, { lines: unknown.slice(0, mostNamed).join(', ') }) })
    const patientIds = [...new Set(known.values())]
    const added = await addPeople(trx, ctx, row.id, patientIds)
    return {
      reply: await changeBreach(trx, ctx, row),
      about: { object: { type: 'breach', id: row.id }, patientIds },
      fields: ['people'],
      detail: { added },
    }
  },
})

/** Takes somebody off who was not affected, while nobody has signed it. */
export const removeAffected = act({
  ...common,
  name: 'breach.person-removed',
  words: {
    en: 'Removed a patient from those affected by a breach',
    es: 'Quitó a un paciente de los afectados por una violación de datos',
  },
  verb: { en: 'Remove: not affected', es: 'Quitar: no afectado' },
  at: 'POST /api/breaches/{id}/people/remove',
  body: schema.personRemoved,
  guards: { notOwn: true, from: ['open'], version: true },
  async do(trx, ctx, row, { patientId }) {
    const { numDeletedRows } = await trx
      .deleteFrom('breach_patient')
      .where('breach_id', '=', row.id)
      .where('patient_id', '=', patientId)
      .executeTakeFirst()
    if (numDeletedRows !== 1n) throw new NotFound(noAffected)
    return {
      reply: await changeBreach(trx, ctx, row),
      about: { object: { type: 'breach', id: row.id }, patientIds: [patientId] },
      fields: ['people'],
    }
  },
})

/** Writes what the notices say in one language; each printed letter keeps what it said. */
export const draftLetter = act({
  ...common,
  name: 'breach.letter-drafted',
  words: { en: 'Drafted the notice of a breach', es: 'Redactó el aviso de una violación de datos' },
  verb: { en: 'Save the letter', es: 'Guardar la carta' },
  at: 'POST /api/breaches/{id}/draft',
  body: schema.drafted,
  guards: { notOwn: true, version: true },
  async do(trx, ctx, row, { id: _id, version: _version, language, ...draft }) {
    await trx
      .insertInto('breach_draft')
      .values({ breach_id: row.id, language, ...draft })
      .onConflict((oc) => oc.columns(['breach_id', 'language']).doUpdateSet(draft))
      .execute()
    return { reply: await changeBreach(trx, ctx, row), fields: ['letter'], detail: { language } }
  },
})
