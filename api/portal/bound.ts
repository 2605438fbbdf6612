import { type Bound, madeIn, named } from '../audit/seal/bound.ts'

/** By whose consent somebody of the staff looked at a patient's portal. */
export const portalBound: readonly Bound[] = [
  {
    name: 'looks as a patient',
    later: true,
    acts: ['portal.view-begun'],
    tells: named,
    once: (db, span) =>
      db
        .selectFrom('patient_view')
        .select([
          'id',
          'patient_id',
          'case_id',
          'staff_id',
          'verification_id',
          'consent',
          'begun_at',
          'until_at',
        ])
        .$call(madeIn(span))
        .orderBy('id')
        .execute(),
  },
]
