import type { GuardCall, Target } from '../acts/act.ts'
import { held } from '../core/db/lock.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import type { PatientRow } from '../patients/published.ts'
import { holdPatient } from '../patients/target.ts'
import { missingStranger } from '../staff/kinship.ts'
import type { LetterState } from './lists.ts'
import type { LetterRow } from './tables.ts'
import { letterIs, noLetter } from './words.ts'

interface OnLetter {
  letter: LetterRow
  patient: PatientRow
}
type Call = GuardCall<OnLetter, { id: string }>

/** A letter and whom it goes to, held. */
export const onLetter = {
  async load(trx, ctx, { id }: { id: string }) {
    const row = trx.selectFrom('letter').selectAll().where('id', '=', id)
    const seen = await row.executeTakeFirst()
    if (!seen) throw new NotFound(noLetter)
    const patient = await holdPatient(trx, ctx, seen.patient_id)
    return { patient, letter: await held(ctx.desk.db, row).executeTakeFirstOrThrow() }
  },
  about: ({ letter }) => ({
    patientIds: [letter.patient_id],
    object: { type: 'letter', id: letter.id },
    caseId: letter.case_id,
  }),
  guards: {
    stranger: ({ trx, ctx, found }: Call, _wanted: true) => missingStranger(trx, ctx, found.patient),
    from: ({ found }: Call, wanted: readonly LetterState[]) =>
      wanted.includes(found.letter.state) ? undefined : new Conflict(letterIs[found.letter.state]),
  },
} satisfies Target<{ id: string }, OnLetter>
