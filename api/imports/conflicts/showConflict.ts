import type { Kysely } from 'kysely'
import { view } from '../../acts/view.ts'
import type { StaffCtx } from '../../core/context.ts'
import type { Tables } from '../../core/db/tables.ts'
import { NotFound } from '../../core/errors.ts'
import { idParam } from '../../core/http/schema.ts'
import { readPolicy } from '../../core/policy.ts'
import type { PatientRow } from '../../patients/published.ts'
import { channelsOf, numbersOnFile, patientById } from '../../patients/published.ts'
import { compared, sideOfRecord, sideOnFile } from './compare.ts'
import { presentConflict } from './listConflicts.ts'
import { conflictRows } from './queries.ts'
import { type SaidOf, whatWasSaid } from './said.ts'
import * as schema from './schema.ts'
import { idsOf, missingStrangerToAll, versionSeen } from './target.ts'
import { noConflict } from './words.ts'

/**
 * One record that was put aside beside the patients it may be. It stands there with what is masked everywhere else, so that
 * who may be kin of any of them sees only whom it concerns.
 */
export const showConflict = view({
  name: 'record-conflict.shown',
  letter: 'R',
  words: {
    en: 'Compared this patient’s record with one set aside from the hospital’s system',
    es: 'Comparó el expediente de este paciente con un registro apartado del sistema del hospital',
  },
  watch: 'queued',
  at: 'GET /api/record-conflicts/{id}',
  summary: 'Show a record that was set aside, beside what is on file',
  tag: 'Records',
  needs: 'conflicts.decide',
  params: idParam,
  reply: schema.conflict,
  async show(ctx, { id }) {
    const db = ctx.desk.db.read
    const row = await conflictRows(db).where('c.id', '=', id).executeTakeFirst()
    if (!row) throw new NotFound(noConflict)
    const { patients: names, ...head } = presentConflict(row)
    const patients = await Promise.all(names.map(async (one) => (await patientById(db, one.id))!))
    const found = row.decision === null ? await whatWasSaid(db, ctx, row) : undefined
    const said = typeof found === 'object' ? found : undefined
    const kin = await missingStrangerToAll(db, ctx, patients, said?.record)
    return {
      reply: {
        ...head,
        patients: patients.map((patient, i) => ({
          ...names[i]!,
          deceased: patient.deceased_at !== null,
          inactive: patient.inactive_since !== null,
          replaced: patient.replaced_by !== null,
          updatedAt: patient.updated_at,
        })),
        fields: said && !kin ? await sideBySide(db, said, patients) : [],
        unfit: found === 'unfit',
        unreadable: found === 'unreadable',
        withheld: kin ? wordsOf(ctx, kin[0]!.message) : null,
        because: row.because,
        note: row.note,
        takenInto: row.taken_into,
        version: versionSeen(row, patients),
      },
      seen: {
        patientIds: idsOf(row),
        object: { type: 'record-conflict', id },
        ...((kin || row.decision) && { detail: { outOfQueue: kin ? 'withheld' : 'decided' } }),
      },
    }
  },
})

const wordsOf = ({ language }: StaffCtx, message: string | { en: string; es: string }) =>
  typeof message === 'string' ? message : message[language]

async function sideBySide(db: Kysely<Tables>, { record }: SaidOf, patients: readonly PatientRow[]) {
  const { homeCountry } = await readPolicy(db)
  const onFile = await Promise.all(
    patients.map(async (row) =>
      sideOnFile(row, await channelsOf(db, row.id), await numbersOnFile(db, row.id)),
    ),
  )
  return compared(sideOfRecord(record, homeCountry), onFile)
}
