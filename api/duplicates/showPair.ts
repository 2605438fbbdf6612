import type { Kysely } from 'kysely'
import { view } from '../acts/view.ts'
import { openCases } from '../cases/published.ts'
import type { Tables } from '../core/db/tables.ts'
import { NotFound } from '../core/errors.ts'
import { idParam } from '../core/http/schema.ts'
import { compared, sideOnFile } from '../imports/conflicts/compare.ts'
import { accountByPatient } from '../logins/published.ts'
import { standsForOf } from '../patients/proxyGrants.ts'
import {
  channelsOf,
  numbersOnFile,
  type PatientRow,
  patientById,
  patientNotes,
  proxiesOf,
} from '../patients/published.ts'
import { visits } from '../patients/visits.ts'
import { missingStrangerToAny } from '../staff/kinship.ts'
import { presentPair } from './listPairs.ts'
import { mergeOf, pairRows } from './queries.ts'
import * as schema from './schema.ts'
import { idsOf, versionSeen } from './target.ts'
import { noPair } from './words.ts'

/**
 * Two records beside each other, each value with the record it is of. Whoever looks has looked at both charts. What is masked
 * everywhere else stands here whole, as where a feed’s record is decided, so that kin sees only whom it concerns: neither what
 * the records say nor what was written when they were decided (2026-11-26).
 */
export const showPair = view({
  name: 'duplicate-pair.shown',
  letter: 'R',
  words: {
    en: 'Compared this patient’s record with another one that may be the same person’s',
    es: 'Comparó el expediente de este paciente con otro que puede ser de la misma persona',
  },
  watch: 'queued',
  at: 'GET /api/duplicates/{id}',
  summary: 'Show two records that may be one person’s, side by side',
  tag: 'Records',
  needs: 'duplicates.decide',
  params: idParam,
  reply: schema.pair,
  async show(ctx, { id }) {
    const db = ctx.desk.db.read
    const row = await pairRows(db).where('d.id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound(noPair)
    const { people: names, ...head } = presentPair(row, ctx.language)
    const patients = await Promise.all(names.map(async (one) => (await patientById(db, one.id))!))
    const kin = await missingStrangerToAny(db, ctx, patients)
    const merge = await mergeOf(db, id)
    const why = kin?.[0]?.message
    return {
      reply: {
        ...head,
        people: await Promise.all(
          patients.map(async (patient, i) => ({
            ...names[i]!,
            ...(kin ? nothingOf(patient) : await hangsOn(db, patient)),
          })),
        ),
        fields: kin ? [] : await sideBySide(db, patients),
        ...(kin
          ? { survivorId: null, because: null, note: null }
          : { survivorId: merge?.survivor_id ?? null, because: row.because, note: row.note }),
        withheld: why === undefined ? null : typeof why === 'string' ? why : why[ctx.language],
        version: versionSeen(row, patients),
      },
      seen: {
        patientIds: idsOf(row),
        object: { type: 'duplicate-pair', id },
        ...((kin || row.state !== 'waiting') && { detail: { outOfQueue: kin ? 'withheld' : 'decided' } }),
      },
    }
  },
})

const stateOf = (patient: PatientRow) => ({
  deceased: patient.deceased_at !== null,
  inactive: patient.inactive_since !== null,
  replaced: patient.replaced_by !== null,
  updatedAt: patient.updated_at,
})

const nothingOf = (patient: PatientRow) => ({
  ...stateOf(patient),
  ...{ replaced: false, login: null, visits: 0, openCases: 0, notes: 0, proxies: [], actsFor: 0 },
})

/** What hangs on a record beside what it says of the person. */
async function hangsOn(db: Kysely<Tables>, patient: PatientRow) {
  const { id } = patient
  const [login, cases, proxies, actsFor, seen, notes] = await Promise.all([
    accountByPatient(db, id),
    openCases(db, id),
    proxiesOf(db, id),
    standsForOf(db, id),
    visits(db)
      .clearSelect()
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('patient_id', '=', id)
      .executeTakeFirstOrThrow(),
    patientNotes(db)
      .clearSelect()
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('patient_id', '=', id)
      .executeTakeFirstOrThrow(),
  ])
  return {
    ...stateOf(patient),
    login: login?.status ?? null,
    visits: Number(seen.n),
    openCases: cases.length,
    notes: Number(notes.n),
    proxies: proxies
      .filter(({ status }) => status !== 'ended')
      .map(({ proxy_name, relationship, status }) => ({ name: proxy_name, relationship, status })),
    actsFor: actsFor.filter(({ status }) => status !== 'ended').length,
  }
}

async function sideBySide(db: Kysely<Tables>, patients: readonly PatientRow[]) {
  const [one, other] = await Promise.all(
    patients.map(async (row) =>
      sideOnFile(row, await channelsOf(db, row.id), await numbersOnFile(db, row.id)),
    ),
  )
  return compared(one!, [other!]).map(({ field, said, onFile }) => {
    const values = [said ?? [], onFile[0]!.shown]
    const agreement: 'agrees' | 'differs' | 'one-sided' = values.some(({ length }) => length === 0)
      ? 'one-sided'
      : onFile[0]!.differs
        ? 'differs'
        : 'agrees'
    return { field, values, agreement }
  })
}
